import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { load } from 'js-yaml'
import { z } from 'zod'
import type { City } from '../src/reference/city.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { dangerRuleIn } from '../src/triage/danger-rules.ts'
import { signsIn } from '../src/triage/danger-signs.ts'
import { buildModel, type Example } from '../src/triage/learning/build-model.ts'
import { crossValidated } from '../src/triage/learning/cross-validated.ts'
import { figuresOf, intervalsOf } from '../src/triage/learning/figures.ts'
import type { Label } from '../src/triage/learning/fit.ts'
import { type Bag, bagOf } from '../src/triage/learning/vocabulary.ts'
import { packModel } from '../src/triage/model-file.ts'
import { type NormalText, normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'
import { rowsOfFile } from './corpus.ts'
import { type LabelledText, labelledTexts } from './labelled-texts.ts'

const KEYWORDS_PER_TEXT = 5

const exemplar = z.object({
  title: z.string().default(''),
  text: z.string(),
  leaf: z.string(),
  lead: z.string(),
  danger: z.literal([0, 1, 2, 3]),
})
const sentences = z.object({ zh: z.array(z.string()), en: z.array(z.string()) })
const examplesFile = z.object({ examples: z.record(z.string(), z.union([sentences, z.record(z.string(), sentences)])) })

const directory = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(directory)
const texts = labelledTexts().map(exampleOf)
const own = [
  ...examplesOf(city, join(directory, 'examples.yaml')),
  ...exemplarsOf(city, join(directory, 'exemplars.jsonl')),
  ...keywordsOf(city),
]
const { model, unseen } = buildModel(texts, own, classesOf(city, texts, own), 'triage-1')
const { header, binary } = packModel(model)
mkdirSync(join(directory, 'model'), { recursive: true })
writeFileSync(join(directory, 'model', 'triage.json'), `${JSON.stringify(header)}\n`)
const shipped = zstdCompressSync(binary, { params: { [constants.ZSTD_c_compressionLevel]: 19 } })
writeFileSync(join(directory, 'model', 'triage.bin.zst'), shipped)
const counted = {
  leaves: header.leaves.length,
  leads: header.leads.length,
  features: header.features,
  bytes: binary.length,
  bytes_shipped: shipped.length,
}
console.log(JSON.stringify({ texts: texts.length, own_texts: own.length, ...counted }))
for (const defensible of [false, true]) {
  const judged = crossValidated(unseen, model, defensible)
  const figures = { ...figuresOf(judged), interval_95: intervalsOf(judged, 200) }
  console.log(JSON.stringify({ figures: 'cross-validation', defensible_leaf_counts: defensible, ...figures }))
}

/** Every third titled text is also read without its title, or a text without one would be taken for a shop review. */
function exampleOf({ title, text, label, chosen }: LabelledText, i: number): Example {
  const untitled = title !== '' && i % 3 === 0
  return { ...read(title, text, label, untitled), chosen }
}

function read(title: string, text: string, label: Label, alsoUntitled = false): Example {
  const normal = normalise({ title, text })
  const untitled = alsoUntitled ? { untitled: bagOfText(normalise({ text })) } : {}
  const rule = dangerRuleIn(normal.simplified.toLowerCase(), city)?.level ?? 0
  return { bag: bagOfText(normal), ...untitled, signs: signsIn(normal.simplified).signs, rule, label }
}

function bagOfText({ simplified, titleUnits }: NormalText): Bag {
  return bagOf(simplified, segment(simplified, city), titleUnits)
}

/** The city's own sentences, each as title and text, so that a short letter is known too. Nobody judged their danger. */
function examplesOf(city: City, path: string): Example[] {
  const { examples } = examplesFile.parse(load(readFileSync(path, 'utf8')))
  return Object.entries(examples).flatMap(([leaf, told]) => {
    const plain = sentences.safeParse(told)
    const byLead = plain.success ? { [leadOf(city, leaf)]: plain.data } : z.record(z.string(), sentences).parse(told)
    return Object.entries(byLead).flatMap(([lead, { zh, en }]) => {
      if (!city.bureaus.has(lead)) throw new Error(`${path}: ${leaf} ${lead}: 没有这个单位 / no such bureau`)
      return [...zh, ...en].map((text) => read(text, text, { leaf, alt: null, lead, danger: null }, true))
    })
  })
}

/** The city's own letters, each with its leaf, bureau and danger: they cover the leaves and the dangers the corpus lacks. */
function exemplarsOf(city: City, path: string): Example[] {
  return rowsOfFile(path).map((row) => {
    const { leaf, lead, danger, title, text } = exemplar.parse(row)
    const countsAs = leaf === 'NONE' ? leaf : city.leaves.get(leaf)?.countsAs
    if (!countsAs) throw new Error(`${path}: ${leaf}: 没有这个事项 / no such leaf`)
    return read(title, text, { leaf: countsAs, alt: null, lead, danger })
  })
}

function leadOf(city: City, leaf: string): string {
  const known = city.leaves.get(leaf)
  if (!known) throw new Error(`examples.yaml: ${leaf}: 没有这个事项 / no such leaf`)
  return known.lead
}

/** Each leaf's name with five of its keywords at a time, as texts of the leaf. */
function keywordsOf(city: City): Example[] {
  const agreed = [...city.leaves.values()].filter((leaf) => leaf.countsAs === leaf.code)
  return agreed.flatMap(({ code, zh, lead, ownerRules, keywords }) =>
    keywords.flatMap((_, from) => {
      if (from % KEYWORDS_PER_TEXT !== 0) return []
      const text = [zh, ...keywords.slice(from, from + KEYWORDS_PER_TEXT)].join('，')
      return [read('', text, { leaf: code, alt: null, lead: ownerRules.length > 0 ? null : lead, danger: null })]
    }),
  )
}

/** The leaves first agreed on, with NONE; and every bureau that leads a text. Leaves added later wait for texts of their own. */
function classesOf(city: City, texts: Example[], own: Example[]) {
  const agreed = [...city.leaves.values()].filter((leaf) => leaf.countsAs === leaf.code).map((leaf) => leaf.code)
  const leads = new Set([...texts, ...own].flatMap(({ label }) => label.lead ?? []))
  return { leaves: [...new Set([...agreed, 'NONE'])].sort(), leads: [...leads].sort() }
}
