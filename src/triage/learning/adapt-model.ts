import type { BureauId, LeafCode } from '../../reference/city.ts'
import { DANGER_COLUMNS, indexOf, type TriageModel } from '../model.ts'
import { bestOf, opinionsOf } from '../opinions.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { quantise, TAUGHT_LEVELS } from './quantise.ts'
import { seeded, shuffled } from './random.ts'
import { type Bag, type Row, rowsOf } from './vocabulary.ts'

/** A report of this city with what people settled about it; null where nobody did, and there the model is to answer as before. */
export type Lesson = {
  bag: Bag
  settled: { leaf: LeafCode | null; lead: BureauId | null; danger: 0 | 1 | 2 | 3 | null }
  /** How many reports it stands for: 1 for a corrected one, more for one drawn from many that were confirmed. */
  times: number
}

/** Work that stops after every few texts, so that whoever drives it can let others go first. */
export type InSlices<Result> = Generator<void, Result>

/** The seed model's weights as plain numbers, room for words it does not know, and every lesson as a vector with its scores. */
export type Ground = {
  seed: TriageModel
  hashes: Int32Array
  idf: Float32Array
  linear: LinearModel
  lessons: Lesson[]
  rows: Row[]
  scores: Float32Array[]
  /** Column of the leaf that the seed reads. */
  read: number[]
}

const PASSES = 5
/** A step smaller than this is not made, and a lesson without a larger one rests for the passes that follow. */
const STEP_MIN = 0.01
/** Cost of a missed margin in the three parts of the model; the seed's own costs are in fit.ts. */
const SETTLED_COST = { leaf: 1.5, lead: 1.5, danger: 1.5 }
const KEPT_COST = 0.5
/** A constant of 1 would let a few texts move a class for all texts; at a tenth the words must carry the change. */
const CONSTANT = 0.1
const NEW_WORD_LESSONS_MIN = 3
/** In memory; a file is less than half of it. */
const MODEL_BYTES_MAX = 24 * 1024 * 1024
/** Opinions of the seed about which bureau leads a leaf weigh as much as this many reports. */
const SEED_REPORTS = 20
const TEXTS_PER_SLICE = 25

/** Reads the lessons with the seed's words and the new words that at least three of them share, as many as a model of 24 MiB holds. */
export function* layGround(seed: TriageModel, lessons: Lesson[]): InSlices<Ground> {
  const fresh = yield* newWords(seed, lessons)
  const hashes = Int32Array.of(...seed.hashes, ...fresh.map(({ hash }) => hash))
  const idf = Float32Array.of(...seed.idf, ...fresh.map((word) => word.idf))
  const linear = plainWeights(seed, hashes.length)
  const rows: Row[] = []
  const scores: Float32Array[] = []
  const read: number[] = []
  for (let from = 0; from < lessons.length; from += 100) {
    const bags = lessons.slice(from, from + 100).map(({ bag }) => bag)
    for (const row of rowsOf(bags, { hashes, idf }, seed.blockShares)) {
      rows.push(row)
      const said = scoresBy(linear, row)
      scores.push(said)
      read.push(bestOf(opinionsOf(said, seed).leaves, 1)[0] ?? 0)
    }
    yield
  }
  return { seed, hashes, idf, linear, lessons, rows, scores, read }
}

/**
 * The same linear model, moved as little as the lessons allow: minimises ½‖w − seed‖² plus squared hinge losses where people
 * settled an answer and squared distance to the seed's scores where nobody did, by dual coordinate descent started at the seed
 * (Hsieh et al., ICML 2008; the proximal form of continued training). Deterministic.
 */
export function* teach(ground: Ground, places: number[]): InSlices<LinearModel> {
  const { columns, weights, bias } = ground.linear
  const linear = { columns, weights: weights.slice(), bias: bias.slice() }
  const duals = new Float32Array(places.length * columns)
  const random = seeded(places.length)
  const work = { margins: new Float32Array(columns), moving: new Int32Array(columns), steps: new Float32Array(columns) }
  const resting = new Uint8Array(places.length)
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [nth, at] of [...shuffled(places.length, random)].entries()) {
      if (nth % TEXTS_PER_SLICE === 0) yield
      if (resting[at] === 1) continue
      const row = ground.rows[places[at] as number] as Row
      marginsOf(linear, row, work.margins)
      const moved = stepDuals(ground, places[at] as number, duals.subarray(at * columns, (at + 1) * columns), work)
      if (moved > 0) addAlong(linear, row, work, moved)
      else resting[at] = 1
    }
  }
  return linear
}

/** What comes after the scores: the seed's last steps, with the bureaus that really led each leaf. Calibration is the seed's. */
export function lastSteps(ground: Ground, places: number[]): TriageModel {
  return { ...ground.seed, leadOfLeaf: leadsOfLeaves(ground, places) }
}

/** The taught weights before these last steps, packed like the seed. */
export function asModel({ hashes, idf }: Ground, linear: LinearModel, last: TriageModel, version: string): TriageModel {
  const packed = quantise(linear, hashes.length, TAUGHT_LEVELS)
  return { ...last, version, hashes, idf, ...packed, bias: linear.bias, index: indexOf(hashes) }
}

/** Scores of one lesson by taught weights. */
export function scoresBy(linear: LinearModel, row: Row): Float32Array {
  const scores = new Float32Array(linear.columns)
  marginsOf(linear, row, scores)
  return scores
}

