import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import { leafFirstAgreed } from '../src/triage/added-leaves.ts'
import type { Assessment } from '../src/triage/assessment.ts'
import { figuresOf, intervalsOf, type Judged } from '../src/triage/learning/figures.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { triage } from '../src/triage/triage.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/** Dev files hold lists (one value where annotations agreed, two where not); the training file holds single values. */
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)])
const numbers = z.union([z.number().transform((one) => [one]), z.array(z.number()).min(1)])
const labelled = z.object({
  title: z.string().nullish(),
  text: z.string(),
  leaf: oneOrMore,
  lead: oneOrMore,
  danger: numbers,
})

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: `${CORPUS}/complaints-dev.jsonl` },
    intervals: { type: 'boolean', default: false },
  },
})
const rows = rowsOfFile(values.file).map((row, i) => {
  const read = labelled.safeParse(row)
  if (read.success) return read.data
  const wrong = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ')
  throw new Error(`${values.file}: 第 ${i + 1} 条的 ${wrong} 不对，格式见 docs/triage.md / row ${i + 1}: mend ${wrong}`)
})
const directory = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(directory)
const model = loadModel(directory)
const assess = (row: { title?: string | null | undefined; text: string }) =>
  triage({ title: row.title ?? '', text: row.text }, { city, model })

for (const row of rows.slice(0, 300)) assess(row)
/** Processor time: what one core gives, whatever else the machine is doing meanwhile. */
const start = process.cpuUsage()
let read = 0
const judged: Judged[] = []
while (read < 2000 && rows.length > 0) {
  for (const row of rows) {
    const assessment = assess(row)
    if (read < rows.length) judged.push(judgedOf(row, assessment))
    read += 1
  }
}
const used = process.cpuUsage(start)
const seconds = (used.user + used.system) / 1e6
const intervals = values.intervals ? { interval_95: intervalsOf(judged) } : {}
console.log(JSON.stringify({ ...figuresOf(judged), docs_per_s: Math.round(read / seconds), ...intervals }))

/** A leaf added after the first 94 is right by itself, or else by what it counts as; what repeats then is said once. */
function judgedOf(row: z.infer<typeof labelled>, assessment: Assessment): Judged {
  const { leaf, lead, danger } = assessment
  const leaves = [leaf, ...leaf.alternatives].map(({ value }) =>
    row.leaf.includes(value) ? value : leafFirstAgreed(value, city),
  )
  return {
    truth: { leaves: row.leaf, leads: row.lead, danger: Math.max(...row.danger) },
    answer: {
      leaves: [...new Set(leaves)],
      leads: [lead, ...lead.alternatives].map(({ value }) => value),
      confidence: leaf.confidence,
      alone: assessment.sure === true,
      danger: danger.level,
    },
  }
}
