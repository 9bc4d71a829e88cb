import { seeded, shuffled } from './random.ts'
import type { Row } from './vocabulary.ts'

/** features × columns, row by row, and one bias a column. */
export type LinearModel = { columns: number; weights: Float32Array; bias: Float32Array }

/** One yes/no question per column: what a text answers (true, false, or null to leave it out of the question) and how much it counts. */
export type Questions = {
  columns: number
  answer: (text: number, column: number) => boolean | null
  cost: (text: number, column: number) => number
}

/**
 * L2-regularised squared-hinge support vector machines, all columns in one pass, by dual coordinate descent
 * (Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008). Deterministic for a seed.
 */
export function fitSvm(
  rows: Row[],
  features: number,
  questions: Questions,
  { passes = 12, seed = 1 } = {},
): LinearModel {
  const { columns } = questions
  const model = { columns, weights: new Float32Array(features * columns), bias: new Float32Array(columns) }
  const alphas = new Float32Array(rows.length * columns)
  const squares = rows.map((row) => row.value.reduce((sum, v) => sum + v * v, 1))
  const random = seeded(seed)
  const margins = new Float32Array(columns)
  for (let pass = 0; pass < passes; pass += 1) {
    for (const i of shuffled(rows.length, random)) {
      const row = rows[i] as Row
      marginsOf(model, row, margins)
      if (stepAlphas(questions, i, squares[i] as number, alphas, margins)) addScaled(model, row, margins)
    }
  }
  return model
}

export function marginsOf(model: LinearModel, row: Row, margins: Float32Array): void {
  const { columns, weights, bias } = model
  margins.set(bias)
  for (let j = 0; j < row.index.length; j += 1) {
    const from = (row.index[j] as number) * columns
    const value = row.value[j] as number
    for (let c = 0; c < columns; c += 1) margins[c] = (margins[c] as number) + value * (weights[from + c] as number)
  }
}

/** Moves the text's dual variables; leaves in `margins` what to add along the text in each column. */
function stepAlphas(
  questions: Questions,
  text: number,
  square: number,
  alphas: Float32Array,
  margins: Float32Array,
): boolean {
  const { columns } = questions
  let moved = false
  for (let c = 0; c < columns; c += 1) {
    const answer = questions.answer(text, c)
    if (answer === null) {
      margins[c] = 0
      continue
    }
    const sign = answer ? 1 : -1
    const diagonal = 0.5 / questions.cost(text, c)
    const at = text * columns + c
    const old = alphas[at] as number
    const slope = sign * (margins[c] as number) - 1 + diagonal * old
    const next = Math.max(0, old - slope / (square + diagonal))
    alphas[at] = next
    margins[c] = (next - old) * sign
    if (next !== old) moved = true
  }
  return moved
}

/** Most columns stay where they are: only those that move are written. */
function addScaled(model: LinearModel, row: Row, steps: Float32Array): void {
  const { columns, weights, bias } = model
  const moving = Int32Array.from(steps.keys()).filter((c) => steps[c] !== 0)
  for (const c of moving) bias[c] = (bias[c] as number) + (steps[c] as number)
  for (let j = 0; j < row.index.length; j += 1) {
    const from = (row.index[j] as number) * columns
    const value = row.value[j] as number
    for (let m = 0; m < moving.length; m += 1) {
      const c = moving[m] as number
      weights[from + c] = (weights[from + c] as number) + value * (steps[c] as number)
    }
  }
}