function* newWords(seed: TriageModel, lessons: Lesson[]): InSlices<{ hash: number; idf: number }[]> {
  const known = new Set(seed.hashes)
  const times = new Map<number, number>()
  for (const [nth, { bag }] of lessons.entries()) {
    for (const hash of bag.hashes) if (!known.has(hash)) times.set(hash, (times.get(hash) ?? 0) + 1)
    if (nth % 200 === 0) yield
  }
  const bytesPerWord = seed.bias.length + 12
  const room = Math.max(0, Math.floor(MODEL_BYTES_MAX / bytesPerWord) - seed.hashes.length)
  const rarest = seed.idf.reduce((most, idf) => Math.max(most, idf), 0)
  return [...times]
    .filter(([, n]) => n >= NEW_WORD_LESSONS_MIN)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, room)
    .map(([hash, n]) => ({ hash, idf: Math.min(rarest, 1 + Math.log((lessons.length + 1) / (n + 1))) }))
}

function plainWeights({ weights, rowScales, bias }: TriageModel, features: number): LinearModel {
  const columns = bias.length
  const plain = new Float32Array(features * columns)
  rowScales.forEach((scale, row) => {
    for (let at = row * columns; at < (row + 1) * columns; at += 1) plain[at] = (weights[at] as number) * scale
  })
  return { columns, weights: plain, bias: bias.slice() }
}

type Wanted = { from: number; to: number; cost: number; yes: ((column: number) => boolean) | null }

/** The three parts of the columns, each with the answers wanted; `yes` null where the seed's scores are to be kept. */
function wantedOf({ seed, lessons }: Ground, place: number): Wanted[] {
  const { leaf, lead, danger } = (lessons[place] as Lesson).settled
  const bureaus = seed.leaves.length
  const dangers = bureaus + seed.leads.length
  const leafColumn = leaf === null ? -1 : seed.leaves.indexOf(leaf)
  const leadColumn = lead === null ? -1 : bureaus + seed.leads.indexOf(lead)
  return [
    part(0, bureaus, SETTLED_COST.leaf, leafColumn < 0 ? null : (c) => c === leafColumn),
    part(bureaus, dangers, SETTLED_COST.lead, leadColumn < bureaus ? null : (c) => c === leadColumn),
    part(dangers, dangers + DANGER_COLUMNS, SETTLED_COST.danger, danger === null ? null : (c) => danger > c - dangers),
  ]
}

const part = (from: number, to: number, settled: number, yes: Wanted['yes']): Wanted => ({
  from,
  to,
  cost: yes === null ? KEPT_COST : settled,
  yes,
})

/** A lesson's scores, and of the columns that move which they are and by how much. */
type Work = { margins: Float32Array; moving: Int32Array; steps: Float32Array }

/** Moves the lesson's dual variables and notes what to add along its vector; answers in how many columns. */
function stepDuals(ground: Ground, place: number, duals: Float32Array, { margins, moving, steps }: Work): number {
  const square = squareOf(ground.rows[place] as Row)
  const before = ground.scores[place] as Float32Array
  let moved = 0
  for (const { from, to, cost, yes } of wantedOf(ground, place)) {
    const diagonal = 0.5 / cost
    for (let c = from; c < to; c += 1) {
      const old = duals[c] as number
      const sign = yes?.(c) === false ? -1 : 1
      const target = yes === null ? (before[c] as number) : 1
      const best = old - (sign * (margins[c] as number) - target + diagonal * old) / (square + diagonal)
      const next = yes === null ? best : Math.max(0, best)
      if (Math.abs(next - old) < STEP_MIN) continue
      duals[c] = next
      moving[moved] = c
      steps[moved] = (next - old) * sign
      moved += 1
    }
  }
  return moved
}

const squareOf = (row: Row): number => row.value.reduce((sum, v) => sum + v * v, CONSTANT ** 2)

function addAlong({ columns, weights, bias }: LinearModel, row: Row, { moving, steps }: Work, moved: number): void {
  for (let m = 0; m < moved; m += 1) {
    const c = moving[m] as number
    bias[c] = (bias[c] as number) + (steps[m] as number) * CONSTANT ** 2
  }
  for (let j = 0; j < row.index.length; j += 1) {
    const from = (row.index[j] as number) * columns
    const value = row.value[j] as number
    for (let m = 0; m < moved; m += 1) {
      const at = from + (moving[m] as number)
      weights[at] = (weights[at] as number) + value * (steps[m] as number)
    }
  }
}

/** Shares of the bureaus that lead what the seed reads as a leaf: the seed's shares and the settled reports, added up. */
function leadsOfLeaves({ seed, lessons, read }: Ground, places: number[]): number[][] {
  const reports = seed.leadOfLeaf.map((shares) => shares.map(() => 0))
  for (const place of places) {
    const { settled, times } = lessons[place] as Lesson
    const lead = settled.lead === null ? -1 : seed.leads.indexOf(settled.lead)
    if (lead < 0) continue
    const leaf = settled.leaf === null ? -1 : seed.leaves.indexOf(settled.leaf)
    const row = reports[leaf < 0 ? (read[place] as number) : leaf] as number[]
    row[lead] = (row[lead] as number) + times
  }
  return seed.leadOfLeaf.map((shares, leaf) => {
    const led = reports[leaf] as number[]
    const sum = led.reduce((a, b) => a + b, 0)
    if (sum === 0) return shares
    return shares.map((share, lead) => round((share * SEED_REPORTS + (led[lead] as number)) / (SEED_REPORTS + sum)))
  })
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4
