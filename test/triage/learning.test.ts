import { describe, expect, it } from 'vitest'
import { gramsOf } from '../../src/triage/features.ts'
import { fitCurve, fitSharpness } from '../../src/triage/learning/calibration.ts'
import { countRatios } from '../../src/triage/learning/count-ratios.ts'
import { figuresOf, intervalsOf, type Judged } from '../../src/triage/learning/figures.ts'
import { dangerOf, fitModel, leadsOf, leavesOf } from '../../src/triage/learning/fit.ts'
import { thresholdFor } from '../../src/triage/learning/fit-danger.ts'
import { fitDispatch } from '../../src/triage/learning/fit-dispatch.ts'
import { fitSvm, marginsOf } from '../../src/triage/learning/linear-svm.ts'
import { fitLogistic } from '../../src/triage/learning/logistic.ts'
import { nearIdentical } from '../../src/triage/learning/near-identical.ts'
import { quantise } from '../../src/triage/learning/quantise.ts'
import { seeded, shuffled } from '../../src/triage/learning/random.ts'
import { bagOf, type Row, rowsOf, vocabularyOf } from '../../src/triage/learning/vocabulary.ts'
import { logisticOf } from '../../src/triage/logistic.ts'
import { calibrate, indexOf, isSure, rowOf, type TriageModel } from '../../src/triage/model.ts'
import { packModel, unpackModel } from '../../src/triage/model-file.ts'
import { vectorOf } from '../../src/triage/score.ts'

const texts = ['红色 苹果', '红色 草莓', '绿色 黄瓜', '绿色 芹菜']
const bags = texts.map((text) => bagOf(text, text.split(/(?= )|(?<= )/), 0))
const vocabulary = vocabularyOf(bags, 1)
const shares = [1, 1, 1, 1]
const rows = rowsOf(bags, vocabulary, shares)

