import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** Cases of one bureau that are equally difficult: which traits they have, how many were counted, how many went well. */
export type OutcomeCell = { bureau: string; traits: number[]; of: number; well: number }

export type AdjustedRates = {
  /** In the order of `draws`. */
  bureaus: string[]
  /** By trait: how much it moves the log-odds of a case going well, and its standard error; null where all cases have it or none. */
  effects: ({ effect: number; error: number } | null)[]
  /** The standard deviation between bureaus on the log-odds, cases being equal. */
  between: number
  /** By bureau: the share that would go well had it the whole city's mix of cases. */
  rates: number[]
  /** `draws[d][b]`: the same under the d-th of so many equally likely states of the world. */
  draws: Float64Array[]
}

/** Difficulties are pulled towards none, so that a trait that all or no cases have is answered too. */
const traitDeviation = 1.5
/** Half a case that went well and half a one that did not, of no bureau: keeps the city's level finite when all went well (Jeffreys). */
const half = { of: 1, well: 0.5 }
const stepsMax = 60
const tolerance = 1e-8
const betweenMin = 0.02

/**
 * How often each bureau's cases would go well if all bureaus had the same cases. A logistic model with a difficulty for each trait and a
 * level for each bureau that is drawn from a normal law whose spread is estimated too (a random intercept; Goldstein & Spiegelhalter 1996):
 * a bureau with few cases is pulled towards the city. Difficulties are learned within bureaus, so a bureau is not excused by having always
 * had the same kind of case. `normal` hands in standard normal numbers for the draws from the normal approximation of the posterior.
 * Cells must hold at least one bureau and one counted case.
 */
export function adjustedRates(cells: OutcomeCell[], draws: number, normal: () => number): AdjustedRates {
  const bureaus = [...new Set(cells.map(({ bureau }) => bureau))].sort()
  const traits = cells[0]?.traits.length ?? 0
  const rows: Row[] = cells.map((cell) => ({ ...cell, at: 1 + traits + bureaus.indexOf(cell.bureau) }))
  rows.push({ ...half, traits: [], at: null })
  const model = { rows, traits, size: 1 + traits + bureaus.length }
  const fitted = fittedTo(model)
  const mix = mixOf(cells)
  const rateOf = (beta: ArrayLike<number>, bureau: number): number =>
    mix.reduce((sum, { traits: has, part }) => sum + part * logistic(logOdds(beta, has, 1 + traits + bureau)), 0)
  const rates = (beta: ArrayLike<number>) => bureaus.map((_, nth) => rateOf(beta, nth))
  const { lower } = fitted
  return {
    bureaus,
    effects: Array.from({ length: traits }, (_, nth) =>
      new Set(cells.map(({ traits: has }) => has[nth])).size < 2
        ? null
        : { effect: fitted.beta[1 + nth] as number, error: Math.sqrt(fitted.variances[1 + nth] as number) },
    ),
    between: fitted.between,
    rates: rates(fitted.beta),
    draws: Array.from({ length: draws }, () => Float64Array.from(rates(drawn(fitted.beta, lower, normal)))),
  }
}

/** `at` is the place of its bureau's level; null for the half case of the whole city. */
type Row = Pick<OutcomeCell, 'traits' | 'of' | 'well'> & { at: number | null }
type Model = { rows: Row[]; traits: number; size: number }
type Fitted = { beta: Float64Array; lower: Matrix; variances: number[]; between: number }

/** Newton's method for the mode, and for the spread between bureaus the mean square of their levels with its uncertainty (EM). */
function fittedTo(model: Model): Fitted {
  let between = 0.5
  let beta: Float64Array = new Float64Array(model.size)
  for (let step = 0; ; step += 1) {
    beta = modeOf(model, beta, between)
    const lower = factorOf(informationOf(model, beta, between))
    const variances = variancesOf(lower)
    const levels = Array.from({ length: model.size - 1 - model.traits }, (_, nth) => 1 + model.traits + nth)
    const square = levels.reduce((sum, at) => sum + (beta[at] as number) ** 2 + (variances[at] as number), 0)
    const next = Math.max(betweenMin, Math.sqrt(square / levels.length))
    if (Math.abs(next - between) < 1e-4 || step >= stepsMax) return { beta, lower, variances, between: next }
    between = next
  }
}

