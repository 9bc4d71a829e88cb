import { readAsPinyin, syllablesOf } from '../../enterprises/search/pinyin-keys.ts'
import { pieceOf } from '../../intake/recalls/gtin.ts'
import type { Portrait, ReportPortrait } from './portraits.ts'

/** A report is kept under at most so many keys, and asks for at most so many. */
export const keysKept = 120
const keysAsked = 1500
const brandUnitsMax = 4

/** What a recall is found by. */
export function recallKeys(recall: Portrait): string[] {
  return unique([...identifierKeys(recall), ...recall.goods.map((word) => `w:${word}`)]).slice(0, keysKept)
}

/** What a report is kept under: all it names, and the words of its headline, where a brand may stand that nobody knew before the recall. */
export function reportKeys(report: ReportPortrait, headline: string): string[] {
  const named = [...identifierKeys(report), ...report.numbers.flatMap(modelKeys)]
  return unique([...named, ...latin(report.text), ...brandGrams(headline)]).slice(0, keysKept)
}

/** What a report asks the recalls for: every short stretch of its text may be the brand of one of them, by its letters or its sound. */
export function askedKeys(report: ReportPortrait): string[] {
  const syllables = report.sound.trim().split(' ')
  const sounds = [2, 3].flatMap((length) => windows(syllables, length).map((part) => `s:${part.join('')}`))
  const named = [...identifierKeys(report), ...report.numbers.flatMap(modelKeys), ...latin(report.text)]
  return unique([...named, ...brandGrams(report.text), ...sounds]).slice(0, keysAsked)
}

/** By goods alone a report only meets the newest recalls. */
export function goodsKeys(report: Portrait): string[] {
  return report.goods.map((word) => `w:${word}`)
}

function identifierKeys({ gtins, codes, models, batches, brands, firms }: Portrait): string[] {
  return [
    ...gtins.flatMap((gtin) => [gtin, pieceOf(gtin) ?? []].flat().map((one) => `g:${one}`)),
    ...codes.map((code) => `c:${code}`),
    ...models.flatMap(modelKeys),
    ...batches.map((batch) => `b:${batch}`),
    ...brands.map((brand) => `n:${brand}`),
    ...brands.flatMap(soundKeys),
    ...firms.map(({ core }) => `f:${core}`),
  ]
}

/** Whole, and by its beginning, so that a slip at its end does not hide it. */
const modelKeys = (model: string): string[] => [`m:${model}`, ...(model.length >= 5 ? [`p:${model.slice(0, 4)}`] : [])]

function soundKeys(brand: string): string[] {
  const syllables = /\p{Script=Han}/u.test(brand) ? syllablesOf(brand) : (readAsPinyin(brand) ?? [])
  return syllables.length >= 2 ? [`s:${syllables.join('')}`] : []
}

const latin = (text: string): string[] =>
  (text.match(/[a-z][a-z0-9]{2,19}/g) ?? []).flatMap((word) => [`n:${word}`, ...soundKeys(word)])

function brandGrams(text: string): string[] {
  const runs = text.match(/\p{Script=Han}{2,}/gu) ?? []
  return runs.flatMap((run) =>
    Array.from({ length: brandUnitsMax - 1 }, (_, i) => i + 2).flatMap((length) =>
      windows([...run], length).map((part) => `n:${part.join('')}`),
    ),
  )
}

function windows<T>(list: T[], length: number): T[][] {
  return Array.from({ length: Math.max(0, list.length - length + 1) }, (_, at) => list.slice(at, at + length))
}

const unique = (list: string[]): string[] => [...new Set(list)]
