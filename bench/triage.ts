import { z } from 'zod'
import { CORPUS, rowsOfFile } from '../scripts/corpus.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'
import { triage } from '../src/triage/triage.ts'
import { besideNatural } from './beside-natural.ts'

const ROUNDS = 5
const SECONDS_PER_ROUND = 1
const MEDIAN_SHARE = 0.1
const told = z.object({ title: z.string(), text: z.string() })
type Told = z.infer<typeof told>

/**
 * `npm run bench -- triage`: whole assessments a second on one core at the corpus's median length, beside bare segmentation of the
 * same texts by @node-rs/jieba in the same run, in alternating rounds (the best of each, so that a busy machine harms both alike),
 * and beside `natural`'s Bayes classifier on a sample of the seven departments.
 */
export async function run(): Promise<void> {
  const rows = rowsOfFile(`${CORPUS}/complaints-train.jsonl`).map((row) => told.parse(row))
  const texts = nearMedian(rows)
  const directory = process.env.CITY ?? 'city/shenzhen'
  const city = loadCity(directory)
  const opened = performance.now()
  const model = loadModel(directory)
  triage({ text: '预热' }, { city, model })
  const load_ms = Math.round(performance.now() - opened)
  const simplified = texts.map((one) => normalise(one).simplified)
  const speeds = { whole: 0, segmentation: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    speeds.whole = Math.max(
      speeds.whole,
      perSecond(texts, (one) => triage(one, { city, model })),
    )
    speeds.segmentation = Math.max(
      speeds.segmentation,
      perSecond(simplified, (one) => segment(one, city)),
    )
  }
  const ratio_to_segmentation = Math.round((speeds.whole / speeds.segmentation) * 1000) / 1000
  const median_units = lengthOf(texts[Math.floor(texts.length / 2)] as Told)
  const figures = { docs_per_s: Math.round(speeds.whole), segmentation_docs_per_s: Math.round(speeds.segmentation) }
  const beside = besideNatural(city)
  console.log(
    JSON.stringify({
      ...{ bench: 'triage', texts: texts.length, median_units, load_ms },
      ...{ ...figures, ratio_to_segmentation, ...beside },
    }),
  )
}

const lengthOf = ({ title, text }: Told): number => title.length + text.length

/** The tenth of the texts around the median length. */
function nearMedian(rows: Told[]): Told[] {
  const sorted = [...rows].sort((a, b) => lengthOf(a) - lengthOf(b))
  const half = Math.ceil((sorted.length * MEDIAN_SHARE) / 2)
  const middle = Math.floor(sorted.length / 2)
  return sorted.slice(Math.max(0, middle - half), middle + half)
}

/** Per second of processor time: what one core gives, whatever else the machine is doing meanwhile. */
function perSecond<T>(items: T[], act: (item: T) => unknown): number {
  const start = process.cpuUsage()
  let done = 0
  let seconds = 0
  while (seconds < SECONDS_PER_ROUND) {
    for (const item of items) act(item)
    done += items.length
    const used = process.cpuUsage(start)
    seconds = (used.user + used.system) / 1e6
  }
  return done / seconds
}
