import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type HazardWeights, hazardFeatures, scoresOf } from '../src/intake/recalls/hazard-model.ts'
import { bareLabels, readHazardsByRule, readTickedHazards } from '../src/intake/recalls/hazard-reading.ts'
import { asList, asText, readJsonRecords } from '../src/intake/source-text.ts'
import { seeded, shuffled } from '../src/triage/learning/random.ts'
import { isLesson, microF1 } from './hazard-figures.ts'

/**
 * `npm run train:hazards [-- FILE] [--write]`: learns from CPSC's own labels which words of a recall name which hazard, and prints how
 * right that is in five folds of the lessons (three quarters of the records; the rest is never looked at here and is what
 * `eval:notices -- --hazards` reports on). `--write` keeps the weights.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
})
const file = positionals[0] ?? '../shared/samples/recalls/cpsc/hazard-labels.ndjson'
if (!existsSync(file)) {
  console.error(`没有标注 ${file} / no labels at ${file}`)
  process.exit(3)
}
const FOLDS = 5
const ROUNDS = 30
const RATE = 2
const SHRINK = 1e-3
const SEEN_MIN = 2
const SMOOTH = 1
const KEPT_MIN = 0.06

type Sample = { features: string[]; hazards: string[] }
const samples: Sample[] = readJsonRecords(readFileSync(file, 'utf8'), [], []).rows.flatMap(({ record }) => {
  const hazards = readTickedHazards(asList(record.official_hazards).map(asText)).hazards
  if (hazards.length === 0 || !isLesson(asText(record.recall_number))) return []
  const [text, title] = [asText(record.hazard_text), asText(record.title)]
  if (bareLabels(text)) return []
  const [ruled, inTitle] = [readHazardsByRule(text, title), readHazardsByRule('', title)]
  return [{ features: hazardFeatures(text, title, ruled, inTitle), hazards }]
})
const hazards = [...new Set(samples.flatMap((sample) => sample.hazards))].sort()

const draw = seeded(3)
const folds = samples.map(() => Math.floor(draw() * FOLDS))
const scored = Array.from({ length: FOLDS }, (_, fold) => {
  const learned = learn(samples.filter((_, i) => folds[i] !== fold))
  return samples
    .filter((_, i) => folds[i] === fold)
    .map((sample) => ({ sample, scores: scoresOf(learned, sample.features) }))
}).flat()
const choices = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6].flatMap((threshold) =>
  [0.05, 0.1, 0.15, 0.2, 0.3].map((leastLikely) => ({ threshold, leastLikely, ...figures(threshold, leastLikely) })),
)
const best = choices.reduce((a, b) => (b.f1 > a.f1 ? b : a))
console.log(JSON.stringify({ lessons: samples.length, folds: FOLDS, ...best }))
if (values.write) write({ ...learn(samples), threshold: best.threshold, leastLikely: best.leastLikely })

function figures(threshold: number, leastLikely: number) {
  return microF1(
    scored.map(({ sample, scores }) => {
      const most = Math.max(...scores)
      const read = hazards.filter(
        (_, at) => (scores[at] ?? 0) >= threshold || (scores[at] === most && most >= leastLikely),
      )
      return { read, labels: sample.hazards }
    }),
  )
}

/**
 * Logistic regression over features scaled by how much more often they stand with a hazard than without (Wang & Manning 2012,
 * "Baselines and Bigrams"), by stochastic gradient descent with shrinkage; features seen once are left out.
 */
function learn(train: Sample[]): HazardWeights {
  const counts = new Map<string, number>()
  for (const { features } of train) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const kept = new Map([...counts].filter(([, count]) => count >= SEEN_MIN).map(([feature], index) => [feature, index]))
  const rows = train.map(({ features, hazards: truth }) => ({
    on: features.flatMap((feature) => kept.get(feature) ?? []),
    truth,
  }))
  const learned = hazards.map((hazard) => {
    const own = rows.map(({ on, truth }) => ({ on, truth: Number(truth.includes(hazard)) }))
    return learnOne(own, kept.size)
  })
  return {
    hazards,
    bias: learned.map(({ bias }) => hundredths(bias)),
    threshold: 0.5,
    leastLikely: 0.1,
    features: tableOf(
      kept,
      learned.map(({ weights }) => weights),
    ),
  }
}

type Learned = { weights: Float64Array; bias: number }

type Row = { on: number[]; truth: number }

function learnOne(rows: Row[], size: number): Learned {
  const scale = ratios(rows, size)
  const own = new Float64Array(size)
  const random = seeded(5)
  let bias = -1
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + round / 6)
    for (const at of shuffled(rows.length, random)) {
      const { on, truth } = rows[at] as Row
      let sum = bias
      for (const i of on) sum += (own[i] as number) * (scale[i] as number)
      const slope = 1 / (1 + Math.exp(-sum)) - truth
      bias -= rate * 0.1 * slope
      for (const i of on)
        own[i] = (own[i] as number) * (1 - rate * SHRINK) - (rate * (scale[i] as number) * slope) / on.length
    }
  }
  return { weights: own.map((weight, i) => weight * (scale[i] as number)), bias }
}

/** Logarithm of how often a feature stands with the hazard over how often without, smoothed. */
function ratios(rows: Row[], size: number): Float64Array {
  const [withIt, without] = [new Float64Array(size).fill(SMOOTH), new Float64Array(size).fill(SMOOTH)]
  for (const { on, truth } of rows)
    for (const i of on) (truth ? withIt : without)[i] = ((truth ? withIt : without)[i] as number) + 1
  const sums = [withIt, without].map((counts) => counts.reduce((a, b) => a + b, 0))
  return withIt.map((count, i) =>
    Math.log(count / (sums[0] as number) / ((without[i] as number) / (sums[1] as number))),
  )
}

function tableOf(kept: Map<string, number>, weights: Float64Array[]): HazardWeights['features'] {
  const table: HazardWeights['features'] = new Map()
  for (const [feature, at] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = weights.flatMap((column, hazard) =>
      Math.abs(column[at] as number) >= KEPT_MIN ? [hazard, hundredths(column[at] as number)] : [],
    )
    if (own.length > 0) table.set(feature, own)
  }
  return table
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

/** One feature a line, so that what a training changed can be read. */
function write({ features, ...rest }: HazardWeights): void {
  const head = Object.entries(rest).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`)
  const table = [...features].map(([feature, own]) => `    ${JSON.stringify(feature)}: ${JSON.stringify(own)}`)
  const lines = ['{', ...head, '  "features": {', table.join(',\n'), '  }', '}', '']
  writeFileSync('src/intake/recalls/hazard-weights.json', lines.join('\n'))
}
