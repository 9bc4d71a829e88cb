import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import { buildModel, type Example } from '../src/triage/learning/build-model.ts'
import { bagOf } from '../src/triage/learning/vocabulary.ts'
import { packModel } from '../src/triage/model-file.ts'
import { normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

const labelled = z.object({
  title: z.string(),
  text: z.string(),
  leaf: z.string(),
  alt: z.string(),
  lead: z.string(),
  danger: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
})

const directory = join('city', process.env.CITY ?? 'shenzhen')
const city = loadCity(directory)
const examples = rowsOfFile(`${CORPUS}/complaints-train.jsonl`).map((row) => exampleOf(labelled.parse(row)))
const { model } = buildModel(examples, 'triage-1')
const { header, binary } = packModel(model)
mkdirSync(join(directory, 'model'), { recursive: true })
writeFileSync(join(directory, 'model', 'triage.json'), `${JSON.stringify(header, null, 1)}\n`)
writeFileSync(join(directory, 'model', 'triage.bin'), binary)
console.log(
  JSON.stringify({
    texts: examples.length,
    classes: header.classes.length,
    features: header.features,
    bytes: binary.length,
  }),
)

function exampleOf(row: z.infer<typeof labelled>): Example {
  const normal = normalise(row)
  const bag = bagOf(normal.simplified, segment(normal.simplified, city), normal.titleUnits)
  return { bag, label: { leaf: row.leaf, alt: row.alt === '' ? null : row.alt, lead: row.lead, danger: row.danger } }
}
