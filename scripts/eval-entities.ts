import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import { seeded } from '../src/triage/learning/random.ts'
import { loadModel } from '../src/triage/load-model.ts'
import { triage } from '../src/triage/triage.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

/**
 * `npm run eval:entities [-- --part develop|report] [--intervals]`: how well names are found in corpus texts labelled by hand in
 * `evaluation/entities.jsonl` (ids, hashes and offsets only). A name counts once per text: it is found when any place where it stands
 * overlaps a mention of the kind, or, exactly, has the same span. Intervals are 95 %, by bootstrap over texts.
 */
const labelled = z.object({
  file: z.string(),
  id: z.string(),
  sha256: z.string(),
  part: z.enum(['develop', 'report']),
  spans: z.array(z.tuple([z.enum(['respondent', 'product', 'place', 'amount']), z.number(), z.number()])),
})
type Labelled = z.infer<typeof labelled>
type Kind = Labelled['spans'][number][0]
const KINDS: Kind[] = ['respondent', 'product', 'place', 'amount']

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'report' },
    wrong: { type: 'boolean', default: false },
    intervals: { type: 'boolean', default: false },
  },
})
const rows = readFileSync('evaluation/entities.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => labelled.parse(JSON.parse(line)))
const told = z.object({ id: z.string(), title: z.string().nullish(), text: z.string() })
const texts = new Map<string, { title: string; text: string }>()
for (const file of new Set(rows.map((row) => row.file)))
  for (const row of rowsOfFile(`${CORPUS}/${file}`)) {
    const { id, title, text } = told.parse(row)
    texts.set(`${file}/${id}`, { title: title ?? '', text })
  }
const directory = process.env.CITY ?? 'city/shenzhen'
const city = loadCity(directory)
const model = loadModel(directory)

type Count = {
  labelled: number
  found: number
  foundExactly: number
  said: number
  right: number
  rightExactly: number
}
const NOTHING: Count = { labelled: 0, found: 0, foundExactly: 0, said: 0, right: 0, rightExactly: 0 }
const DRAWS = 2000

const read = rows.filter(({ part }) => part === values.part).map(countsOf)
const counted = read.filter((counts) => counts !== null)
const changed = read.length - counted.length
for (const kind of KINDS) {
  console.log(kind.padEnd(11), JSON.stringify(figuresOf(kind, counted)))
  if (values.intervals) console.log(''.padEnd(11), JSON.stringify(intervalsOf(kind)))
}
console.log(
  JSON.stringify({
    part: values.part,
    changed,
    ...Object.fromEntries(KINDS.map((kind) => [kind, figuresOf(kind, counted)])),
  }),
)

/** What of each kind is named, found and right in a text; null when the text is not the one that was labelled. */
function countsOf(row: Labelled): Record<Kind, Count> | null {
  const { text, mentions } = triage(texts.get(`${row.file}/${row.id}`) ?? { text: '' }, { city, model })
  if (createHash('sha256').update(text).digest('hex').slice(0, 16) !== row.sha256) return null
  const count = (kind: Kind): Count => {
    const gold = everywhere(
      text,
      row.spans.filter(([of]) => of === kind).map(([, start, end]) => text.slice(start, end)),
    )
    const named = everywhere(
      text,
      mentions.filter((one) => one.kind === kind).map((one) => one.text),
    )
    const missed = gold.filter((name) => !overlaps(name, named))
    const wrong = named.filter((name) => !overlaps(name, gold))
    if (values.wrong && missed.length + wrong.length > 0)
      console.log(row.id, kind, '−', missed.map(shown).join(' '), '+', wrong.map(shown).join(' '))
    return {
      labelled: gold.length,
      found: gold.length - missed.length,
      foundExactly: gold.filter((name) => same(name, named)).length,
      said: named.length,
      right: named.length - wrong.length,
      rightExactly: named.filter((name) => same(name, gold)).length,
    }
  }
  return {
    respondent: count('respondent'),
    product: count('product'),
    place: count('place'),
    amount: count('amount'),
  }
}

function intervalsOf(kind: Kind) {
  const draw = seeded(7)
  const draws = Array.from({ length: DRAWS }, () =>
    figuresOf(
      kind,
      counted.map(() => counted[Math.floor(draw() * counted.length)] as Record<Kind, Count>),
    ),
  )
  const between = (figure: 'precision' | 'recall' | 'f1') => {
    const sorted = draws.map((one) => one[figure]).sort((a, b) => a - b)
    return [sorted[Math.floor(DRAWS * 0.025)], sorted[Math.floor(DRAWS * 0.975)]]
  }
  return { precision: between('precision'), recall: between('recall'), f1: between('f1') }
}

type Name = { name: string; places: [number, number][] }
/** Offsets only: the texts are not ours to print. */
function shown({ places }: Name): string {
  return places.map((place) => place.join('–')).join(',')
}

function everywhere(text: string, names: string[]): Name[] {
  return [...new Set(names)].map((name) => {
    const places: [number, number][] = []
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      places.push([at, at + name.length])
    return { name, places }
  })
}

function overlaps(one: Name, others: Name[]): boolean {
  return others.some((other) => one.places.some(([a, b]) => other.places.some(([c, d]) => a < d && c < b)))
}

function same(one: Name, others: Name[]): boolean {
  return others.some((other) => other.name === one.name)
}

function figuresOf(kind: Kind, of: Record<Kind, Count>[]) {
  const count = of.reduce(
    (sum, { [kind]: one }) => {
      for (const part of Object.keys(sum) as (keyof Count)[]) sum[part] += one[part]
      return sum
    },
    { ...NOTHING },
  )
  const share = (part: number, of: number) => (of === 0 ? 1 : part / of)
  const f1 = (p: number, r: number) => (p + r === 0 ? 0 : (2 * p * r) / (p + r))
  const overlap = [share(count.right, count.said), share(count.found, count.labelled)] as const
  const exact = [share(count.rightExactly, count.said), share(count.foundExactly, count.labelled)] as const
  const round = (value: number) => Math.round(value * 1000) / 1000
  return {
    names: count.labelled,
    precision: round(overlap[0]),
    recall: round(overlap[1]),
    f1: round(f1(...overlap)),
    exact_precision: round(exact[0]),
    exact_recall: round(exact[1]),
    exact_f1: round(f1(...exact)),
  }
}
