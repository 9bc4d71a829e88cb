import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import type { Mention } from '../src/triage/assessment.ts'
import { COMPLAINED_OF_MIN, probabilityOf, type SignWeights, signsOf } from '../src/triage/entities/complained-of.ts'
import { SIGNS } from '../src/triage/entities/complained-of-signs.ts'
import { cutText } from '../src/triage/entities/cut-text.ts'
import { withoutOverlaps } from '../src/triage/entities/mention.ts'
import { respondentMentions } from '../src/triage/entities/respondents.ts'
import { fitLogistic } from '../src/triage/learning/logistic.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'
import { triage } from '../src/triage/triage.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/**
 * `npm run train:respondents [-- --write]`: learns by which signs a name is that of the one complained of, from names judged by hand in
 * corpus texts (`evaluation/named-respondents.jsonl`: ids, hashes, offsets and 1 or 0, no text; none of them is in the evaluation), and
 * prints how right the choice is in ten folds over texts. `--write` keeps the weights.
 */
const FOLDS = 10
const RIDGE = 3
const WEIGHTS = 'src/triage/entities/complained-of-weights.json'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const judged = z.object({
  file: z.string(),
  id: z.string(),
  sha256: z.string(),
  named: z.array(z.tuple([z.number(), z.number(), z.union([z.literal(0), z.literal(1)])])),
})
type Judged = z.infer<typeof judged>
const told = z.object({ id: z.string(), title: z.string().nullish(), text: z.string() })
const directory = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(directory)
const model = loadModel(directory)

const rows = readFileSync('evaluation/named-respondents.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => judged.parse(JSON.parse(line)))
const texts = new Map<string, z.infer<typeof told>>()
for (const file of new Set(rows.map((row) => row.file)))
  for (const row of rowsOfFile(`${CORPUS}/${file}`)) {
    const one = told.parse(row)
    texts.set(`${file}/${one.id}`, one)
  }
const samples = rows.flatMap(samplesOf)
const weightsWithout = Array.from({ length: FOLDS }, (_, fold) => learn(samples.filter((one) => one.fold !== fold)))

const said = samples.map(({ fold, signs }) => probabilityOf(signs, weightsWithout[fold] as SignWeights))
const chosen = samples.filter((_, i) => (said[i] as number) >= COMPLAINED_OF_MIN)
const right = chosen.filter(({ complainedOf }) => complainedOf).length
const meant = samples.filter(({ complainedOf }) => complainedOf).length
console.log(
  JSON.stringify({
    texts: rows.length,
    names: samples.length,
    complained_of: meant,
    precision: round(right / chosen.length),
    recall: round(right / meant),
  }),
)
if (values.write) writeFileSync(WEIGHTS, `${JSON.stringify(learn(samples), null, 2)}\n`)

type Sample = { fold: number; signs: boolean[]; complainedOf: boolean }

/** The names that are found today and were judged. */
function samplesOf(row: Judged, at: number): Sample[] {
  const { title, text } = texts.get(`${row.file}/${row.id}`) ?? { text: '' }
  const normal = normalise({ title: title ?? '', text })
  if (createHash('sha256').update(normal.text).digest('hex').slice(0, 16) !== row.sha256) return []
  const leaf = triage({ title: title ?? '', text }, { city, model }).leaf.value
  const cut = cutText(normal, segment(normal.simplified, city), city)
  const named = withoutOverlaps(respondentMentions(cut, city, leaf)).filter(({ kind }) => kind === 'respondent')
  return named.flatMap((one, i) => {
    const known = row.named.find(([start, end]) => overlap(one, start, end))
    return known ? [{ fold: at % FOLDS, signs: signsOf(cut, named, i, leaf), complainedOf: known[2] === 1 }] : []
  })
}

function overlap(one: Mention, start: number, end: number): boolean {
  return one.start < end && start < one.end
}

function learn(from: Sample[]): SignWeights {
  const cases = from.map(({ signs, complainedOf }) => ({ inputs: Float64Array.from(signs, Number), yes: complainedOf }))
  const { weights, offset } = fitLogistic(cases, RIDGE)
  return {
    offset: round(offset),
    signs: Object.fromEntries(SIGNS.map(({ name }, i) => [name, round(weights[i] as number)])),
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
