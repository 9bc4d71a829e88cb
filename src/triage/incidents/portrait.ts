import type { DistrictId } from '../../reference/city.ts'
import { gramsOf, runsOf } from './grams.ts'
import { type IncidentModel, rarityOf } from './incident-model.ts'
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

/** A report made ready for comparing: made once, compared often. */
export type Portrait = {
  report: ComparedReport
  /** TF-IDF with the logarithm of the count: sorted hashes of all pairs and triples of characters, and the weight of each; the weights' squares sum to 1. */
  grams: Uint32Array
  weights: Float32Array
  /** The same for what the report is about: grams that many texts hold, without the rare ones that names are made of. */
  matter: Float32Array
  /** Pairs of the headline (title, respondent, place) with the square of their rarity. */
  headline: Uint32Array
  headlineWeights: Float32Array
  /** Names in the headline, and all letters of the report, to look for another's names in. */
  names: string[]
  plain: string
  /** Districts named. */
  areas: Set<string>
  /** Lines, buildings, phases, groups named in the title: 205路, 5栋, 二期. */
  numbers: Set<string>
  day: number
}

const COMPARED_UNITS_MAX = 2000
/** Rarer than one text in some 670: mostly names. */
const NAMES_FROM = 6.5
const DAY_MS = 86_400_000

export function portraitOf(report: ComparedReport, model: IncidentModel): Portrait {
  const headlineText = [report.title, report.respondent ?? '', report.place ?? ''].join('\n')
  const headlineRuns = runsOf(headlineText)
  const runs = [...headlineRuns, ...runsOf(report.text.slice(0, COMPARED_UNITS_MAX))]
  const { hashes, counts } = sorted(gramsOf(runs, [2, 3]))
  const rarities = Float32Array.from(hashes, (gram) => rarityOf(model, gram))
  const weights = counts.map((count, i) => (1 + Math.log(count)) * (rarities[i] as number))
  const headline = sorted(gramsOf(headlineRuns, [2])).hashes
  return {
    report,
    grams: hashes,
    weights: unitLength(weights),
    matter: unitLength(weights.map((weight, i) => ((rarities[i] as number) < NAMES_FROM ? weight : 0))),
    headline,
    headlineWeights: Float32Array.from(headline, (gram) => rarityOf(model, gram) ** 2),
    names: namesOf(headlineRuns),
    plain: runs.join(' '),
    areas: areasOf(report),
    numbers: new Set(headlineRuns.flatMap((run) => run.match(NUMBERED) ?? [])),
    day: report.receivedAt.getTime() / DAY_MS,
  }
}

function sorted(grams: Map<number, number>): { hashes: Uint32Array; counts: Float32Array } {
  const hashes = Uint32Array.from(grams.keys()).sort()
  return { hashes, counts: Float32Array.from(hashes, (gram) => grams.get(gram) ?? 0) }
}

function unitLength(weights: Float32Array): Float32Array {
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return weights.map((weight) => weight / length)
}

const NUMBERED =
  /(?<![a-z\d])\d{1,4}(?:路|栋|号线|号|期|组|队|年级|中)|第?[一二三四五六七八九十]{1,3}(?:期|中|组|小区|村|区)/g
/** Areas as names masked by a letter and a number give them. */
const MASKED_AREA = /[a-z]\d{1,2}[市区县]/g

function areasOf({ title, text, district }: ComparedReport): Set<string> {
  const masked = `${title}\n${text}`.toLowerCase().match(MASKED_AREA) ?? []
  return new Set(district === null ? masked : [...masked, district])
}
