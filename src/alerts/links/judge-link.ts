import { type Compared, type Comparison, comparePortraits } from './compare-portraits.ts'
import { linkDoubts } from './link-doubts.ts'
import {
  type LinkField,
  linkFields,
  linkWeights,
  priorOdds,
  probability,
  reviewFrom,
  shownFrom,
  weightOf,
} from './link-weights.ts'
import { linkNames, reasonOf } from './link-words.ts'
import type { Portrait, ReportPortrait } from './portraits.ts'

/** How a report and a recall were found to belong together: what the machine may do follows from it. */
export type LinkTier = 'identifier' | 'name' | 'scored' | 'text'
export type LinkJudged = { tier: LinkTier; score: number; because: string[]; compared: Comparison }

/** The share of recalls that hold a word of a field; null where it is not known. */
export type Frequency = (field: LinkField, key: string) => number | null

/**
 * Judges one pair. `identifier` is linked by itself, `name` by one click, `scored` waits for a person, `text` is only shown; null when
 * nothing worth showing ties them. Pure and deterministic.
 */
export function judgeLink(
  report: ReportPortrait,
  recall: Portrait,
  frequency: Frequency = () => null,
): LinkJudged | null {
  const compared = comparePortraits(report, recall)
  const score = scoreOf(compared, frequency)
  const numbered = byIdentifier(compared)
  const doubts = numbered ? linkDoubts(report, recall, compared) : []
  const because = [...reasonsOf(compared), ...doubts]
  if (numbered && doubts.length === 0) return { tier: 'identifier', score, because, compared }
  if (doubts.length === 0 && byName(compared)) return { tier: 'name', score, because, compared }
  if (score >= reviewFrom && isNamed(compared)) return { tier: 'scored', score, because, compared }
  const like = compared.goods.level === 'same' || compared.goods.level === 'group'
  return score >= shownFrom && like ? { tier: 'text', score, because, compared } : null
}

/** One number that names one article; never against a brand, a model, a batch or a day of production that says otherwise. */
function byIdentifier({ gtin, code, model, batch, made, brand, goods }: Comparison): boolean {
  if (batch.level === 'outside' || made.level === 'outside') return false
  if (brand.level === 'different' || goods.level === 'different') return false
  if (gtin.level === 'same') return true
  if (gtin.level === 'different' || model.level === 'near' || model.level === 'different') return false
  if (['same', 'held'].includes(brand.level) && (model.level === 'same' || batch.level === 'same')) return true
  return code.level === 'same' && (brand.level === 'same' || model.level === 'same') && goods.level === 'same'
}

/** The same full name of the brand or the firm on the same goods, and nothing against it. */
function byName({ gtin, model, batch, made, brand, firm, goods }: Comparison): boolean {
  if ([gtin, model, batch, made, brand].some(({ level }) => ['near', 'outside', 'different'].includes(level)))
    return false
  if (goods.level !== 'same' || firm.level === 'branch') return false
  return brand.level === 'same' || firm.level === 'same' || firm.level === 'core'
}

/** The probability that both mean one product, of the weights summed as base-2 logarithms (Fellegi–Sunter). */
export function scoreOf(compared: Comparison, frequency: Frequency = () => null): number {
  const bits = linkFields.reduce((sum, field) => sum + bitsOf(field, compared[field], frequency), Math.log2(priorOdds))
  return probability(bits)
}

/** Alike goods and dangers alone are no reason to ask a person: every burnt power bank would meet every recall of one. */
function isNamed({ goods: _, hazard: __, made: ___, ...named }: Comparison): boolean {
  return Object.values(named).some(({ level }) =>
    ['same', 'core', 'branch', 'near', 'alike', 'held', 'sound'].includes(level),
  )
}

/** A rare brand says more than a common one; a single recall says little of how rare it is. */
const rarest = 0.0005
const counted = new Set<LinkField>(['brand', 'model', 'firm'])

/** What one part says for (above 0) or against (below) one product, as a base-2 logarithm. */
export function bitsOf(field: LinkField, { level, key }: Compared, frequency: Frequency = () => null): number {
  const weight = weightOf(linkWeights, field, level)
  if (!weight) return 0
  const share = level === 'same' && key !== null && counted.has(field) ? frequency(field, key) : null
  return Math.log2(weight.m / (share === null ? weight.u : Math.max(rarest, share)))
}

/** What ties them and what speaks against it, in the order in which it counts. Hazards are named elsewhere. */
function reasonsOf(compared: Comparison): string[] {
  return linkFields.flatMap((field) => {
    const one = compared[field]
    if (field === 'hazard') return one.level === 'same' ? ['危害相同'] : []
    return reasonOf(linkNames[field].zh, one)
  })
}