function modeOf(model: Model, start: Float64Array, between: number): Float64Array {
  let beta = start
  for (let step = 0; step < stepsMax; step += 1) {
    const lower = factorOf(informationOf(model, beta, between))
    const move = solved(lower, gradientOf(model, beta, between))
    const longest = Math.max(...move.map(Math.abs))
    // A long step of Newton may overshoot where nearly all cases went well.
    const scale = longest > 2 ? 2 / longest : 1
    beta = beta.map((value, at) => value + scale * (move[at] as number))
    if (longest < tolerance) break
  }
  return beta
}

/** What pulls each coefficient towards nothing: the common level not at all, traits a little, bureaus by their own spread. */
function precisions({ traits, size }: Model, between: number): number[] {
  return Array.from({ length: size }, (_, at) =>
    at === 0 ? 1e-6 : at <= traits ? 1 / traitDeviation ** 2 : 1 / between ** 2,
  )
}

/** The positions of a row whose variable is not zero. */
const positions = ({ traits, at }: Row): number[] => [
  0,
  ...traits.flatMap((has, nth) => (has ? [1 + nth] : [])),
  ...(at === null ? [] : [at]),
]

function gradientOf(model: Model, beta: Float64Array, between: number): Float64Array {
  const pull = precisions(model, between)
  const gradient = beta.map((value, at) => -(pull[at] as number) * value)
  for (const row of model.rows) {
    const miss = row.well - row.of * logistic(logOdds(beta, row.traits, row.at))
    for (const at of positions(row)) gradient[at] = (gradient[at] as number) + miss
  }
  return gradient
}

function informationOf(model: Model, beta: Float64Array, between: number): Matrix {
  const information = Matrix.diag(precisions(model, between))
  for (const row of model.rows) {
    const p = logistic(logOdds(beta, row.traits, row.at))
    const weight = row.of * p * (1 - p)
    const at = positions(row)
    for (const i of at) for (const j of at) information.set(i, j, information.get(i, j) + weight)
  }
  return information
}

const factorOf = (information: Matrix): Matrix => new CholeskyDecomposition(information).lowerTriangularMatrix

function solved(lower: Matrix, right: Float64Array): Float64Array {
  return backward(lower, forward(lower, right))
}

function forward(lower: Matrix, right: ArrayLike<number>): Float64Array {
  const x = new Float64Array(right.length)
  for (let i = 0; i < x.length; i += 1) {
    let left = right[i] as number
    for (let j = 0; j < i; j += 1) left -= lower.get(i, j) * (x[j] as number)
    x[i] = left / lower.get(i, i)
  }
  return x
}

function backward(lower: Matrix, right: ArrayLike<number>): Float64Array {
  const x = new Float64Array(right.length)
  for (let i = x.length - 1; i >= 0; i -= 1) {
    let left = right[i] as number
    for (let j = i + 1; j < x.length; j += 1) left -= lower.get(j, i) * (x[j] as number)
    x[i] = left / lower.get(i, i)
  }
  return x
}

/** The diagonal of the inverse of the information. */
function variancesOf(lower: Matrix): number[] {
  return Array.from({ length: lower.rows }, (_, at) => {
    const unit = new Float64Array(lower.rows)
    unit[at] = 1
    return forward(lower, unit).reduce((sum, value) => sum + value * value, 0)
  })
}

function drawn(beta: Float64Array, lower: Matrix, normal: () => number): Float64Array {
  const away = backward(lower, Float64Array.from(beta, normal))
  return beta.map((value, at) => value + (away[at] as number))
}

/** The city's mix: each pattern of traits with its part of all counted cases. */
function mixOf(cells: OutcomeCell[]): { traits: number[]; part: number }[] {
  const all = cells.reduce((sum, { of }) => sum + of, 0)
  const patterns = Map.groupBy(cells, ({ traits }) => traits.join(''))
  return [...patterns.values()].map((same) => ({
    traits: (same[0] as OutcomeCell).traits,
    part: same.reduce((sum, { of }) => sum + of, 0) / all,
  }))
}

function logOdds(beta: ArrayLike<number>, traits: number[], at: number | null): number {
  const own = traits.reduce((sum, has, nth) => (has ? sum + (beta[1 + nth] as number) : sum), 0)
  return (beta[0] as number) + own + (at === null ? 0 : (beta[at] as number))
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
