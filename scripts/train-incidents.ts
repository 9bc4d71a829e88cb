import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { City } from '../src/reference/city.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { blockKeysOf } from '../src/triage/incidents/block-keys.ts'
import { runsOf, sortedGrams } from '../src/triage/incidents/grams.ts'
import { candidatesOf, groupStream } from '../src/triage/incidents/group-stream.ts'
import { thresholdOf } from '../src/triage/incidents/grouping.ts'
import {
  type IncidentModel,
  type IncidentModelHeader,
  type Thresholds,
  unpackIncidentModel,
} from '../src/triage/incidents/incident-model.ts'
import { keptApart, TIES, tiesOf } from '../src/triage/incidents/pair.ts'
import { type Portrait, portraitOf } from '../src/triage/incidents/portrait.ts'
import { sketchOf } from '../src/triage/incidents/sketch.ts'
import { fitLogistic } from '../src/triage/learning/logistic.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { logisticOf } from '../src/triage/logistic.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'
import {
  GOLD,
  type GoldIncident,
  goldOfFile,
  joinsJudged,
  joinsSummary,
  MESSAGES,
  reportsOfFile,
  type Score,
  scoreOf,
  summaryOf,
} from './incident-gold.ts'

const TEXTS_MINIMUM = 3
const RIDGE = 0.1
const POSITIVES_MAX = 40
const NEGATIVES_MAX = 200
const SAME_DAY_MAX = 10
/** The city's own names stand in none of the counted texts and must not look rare: a share of the texts of one's own city. */
const DISTRICT_SHARE = 0.03
const STREET_SHARE = 0.005
const FOLDS = 5
const THRESHOLDS: Thresholds = { joinsFrom: 0.6, joinsLateFrom: 0.8, asksFrom: 0.4 }
/** The one that is used, none for late reports, and two beside it, to see how much hangs on the choice. */
const TRIED: Thresholds[] = [
  THRESHOLDS,
  { ...THRESHOLDS, joinsLateFrom: 0.6 },
  { ...THRESHOLDS, joinsFrom: 0.55 },
  { ...THRESHOLDS, joinsLateFrom: 0.85 },
]

/**
 * Learns grouping: how rare each pair and triple of characters is in real texts, and what ties two reports of one incident.
 * `--try` cross-validates over incidents instead of writing: each is grouped with weights that never saw it.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: MESSAGES },
    gold: { type: 'string', default: GOLD },
    try: { type: 'boolean' },
  },
})
const folder = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(folder)
const gold = goldOfFile(values.gold)
const { binary, texts, grams } = countGrams(city)
const bare = modelOf({ weights: {}, offset: 0 })
const portraits = reportsOfFile(values.messages, city, loadModel(folder)).map((report) =>
  portraitOf(sketchOf(report), bare),
)
const pairs = examplesOf(portraits, gold)
if (values.try) crossValidate()
else write()

function modelOf(pair: IncidentModelHeader['pair'], thresholds: Thresholds = THRESHOLDS): IncidentModel {
  return unpackIncidentModel(headerOf(pair, thresholds), binary)
}

function headerOf(pair: IncidentModelHeader['pair'], thresholds: Thresholds): IncidentModelHeader {
  return { version: 'incidents-1', texts, grams, pair, ...thresholds }
}

function write(): void {
  const header = headerOf(weigh(pairs), THRESHOLDS)
  writeFileSync(join(folder, 'model', 'incidents.json'), `${JSON.stringify(header, null, 2)}\n`)
  writeFileSync(join(folder, 'model', 'incidents.bin'), binary)
  console.log(JSON.stringify({ ...header, bytes: binary.byteLength, pairs: pairs.length }))
}

function crossValidate(): void {
  const ties = rememberedTies()
  const negatives = gold.reduce((sum, one) => sum + one.hard_negatives.length, 0)
  for (const thresholds of TRIED) {
    const scores: Score[] = []
    const joins: boolean[] = []
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const { pair } = modelOf(weigh(pairs.filter(({ incident }) => incident % FOLDS !== fold)))
      const alike = (one: Portrait, other: Portrait) => {
        const { tied, apart } = ties(one, other)
        return apart ? 0 : Math.sqrt(logisticOf(pair, tied))
      }
      const measure = { joinsFrom: thresholdOf(thresholds), asksFrom: thresholds.asksFrom, alike }
      const { placed, groupOf } = groupStream(portraits, measure)
      const held = gold.filter((_, i) => i % FOLDS === fold)
      scores.push(...held.map((incident) => scoreOf(incident, groupOf)))
      joins.push(...joinsJudged(placed, gold, new Set(held.map(({ key }) => key))))
    }
    console.log(JSON.stringify({ ...thresholds, ...summaryOf(scores, negatives), ...joinsSummary(joins) }))
  }
}

/** The same pairs come up under every threshold and in every fold. */
function rememberedTies(): (one: Portrait, other: Portrait) => { tied: Float64Array; apart: boolean } {
  const known = new Map<string, { tied: Float64Array; apart: boolean }>()
  return (one, other) => {
    const [a, b] = one.sketch.id < other.sketch.id ? [one, other] : [other, one]
    const key = `${a.sketch.id} ${b.sketch.id}`
    const before = known.get(key)
    if (before) return before
    const ties = tiesOf(a, b)
    const made = { tied: Float64Array.from(Object.values(ties)), apart: keptApart(a, b, ties) }
    known.set(key, made)
    return made
  }
}

