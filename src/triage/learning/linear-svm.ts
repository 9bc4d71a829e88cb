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
 * (Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008). Deterministic for a seed. `readiness`
 * (features × columns, 1 each unless given) divides what a squared weight costs: a feature that tells a class counts for more.
 */
export function fitSvm(
  rows: Row[],
  features: number,
  questions: Questions,
  { passes = 12, seed = 1, readiness }: { passes?: number; seed?: number; readiness?: Float32Array } = {},
): LinearModel {
  const { columns } = questions
  const model = { columns, weights: new Float32Array(features * columns), bias: new Float32Array(columns) }
  const alphas = new Float32Array(rows.length * columns)
  const squares = rows.map((row) => squaredLengths(row, columns, readiness))
  const random = seeded(seed)
  const margins = new Float32Array(columns)
  for (let pass = 0; pass < passes; pass += 1) {
    for (const i of shuffled(rows.length, random)) {
      const row = rows[i] as Row
      marginsOf(model, row, margins)
      if (stepAlphas(questions, i, squares[i] as Float64Array, alphas, margins))
        addScaled(model, row, margins, readiness)
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

/** A text's squared length as each column sees it, with the constant 1 of the bias. */
function squaredLengths({ index, value }: Row, columns: number, readiness?: Float32Array): Float64Array {
  const squares = new Float64Array(columns).fill(1)
  for (let j = 0; j < index.length; j += 1) {
    const square = (value[j] as number) ** 2
    const from = (index[j] as number) * columns
    for (let c = 0; c < columns; c += 1)
      squares[c] = (squares[c] as number) + square * (readiness === undefined ? 1 : (readiness[from + c] as number))
  }
  return squares
}

/** Moves the text's dual variables; leaves in `margins` what to add along the text in each column. */
function stepAlphas(
  questions: Questions,
  text: number,
  squares: Float64Array,
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
    const next = Math.max(0, old - slope / ((squares[c] as number) + diagonal))
    alphas[at] = next
    margins[c] = (next - old) * sign
    if (next !== old) moved = true
  }
  return moved
}

/** Most columns stay where they are: only those that move are written. */
function addScaled(model: LinearModel, row: Row, steps: Float32Array, readiness?: Float32Array): void {
  const { columns, weights, bias } = model
  const moving = Int32Array.from(steps.keys()).filter((c) => steps[c] !== 0)
  for (const c of moving) bias[c] = (bias[c] as number) + (steps[c] as number)
  for (let j = 0; j < row.index.length; j += 1) {
    const from = (row.index[j] as number) * columns
    const value = row.value[j] as number
    for (let m = 0; m < moving.length; m += 1) {
      const c = moving[m] as number
      const step = value * (steps[c] as number) * (readiness === undefined ? 1 : (readiness[from + c] as number))
      weights[from + c] = (weights[from + c] as number) + step
    }
  }
}
