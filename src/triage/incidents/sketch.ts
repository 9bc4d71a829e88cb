import type { DistrictId } from '../../reference/city.ts'
import { runsOf, sortedGrams } from './grams.ts'
import { namesOf } from './names.ts'

/** What of a report is compared with another. */
export type ComparedReport = {
  id: number
  title: string
  text: string
  respondent: string | null
  place: string | null
  leaf: string
  district: DistrictId | null
  receivedAt: Date
}

/**
 * What is kept of a report for comparing it with later ones: its text need not be read again. Nothing in it depends on what grouping has
 * learned, so that it outlives every training.
 */
export type Sketch = {
  id: number
  leaf: string
  respondent: string | null
  receivedAt: Date
  /** Names in the headline: the distinctive parts of schools, firms, estates, lines. */
  names: string[]
  /** Districts named. */
  areas: string[]
  /** Lines, buildings, phases, groups named in the title: 205路, 5栋, 二期. */
  numbers: string[]
  /** Sorted hashes of all pairs and triples of characters. */
  grams: Uint32Array
  /** How often each stands in the report, at most 127; with 128 added when it is a pair of the headline (title, respondent, place). */
  counts: Uint8Array
}

const COMPARED_UNITS_MAX = 2000
const COUNT_MAX = 127
const OF_HEADLINE = 128

export function sketchOf(report: ComparedReport): Sketch {
  const { id, leaf, respondent, receivedAt } = report
  const headline = headlineRuns(report)
  return {
    id,
    leaf,
    respondent,
    receivedAt,
    names: namesOf(headline),
    areas: areasOf(report),
    numbers: [...new Set(headline.flatMap((run) => run.match(NUMBERED) ?? []))],
    ...countsOf(sortedGrams([...headline, ...textRuns(report)], [2, 3]), sortedGrams(headline, [2])),
  }
}

/** All letters of a report that are compared. */
export const comparedRuns = (report: Pick<ComparedReport, 'title' | 'text' | 'respondent' | 'place'>): string[] => [
  ...headlineRuns(report),
  ...textRuns(report),
]

const headlineRuns = ({ title, respondent, place }: Pick<ComparedReport, 'title' | 'respondent' | 'place'>): string[] =>
  runsOf([title, respondent ?? '', place ?? ''].join('\n'))
const textRuns = ({ text }: Pick<ComparedReport, 'text'>): string[] => runsOf(text.slice(0, COMPARED_UNITS_MAX))

export const countIn = (mark: number): number => mark & COUNT_MAX
export const isOfHeadline = (mark: number): boolean => mark >= OF_HEADLINE

function countsOf(all: Uint32Array, headline: Uint32Array): { grams: Uint32Array; counts: Uint8Array } {
  const grams = new Uint32Array(all.length)
  const counts = new Uint8Array(all.length)
  let [kept, at] = [0, 0]
  for (let i = 0; i < all.length; kept += 1) {
    const gram = all[i] as number
    let end = i + 1
    while (all[end] === gram) end += 1
    while (at < headline.length && (headline[at] as number) < gram) at += 1
    grams[kept] = gram
    counts[kept] = Math.min(end - i, COUNT_MAX) + (headline[at] === gram ? OF_HEADLINE : 0)
    i = end
  }
  return { grams: grams.slice(0, kept), counts: counts.slice(0, kept) }
}

/** Little-endian: grams u32[n], counts u8[n]. */
export function packGrams({ grams, counts }: Pick<Sketch, 'grams' | 'counts'>): Uint8Array {
  const bytes = new Uint8Array(grams.byteLength + counts.length)
  bytes.set(new Uint8Array(grams.buffer, grams.byteOffset, grams.byteLength))
  bytes.set(counts, grams.byteLength)
  return bytes
}

/** Throws when the bytes are not whole. */
export function unpackGrams(bytes: Uint8Array): Pick<Sketch, 'grams' | 'counts'> {
  const n = bytes.length / 5
  if (!Number.isInteger(n)) throw new Error(`sketch: ${bytes.length} bytes hold no whole number of grams`)
  // A copy: what a driver hands over may start anywhere in a larger buffer, and u32 must lie on a multiple of four.
  const whole = new Uint8Array(bytes)
  return { grams: new Uint32Array(whole.buffer, 0, n), counts: whole.subarray(4 * n) }
}

const NUMBERED =
  /(?<![a-z\d])\d{1,4}(?:路|栋|号线|号|期|组|队|年级|中)|第?[一二三四五六七八九十]{1,3}(?:期|中|组|小区|村|区)/g
/** Areas as names masked by a letter and a number give them. */
const MASKED_AREA = /[a-z]\d{1,2}[市区县]/g

function areasOf({ title, text, district }: ComparedReport): string[] {
  const masked: string[] = `${title}\n${text}`.toLowerCase().match(MASKED_AREA) ?? []
  return [...new Set(district === null ? masked : [...masked, district])]
}