type Example = { incident: number; ties: Float64Array; same: boolean }

function weigh(examples: Example[]): IncidentModelHeader['pair'] {
  const cases = examples.map(({ ties, same }) => ({ inputs: ties, yes: same }))
  const { weights, offset } = fitLogistic(cases, RIDGE)
  return { weights: Object.fromEntries(TIES.map((tie, i) => [tie, weights[i] as number])), offset }
}

/** Members with members, and members with whatever else shares keys with them; of a large incident an even sample. */
function examplesOf(portraits: Portrait[], gold: GoldIncident[]): Example[] {
  const byId = new Map(portraits.map((one) => [one.sketch.id, one]))
  const holders = new Map<number, number[]>()
  for (const portrait of portraits)
    for (const { key } of blockKeysOf(portrait)) holders.set(key, [...(holders.get(key) ?? []), portrait.sketch.id])
  return gold.flatMap(({ members, borderline, hard_negatives }, incident) => {
    const own = members.flatMap((id) => byId.get(id) ?? [])
    const skipped = new Set([...members, ...borderline])
    const same = own.flatMap((one, i) => own.slice(i + 1).map((other) => [one, other] as const))
    const other = own.flatMap((one) => {
      const near = candidatesOf(blockKeysOf(one), holders).filter((id) => !skipped.has(id))
      return [...new Set([...near, ...hard_negatives])]
        .flatMap((id) => byId.get(id) ?? [])
        .map((it) => [one, it] as const)
    })
    const example =
      (same: boolean) =>
      ([one, other]: readonly [Portrait, Portrait]): Example => ({
        incident,
        ties: Float64Array.from(Object.values(tiesOf(one, other))),
        same,
      })
    // What is another problem at the same place a month later is another problem on the same day too.
    const sameDay = own
      .flatMap((one) => hard_negatives.flatMap((id) => byId.get(id) ?? []).map((it) => [one, it] as const))
      .map(example(false))
      .map((one) => ({ ...one, ties: one.ties.map((tie, i) => (TIES[i] === 'days_apart' ? 0 : tie)) }))
    return [
      ...sample(sameDay, SAME_DAY_MAX),
      ...sample(same, POSITIVES_MAX).map(example(true)),
      ...sample(other, NEGATIVES_MAX).map(example(false)),
    ]
  })
}

function sample<T>(all: T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
}

/** In how many texts each gram stands; rare ones are left out, since a gram that is not there counts as rare anyway. */
function countGrams(city: City) {
  const told = z.object({ title: z.string().nullish(), text: z.string() })
  const files = [`${CORPUS}/unlabelled.jsonl`, `${CORPUS}/complaints-train.jsonl`]
  const all = files.flatMap((file) => rowsOfFile(file).map((row) => told.parse(row)))
  const counts = new Map<number, number>()
  const add = (text: string, times: number) => {
    for (const gram of new Set(sortedGrams(runsOf(text), [2, 3]))) counts.set(gram, (counts.get(gram) ?? 0) + times)
  }
  for (const { title, text } of all) add(`${title ?? ''}\n${text}`, 1)
  for (const district of city.districts) {
    for (const name of [district.zh, ...district.aliases]) add(name, Math.round(all.length * DISTRICT_SHARE))
    for (const street of district.streets) add(street.zh, Math.round(all.length * STREET_SHARE))
  }
  const kept = [...counts].filter(([, n]) => n >= TEXTS_MINIMUM).sort((a, b) => a[0] - b[0])
  const hashes = Uint32Array.from(kept, ([gram]) => gram)
  const numbers = Uint16Array.from(kept, ([, n]) => Math.min(n, 65_535))
  return {
    binary: Buffer.concat([Buffer.from(hashes.buffer), Buffer.from(numbers.buffer)]),
    texts: all.length,
    grams: kept.length,
  }
}
