import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/triage/learning/random.ts'
import { indexOf, type TriageModel } from '../../src/triage/model.ts'
import { findPhrases, phraseIndex } from '../../src/triage/phrases.ts'
import { scoresOf, type Vector } from '../../src/triage/score.ts'

/** A model of random weights whose number of columns is no multiple of sixteen. */
function randomModel(features: number, columns: number): TriageModel {
  const random = seeded(features)
  return {
    hashes: Int32Array.from({ length: features }, (_, i) => i + 1),
    rowScales: Float32Array.from({ length: features }, () => random() / 100),
    bias: Float32Array.from({ length: columns }, () => random() - 0.5),
    weights: Int8Array.from({ length: features * columns }, () => Math.round(random() * 254 - 127)),
    index: indexOf(new Int32Array(0)),
  } as TriageModel
}

const vectorOf = (rows: number[], { rowScales }: TriageModel): Vector => ({
  size: rows.length,
  rows: Int32Array.from(rows),
  values: Float32Array.from(rows, (_, i) => 0.1 + i / 50),
  factors: Float32Array.from(rows, (row, i) => (0.1 + i / 50) * (rowScales[row] as number)),
  times: new Uint16Array(rows.length).fill(1),
  occurrences: new Int32Array(0),
})

function plainly({ size, rows, values }: Vector, { bias, weights, rowScales }: TriageModel): number[] {
  return Array.from(bias, (constant, c) => {
    let sum = constant
    for (let j = 0; j < size; j += 1) {
      const row = rows[j] as number
      sum += (values[j] as number) * (rowScales[row] as number) * (weights[row * bias.length + c] as number)
    }
    return sum
  })
}

describe('scores', () => {
  it.each([131, 64, 20])('are the sums that plain arithmetic gives, of %d columns the last too', (columns) => {
    const model = randomModel(300, columns)
    const vector = vectorOf([299, 0, 7, 150, 151], model)
    const expected = plainly(vector, model)
    scoresOf(vector, model).forEach((score, c) => {
      expect(score).toBeCloseTo(expected[c] as number, 4)
    })
  })

  it('of one text leave nothing behind for the next, nor for another model', () => {
    const [model, other] = [randomModel(40, 20), randomModel(41, 20)]
    const before = [...scoresOf(vectorOf([3, 4], model), model)]
    scoresOf(vectorOf([1, 2, 5, 39], model), model)
    scoresOf(vectorOf([3, 4], other), other)
    expect([...scoresOf(vectorOf([3, 4], model), model)]).toEqual(before)
  })

  it('of a text that the model knows nothing of are its constants', () => {
    const model = randomModel(10, 5)
    expect([...scoresOf(vectorOf([], model), model)]).toEqual([...model.bias])
  })
})

describe('phrases', () => {
  it('are found where they stand, longest first, those of one character too, and no others', () => {
    const index = phraseIndex([
      ['电梯', 1],
      ['电梯困人', 2],
      ['梯', 3],
      ['电表', 4],
    ])
    const found = findPhrases('旧电梯困人', index).map(({ phrase, start, value }) => [phrase, start, value])
    expect(found).toEqual([
      ['电梯困人', 1, 2],
      ['电梯', 1, 1],
      ['梯', 2, 3],
    ])
  })
})
