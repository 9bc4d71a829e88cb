import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { load } from 'js-yaml'
import { z } from 'zod'
import type { City } from '../src/reference/city.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { leafFirstAgreed } from '../src/triage/added-leaves.ts'
import { dangerRuleIn } from '../src/triage/danger-rules.ts'
import { readText } from '../src/triage/learning/answer-from-scores.ts'
import { buildModel } from '../src/triage/learning/build-model.ts'
import { crossValidated } from '../src/triage/learning/cross-validated.ts'
import type { Example, Origin } from '../src/triage/learning/examples.ts'
import { figuresOf, intervalsOf } from '../src/triage/learning/figures.ts'
import type { Classes, Label } from '../src/triage/learning/fit.ts'
import { packModel } from '../src/triage/model-file.ts'
import { rowsOfFile } from './corpus.ts'
import { type LabelledText, labelledTexts } from './labelled-texts.ts'

const KEYWORDS_PER_TEXT = 5
/** A leaf that the city added is taught once it has letters of its own; until then its keywords find it (src/triage/added-leaves.ts). */
const LETTERS_MIN = 8

const exemplar = z.object({
  title: z.string().default(''),
  text: z.string(),
  leaf: z.string(),
  alt: z.string().nullish(),
  lead: z.string(),
  danger: z.literal([0, 1, 2, 3]),
})
const sentences = z.object({ zh: z.array(z.string()), en: z.array(z.string()) })
const examplesFile = z.object({ examples: z.record(z.string(), z.union([sentences, z.record(z.string(), sentences)])) })

const directory = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(directory)
const texts = [...labelledTexts().map(exampleOf), ...exemplarsOf(city, join(directory, 'exemplars.jsonl'))]
const sentencesOfLeaves = [...examplesOf(city, join(directory, 'examples.yaml')), ...keywordsOf(city)]
const classes = classesOf(city, [...texts, ...sentencesOfLeaves])
const { model, unseen } = buildModel(texts, sentencesOfLeaves, classes, 'triage-1')
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
console.log(JSON.stringify({ texts: texts.length, sentences: sentencesOfLeaves.length, ...counted }))
for (const origin of ['arriving', 'own'] as const) {
  for (const defensible of [false, true]) {
    const judged = crossValidated(unseen, model, classes, { defensible, origin })
    const figures = { ...figuresOf(judged), interval_95: intervalsOf(judged, 200) }
    console.log(JSON.stringify({ figures: 'cross-validation', origin, defensible_leaf_counts: defensible, ...figures }))
  }
}

/** Every third titled text is also read without its title, or a text without one would be taken for a shop review. */
function exampleOf({ title, text, label, origin }: LabelledText, i: number): Example {
  checkLeaves(label, 'scripts/labelled-texts.ts')
  return read({ title, text }, label, { origin, alsoUntitled: title !== '' && i % 3 === 0 })
}

type Reading = { origin: Origin; alsoUntitled?: boolean }

function read(told: { title: string; text: string }, label: Label, { origin, alsoUntitled }: Reading): Example {
  const { bag, normal, signs } = readText(told, city)
  const untitled = alsoUntitled ? { untitled: readText({ title: '', text: told.text }, city).bag } : {}
  const rule = dangerRuleIn(normal.simplified.toLowerCase(), city)?.level ?? 0
  return { bag, ...untitled, signs, rule, label, origin }
}

/** The city's own sentences, each as title and text, so that a short letter is known too. Nobody judged their danger. */
function examplesOf(city: City, path: string): Example[] {
  const { examples } = examplesFile.parse(load(readFileSync(path, 'utf8')))
  return Object.entries(examples).flatMap(([leaf, told]) => {
    const plain = sentences.safeParse(told)
    const byLead = plain.success ? { [leadOf(city, leaf)]: plain.data } : z.record(z.string(), sentences).parse(told)
    return Object.entries(byLead).flatMap(([lead, { zh, en }]) => {
      if (!city.bureaus.has(lead)) throw new Error(`${path}: ${leaf} ${lead}: 没有这个单位 / no such bureau`)
      const label = { leaf, alt: null, lead, danger: null }
      return [...zh, ...en].map((text) => read({ title: text, text }, label, { origin: 'own', alsoUntitled: true }))
    })
  })
}

/** The city's own letters, each with its leaf, bureau and danger: they cover the leaves and the dangers the corpus lacks. */
function exemplarsOf(city: City, path: string): Example[] {
  return rowsOfFile(path).map((row) => {
    const { leaf, alt = null, lead, danger, ...told } = exemplar.parse(row)
    if (!city.bureaus.has(lead)) throw new Error(`${path}: ${lead}: 没有这个单位 / no such bureau`)
    checkLeaves({ leaf, alt }, path)
    return read(told, { leaf, alt, lead, danger }, { origin: 'own' })
  })
}

function checkLeaves({ leaf, alt }: Pick<Label, 'leaf' | 'alt'>, path: string): void {
  for (const one of [leaf, alt ?? leaf])
    if (one !== 'NONE' && !city.leaves.has(one)) throw new Error(`${path}: ${one}: 没有这个事项 / no such leaf`)
}

function leadOf(city: City, leaf: string): string {
  const known = city.leaves.get(leaf)
  if (!known) throw new Error(`examples.yaml: ${leaf}: 没有这个事项 / no such leaf`)
  return known.lead
}

/** Each leaf's name with five of its keywords at a time, as texts of the leaf. */
function keywordsOf(city: City): Example[] {
  return [...city.leaves.values()].flatMap(({ code, zh, lead, ownerRules, keywords }) =>
    keywords.flatMap((_, from) => {
      if (from % KEYWORDS_PER_TEXT !== 0) return []
      const text = [zh, ...keywords.slice(from, from + KEYWORDS_PER_TEXT)].join('，')
      const label = { leaf: code, alt: null, lead: ownerRules.length > 0 ? null : lead, danger: null }
      return [read({ title: '', text }, label, { origin: 'own' })]
    }),
  )
}

/** The leaves first agreed on, NONE, and the added ones with letters; and every bureau that leads a text. */
function classesOf(city: City, examples: Example[]): Classes {
  const countsAs = (leaf: string) => leafFirstAgreed(leaf, city)
  const letters = Map.groupBy(examples, ({ label }) => label.leaf)
  const known = [...city.leaves.keys(), 'NONE'].filter(
    (leaf) => leaf === countsAs(leaf) || (letters.get(leaf)?.length ?? 0) >= LETTERS_MIN,
  )
  const leads = new Set(examples.flatMap(({ label }) => label.lead ?? []))
  return { leaves: known.sort(), leads: [...leads].sort(), countsAs }
}
