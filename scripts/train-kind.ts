import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import { type CueWeights, kindOf, learnedKinds } from '../src/triage/filing-kind.ts'
import { kindCues } from '../src/triage/filing-kind-cues.ts'
import { seeded, shuffled } from '../src/triage/learning/random.ts'
import { normalise } from '../src/triage/normalise.ts'
import { partOfSpeech, segment } from '../src/triage/segment.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/**
 * `npm run train:kind [-- --write]`: learns what words say a text is a complaint, a report, a consultation or a suggestion, from the kinds
 * in the labelled corpus (shop reviews left out), and prints how right that is in five folds. `--write` keeps the weights.
 */
const FOLDS = 5
const ROUNDS = 60
const RATE = 0.5
const SHRINK = 6e-3
const CUES_MAX = 320
const TEXTS_MIN = 12

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const kinds: Record<string, (typeof learnedKinds)[number]> = {
  complaint: 'complaint',
  report: 'report',
  consult: 'consultation',
  suggestion: 'suggestion',
}
const told = z.object({ title: z.string().nullish(), text: z.string(), kind: z.string() })
const city = loadCity(process.env.CITY ?? 'city/shenzhen')
const samples = rowsOfFile(`${CORPUS}/complaints-train.jsonl`).flatMap((row) => {
  const { title, text, kind } = told.parse(row)
  const known = kinds[kind]
  return known === undefined ? [] : [{ normal: normalise({ title: title ?? '', text }), kind: known }]
})
type Sample = (typeof samples)[number]

const draw = seeded(7)
const folds = samples.map(() => Math.floor(draw() * FOLDS))
const right = new Map<string, { right: number; said: number; labelled: number }>()
let correct = 0
for (let fold = 0; fold < FOLDS; fold += 1) {
  const weights = learn(samples.filter((_, i) => folds[i] !== fold))
  for (const { normal, kind } of samples.filter((_, i) => folds[i] === fold)) {
    const said = kindOf(normal, weights).value
    tally(kind).labelled += 1
    tally(said).said += 1
    if (said === kind) {
      correct += 1
      tally(kind).right += 1
    }
  }
}
const perKind = [...right].map(([kind, { right, said, labelled }]) => [
  kind,
  { labelled, precision: round(right / Math.max(1, said)), recall: round(right / Math.max(1, labelled)) },
])
console.log(
  JSON.stringify({ texts: samples.length, accuracy: round(correct / samples.length), ...Object.fromEntries(perKind) }),
)
if (values.write) write(learn(samples))

function tally(kind: string) {
  const known = right.get(kind) ?? { right: 0, said: 0, labelled: 0 }
  right.set(kind, known)
  return known
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

function learn(train: Sample[]): CueWeights {
  const cues = chosen(train)
  const columns = new Map(cues.map((cue, i) => [cue, i]))
  const rows = train.map(({ normal, kind }) => ({
    on: marks(normal, cues, columns),
    truth: learnedKinds.indexOf(kind),
  }))
  const size = cues.length * 2
  const weights = learnedKinds.map(() => new Float64Array(size))
  const bias = new Float64Array(learnedKinds.length)
  const shuffle = seeded(11)
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + round / 4)
    for (const at of shuffled(rows.length, shuffle)) step(rows[at] as (typeof rows)[number], weights, bias, rate)
  }
  const table = cues.map((cue, i): CueWeights['cues'][number] => [
    cue,
    weights.map((w) => hundredths(w[2 * i] ?? 0)),
    weights.map((w) => hundredths(w[2 * i + 1] ?? 0)),
  ])
  return { bias: [...bias].map(hundredths), cues: table }
}

function step(row: { on: number[]; truth: number }, weights: Float64Array[], bias: Float64Array, rate: number): void {
  const scores = weights.map((w, k) => row.on.reduce((sum, i) => sum + (w[i] ?? 0), bias[k] ?? 0))
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, one) => sum + one, 0)
  for (let k = 0; k < weights.length; k += 1) {
    const slope = (powers[k] as number) / total - Number(k === row.truth)
    bias[k] = (bias[k] as number) - rate * 0.1 * slope
    const w = weights[k] as Float64Array
    for (const i of row.on) w[i] = (w[i] as number) - rate * 0.1 * (slope + SHRINK * (w[i] as number) * 10)
  }
}

function marks(normal: Sample['normal'], cues: string[], columns: Map<string, number>): number[] {
  const title = normal.simplified.slice(0, normal.titleUnits)
  const body = normal.simplified.slice(normal.titleUnits)
  return cues.flatMap((cue) => {
    const column = 2 * (columns.get(cue) as number)
    return [...(title.includes(cue) ? [column] : []), ...(body.includes(cue) ? [column + 1] : [])]
  })
}

/** Own cues, and the words that tell the kinds apart best (mutual information), none of them a name. */
function chosen(train: Sample[]): string[] {
  const counts = new Map<string, number[]>()
  const totals = learnedKinds.map(() => 0)
  for (const { normal, kind } of train) {
    const column = learnedKinds.indexOf(kind)
    totals[column] = (totals[column] as number) + 1
    for (const word of new Set(segment(normal.simplified, city))) {
      const known = counts.get(word) ?? learnedKinds.map(() => 0)
      known[column] = (known[column] as number) + 1
      counts.set(word, known)
    }
  }
  const telling = [...counts]
    .filter(([word, by]) => isPlain(word) && by.reduce((sum, one) => sum + one, 0) >= TEXTS_MIN)
    .map(([word, by]): [string, number] => [word, information(by, totals)])
    .sort((a, b) => b[1] - a[1])
    .map(([word]) => word)
  return [...new Set([...kindCues, ...telling])].slice(0, CUES_MAX)
}

function isPlain(word: string): boolean {
  return /^(?:\p{Script=Han}{2,4}|[?!])$/u.test(word) && !/^(?:nr|ns|nt|nz|x)/.test(partOfSpeech(word, city))
}

function information(by: number[], totals: number[]): number {
  const all = totals.reduce((sum, one) => sum + one, 0)
  const said = by.reduce((sum, one) => sum + one, 0)
  return by.reduce((sum, one, k) => {
    const total = totals[k] as number
    return sum + part(one, all, said, total) + part(total - one, all, all - said, total)
  }, 0)
}

function part(both: number, all: number, one: number, other: number): number {
  return both === 0 ? 0 : (both / all) * Math.log((both * all) / (one * other))
}

/** One cue a line, so that what a training changed can be read. */
function write({ bias, cues }: CueWeights): void {
  const table = cues.map((cue) => `    ${JSON.stringify(cue)}`)
  const lines = ['{', `  "bias": ${JSON.stringify(bias)},`, '  "cues": [', table.join(',\n'), '  ]', '}', '']
  writeFileSync('src/triage/filing-kind-weights.json', lines.join('\n'))
}