describe('learning', () => {
  it('the same seed gives the same order, another seed another', () => {
    expect([...shuffled(20, seeded(3))]).toEqual([...shuffled(20, seeded(3))])
    expect([...shuffled(20, seeded(3))]).not.toEqual([...shuffled(20, seeded(4))])
    expect([...shuffled(20, seeded(3))].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  it('a support vector machine separates what can be separated and leaves unanswered texts out', () => {
    const answer = (i: number, c: number) => (i === 3 && c === 1 ? null : i < 2 === (c === 0))
    const model = fitSvm(rows, vocabulary.hashes.length, { columns: 2, answer, cost: () => 10 })
    const margins = new Float32Array(2)
    rows.forEach((row, i) => {
      marginsOf(model, row, margins)
      expect(Math.sign(margins[0] as number)).toBe(i < 2 ? 1 : -1)
    })
  })

  it('words that tell the classes apart move more readily than those of both, and texts keep their mean length', () => {
    const questions = { columns: 2, answer: (i: number, c: number) => i < 2 === (c === 0), cost: () => 10 }
    const readiness = countRatios(rows, vocabulary.hashes.length, questions)
    const ready = (feature: number | undefined, column: number) => readiness[(feature as number) * 2 + column] as number
    const shared = [...(rows[0] as Row).index].find((j) => rows.every((row) => row.index.includes(j)))
    const telling = [...(rows[0] as Row).index].find((j) => rows.every((row, i) => row.index.includes(j) === i < 2))
    expect(ready(telling, 0)).toBeGreaterThan(ready(shared, 0))
    const squared = rows.map(({ index, value }) =>
      index.reduce((sum, j, at) => sum + (value[at] as number) ** 2 * ready(j, 1), 0),
    )
    expect(squared.reduce((a, b) => a + b, 0) / rows.length).toBeCloseTo(1, 4)
    const model = fitSvm(rows, vocabulary.hashes.length, questions, { readiness })
    rows.forEach((row, i) => {
      const margins = new Float32Array(2)
      marginsOf(model, row, margins)
      expect(Math.sign(margins[0] as number)).toBe(i < 2 ? 1 : -1)
    })
    expect(Math.abs(model.weights[(telling as number) * 2] as number)).toBeGreaterThan(
      Math.abs(model.weights[(shared as number) * 2] as number),
    )
  })

  it('a text is weighed at work exactly as in training', () => {
    const rowScales = new Float32Array(vocabulary.hashes.length).fill(1)
    const model = { ...vocabulary, rowScales, blockShares: shares, index: indexOf(vocabulary.hashes) } as TriageModel
    const text = texts[0] as string
    const vector = vectorOf(gramsOf(text, text.split(/(?= )|(?<= )/), 0), model)
    const trained = new Map([...(rows[0]?.index ?? [])].map((row, j) => [row, rows[0]?.value[j] as number]))
    expect(vector.size).toBe(trained.size)
    for (let j = 0; j < vector.size; j += 1)
      expect(vector.values[j]).toBeCloseTo(trained.get(vector.rows[j] as number) ?? 0, 5)
  })

  it('an index finds every feature and no other', () => {
    const hashes = Int32Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1))
    const index = indexOf(hashes)
    for (const [row, hash] of hashes.entries()) expect(rowOf(index, hash)).toBe(row)
    expect(rowOf(index, 12345)).toBe(-1)
  })

  it('whole-number weights keep the largest of a row and lose little of the others', () => {
    const packed = quantise(
      { columns: 3, bias: new Float32Array(3), weights: Float32Array.of(0.5, -1, 0.25, 0, 0, 0) },
      2,
      31,
    )
    expect([...packed.weights]).toEqual([16, -31, 8, 0, 0, 0])
    expect((packed.rowScales[0] as number) * 31).toBeCloseTo(1)
    expect(packed.rowScales[1]).toBe(0)
  })

  it('a packed model is the same when unpacked, and a short file is refused', () => {
    const model = {
      version: 'test',
      leaves: ['A'],
      leads: ['B'],
      blockShares: shares,
      hashes: Int32Array.of(7, -9),
      idf: Float32Array.of(1, 2),
      rowScales: Float32Array.of(0.1, 0.2),
      bias: new Float32Array(5),
      weights: Int8Array.from({ length: 10 }, (_, i) => i - 5),
      leafSharpness: 5,
      leadSharpness: 6,
      leadOfLeaf: [[1]],
      leafShare: 0.3,
      leadSay: 0.2,
      leafCalibration: { raw: [0, 1], calibrated: [0, 1] },
      leadCertainty: { weights: [0, 0, 0, 0, 0, 0, 1], offset: 0 },
      leadCalibration: { raw: [0, 1], calibrated: [0, 1] },
      dispatch: { all: 0.9, byLeaf: { A: 0.8 } },
      danger: { weights: [], offset: [], threshold: [] },
      index: indexOf(Int32Array.of(7, -9)),
    } satisfies TriageModel
    const { header, binary } = packModel(model)
    expect(unpackModel(header, binary)).toEqual(model)
    expect(() => unpackModel(header, binary.subarray(1))).toThrow(/its header says/)
  })
})

describe('leaves that a city adds', () => {
  const told = ['油烟 烧烤 熏', '油烟 餐馆 熏', '诈骗 电话 转账', '诈骗 短信 转账', '户口 迁入 办理', '户口 落户 办理']
  const read = told.map((text) => bagOf(text, text.split(/(?= )|(?<= )/), 0))
  const vocabulary = vocabularyOf(read, 1)
  const rows = rowsOf(read, vocabulary, [1, 1, 1, 1])
  const classes = {
    leaves: ['NEW', 'NONE', 'SMOKE'],
    leads: ['X'],
    countsAs: (leaf: string) => (leaf === 'NEW' ? 'NONE' : leaf),
  }
  const label = (leaf: string, agreedLeaves: boolean) => ({ leaf, alt: null, agreedLeaves, lead: null, danger: null })
  const scoreOfNew = (agreedLeaves: boolean) => {
    const leaves = ['SMOKE', 'SMOKE', 'NEW', 'NONE', 'NONE', 'NONE']
    const labels = leaves.map((leaf) => label(leaf, agreedLeaves && leaf === 'NONE'))
    const scores = new Float32Array(7)
    marginsOf(fitModel(rows, vocabulary.hashes.length, labels, classes), rows[3] as Row, scores)
    return scores[0] as number
  }

  it('are hardly spoken against by a reader who did not know them', () => {
    expect(scoreOfNew(true)).toBeGreaterThan(scoreOfNew(false) + 0.2)
  })
})

describe('calibration', () => {
  it('a curve rises, and says of overconfident answers how often they are right', () => {
    const random = seeded(5)
    const answers = Array.from({ length: 4000 }, () => {
      const raw = random()
      return { raw, right: Number(random() < raw * raw) }
    })
    const curve = fitCurve(answers)
    expect(curve.calibrated).toEqual([...curve.calibrated].sort((a, b) => a - b))
    expect(calibrate(curve, 0.5)).toBeCloseTo(0.25, 1)
    expect(calibrate(curve, 0.9)).toBeCloseTo(0.81, 1)
    expect(calibrate(curve, -1)).toBe(curve.calibrated[0])
    expect(calibrate(curve, 2)).toBe(curve.calibrated.at(-1))
  })

  it('finds the sharpness of the highest likelihood', () => {
    expect(fitSharpness((s) => -((Math.log(s) - Math.log(4)) ** 2))).toBeCloseTo(4, 2)
  })

  it('a threshold keeps the wanted precision and loses no more recall than it must', () => {
    const answers = [0.9, 0.8, 0.7, 0.6, 0.5].map((p, i) => ({ p, yes: i !== 2 }))
    expect(thresholdFor(answers, 1)).toBe(0.8)
    expect(thresholdFor(answers, 0.75)).toBe(0.5)
    expect(thresholdFor([{ p: 0.9, yes: false }], 0.75)).toBe(0.5)
  })

  it('logistic regression finds the rate of a constant and the sign of a cause', () => {
    const inputs = Array.from({ length: 400 }, (_, i) => Float64Array.of(i % 2))
    const cases = inputs.map((x, i) => ({ inputs: x, yes: x[0] === 1 ? i % 8 !== 1 : i % 8 === 0 }))
    const fitted = fitLogistic(cases, 0.001)
    expect(logisticOf(fitted, Float64Array.of(0))).toBeCloseTo(0.25, 2)
    expect(logisticOf(fitted, Float64Array.of(1))).toBeCloseTo(0.75, 2)
  })

  it('a case of half a share counts half', () => {
    const one = (yes: boolean, share: number) => ({ inputs: Float64Array.of(0), yes, share })
    const cases = [
      ...Array.from({ length: 40 }, () => one(true, 0.5)),
      ...Array.from({ length: 20 }, () => one(false, 1)),
    ]
    expect(logisticOf(fitLogistic(cases, 0.001), Float64Array.of(0))).toBeCloseTo(0.5, 3)
  })
})

describe('dispatch without a person', () => {
  const answers = (leaf: string, told: [confidence: number, right: number, wrong: number][]) =>
    told.flatMap(([confidence, right, wrong]) =>
      Array.from({ length: right + wrong }, (_, i) => ({ leaf, confidence, right: i < right })),
    )

  it('begins where the wanted share of bureaus is right, of all leaves and of each leaf with many answers', () => {
    const sure = answers('A', [
      [0.9, 1000, 0],
      [0.6, 400, 0],
      [0.3, 50, 300],
    ])
    const unsure = answers('B', [
      [0.9, 950, 50],
      [0.6, 200, 200],
    ])
    const { all, byLeaf } = fitDispatch([...sure, ...unsure], 0.95)
    expect(all).toBe(0.9)
    expect(byLeaf.A).toBe(0.6)
    expect(byLeaf.B).toBe(0.9)
  })

  it('opens no leaf for a few lucky answers, and closes none for a few unlucky ones', () => {
    const many = answers('A', [
      [0.9, 1000, 10],
      [0.6, 300, 200],
    ])
    const { all, byLeaf } = fitDispatch([...many, ...answers('B', [[0.6, 5, 0]]), ...answers('C', [[0.9, 4, 1]])], 0.95)
    expect(all).toBe(0.9)
    expect(byLeaf.B).toBe(0.9)
    expect(byLeaf.C).toBe(0.9)
  })

  it('counts an answer by its share', () => {
    const wrong = answers('A', [[0.9, 95, 30]])
    expect(fitDispatch(wrong, 0.9).all).toBeGreaterThan(1)
    expect(
      fitDispatch(
        wrong.map((one) => (one.right ? one : { ...one, share: 0.1 })),
        0.9,
      ).all,
    ).toBe(0.9)
  })

  it('never begins where no confidence is right often enough', () => {
    const { all, byLeaf } = fitDispatch(answers('A', [[0.99, 30, 30]]))
    expect(isSure('A', 1, { dispatch: { all, byLeaf } })).toBe(false)
    expect(isSure('C', 1, { dispatch: { all, byLeaf } })).toBe(false)
  })
})

describe('nearly identical texts', () => {
  it('share a number, and others do not', () => {
    const told = [
      '楼下烧烤店的油烟每天熏到半夜没有人管',
      '楼下烧烤店的油烟每天熏到半夜都没有人管',
      '小区电梯坏了一个星期',
    ]
    const [a, b, c] = nearIdentical(told.map((text) => bagOf(text, [text], 0)))
    expect(a).toBe(b)
    expect(c).not.toBe(a)
  })
})

describe('two readers', () => {
  it('both answers count where they differ, and the graver danger', () => {
    const label = { leaf: 'A', alt: null, lead: 'X', danger: 1, second: { leaf: 'B', lead: 'X', danger: 2 } } as const
    expect(leavesOf(label)).toEqual(['A', 'B'])
    expect(leadsOf(label)).toEqual(['X'])
    expect(dangerOf(label)).toBe(2)
  })
})

describe('figures', () => {
  const judged = (truth: Partial<Judged['truth']>, answer: Partial<Judged['answer']>): Judged => ({
    truth: { leaves: ['A'], leads: ['X'], danger: 0, ...truth },
    answer: { leaves: ['A', 'B', 'C'], leads: ['X', 'Y', 'Z'], confidence: 0.95, alone: true, danger: 0, ...answer },
  })

  it('counts the first and the first three, danger from 2, and the error of the confidence', () => {
    const figures = figuresOf([
      judged({}, {}),
      judged({ leaves: ['B', 'D'], danger: 3 }, { danger: 2 }),
      judged({ leads: ['Q'], danger: 2 }, { danger: 1, alone: false }),
      judged({ leaves: ['E'], leads: ['Z'] }, { danger: 2 }),
    ])
    expect(figures).toEqual({
      n: 4,
      leaf_at_1: 0.5,
      leaf_at_3: 0.75,
      lead_at_1: 0.5,
      lead_at_3: 0.75,
      danger_precision: 0.5,
      danger_recall: 0.5,
      ece: 0.45,
      auto_dispatch_share: 0.75,
      auto_dispatch_precision: 0.6667,
    })
  })

  it('an interval holds its figure, is the same each time, and narrows with more texts', () => {
    const half = (n: number) => Array.from({ length: n }, (_, i) => judged({ leaves: [i % 2 === 0 ? 'A' : 'Q'] }, {}))
    const [low = 0, high = 0] = intervalsOf(half(40), 200).leaf_at_1 ?? []
    const [lower = 0, higher = 0] = intervalsOf(half(400), 200).leaf_at_1 ?? []
    expect(low).toBeLessThan(0.5)
    expect(high).toBeGreaterThan(0.5)
    expect(higher - lower).toBeLessThan((high - low) / 2)
    expect(intervalsOf(half(40), 200)).toEqual(intervalsOf(half(40), 200))
  })

  it('answering NONE is right for the bureau where the truth allows NONE, and only there', () => {
    const none = { leaves: ['NONE', 'A', 'B'], leads: ['Y', 'P', 'Q'] }
    expect(figuresOf([judged({ leaves: ['NONE', 'A'] }, none)]).lead_at_1).toBe(1)
    expect(figuresOf([judged({}, none)]).lead_at_1).toBe(0)
  })
})
