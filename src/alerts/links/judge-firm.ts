import { isCalledSo, readLatinFirm } from '../../enterprises/search/latin-firm-names.ts'
import { syllablesOf } from '../../enterprises/search/pinyin-keys.ts'
import { type Compared, compareFirm, missing, rank } from './compare-portraits.ts'
import type { LinkTier } from './judge-link.ts'
import {
  type FirmField,
  firmFields,
  firmPriorOdds,
  firmWeights,
  probability,
  reviewFrom,
  shownFrom,
  weightOf,
} from './link-weights.ts'
import { firmNames, reasonOf } from './link-words.ts'
import type { NoticeParties, Party, PartyRole } from './notice-parties.ts'
import type { ComparedFirm } from './portraits.ts'

/** A firm of the register as it is compared: every name it has or had, its brands, and how many firms share its bare name. */
export type RegisteredFirm = {
  code: string
  licences: string[]
  names: ComparedFirm[]
  brands: string[]
  sharing: number
}
export type FirmComparison = Record<FirmField, Compared>
export type FirmJudged = {
  tier: LinkTier
  score: number
  because: string[]
  role: PartyRole
  /** How the notice names it; empty where it names a brand alone. */
  said: string
  compared: FirmComparison
}

/**
 * Judges whether one of a notice's firms is this firm of the register. `identifier` is linked by itself, `name` by one click, `scored`
 * waits for a person, `text` is only shown; null where nothing worth showing ties them. Pure and deterministic.
 */
export function judgeFirm(notice: NoticeParties, firm: RegisteredFirm): FirmJudged | null {
  const { party, compared } = compareToFirm(notice, firm)
  const score = firmScore(compared, firm.sharing)
  const judged = {
    score,
    because: firmFields.flatMap((field) => reasonOf(firmNames[field].zh, compared[field])),
    role: party?.role ?? ('brand_owner' as const),
    said: party?.said ?? '',
    compared,
  }
  const tier = tierOf(compared, score, firm.sharing)
  return tier === null ? null : { tier, ...judged }
}

function tierOf(
  { code, licence, name, brand, region }: FirmComparison,
  score: number,
  sharing: number,
): LinkTier | null {
  const numbered = code.level === 'same' || licence.level === 'same'
  if (numbered && ['same', 'core', 'sound'].includes(name.level)) return 'identifier'
  const placed = region.level === 'same' || brand.level === 'same'
  const against = region.level === 'different' || brand.level === 'different'
  if (name.level === 'same' && placed && !against) return 'name'
  if (name.level === 'core' && placed && !against && sharing <= 1) return 'name'
  const tied = numbered || brand.level === 'same' || !['different', 'missing'].includes(name.level)
  if (score >= reviewFrom && tied) return 'scored'
  return score >= shownFrom && tied ? 'text' : null
}

/** Part by part, for the party of the notice that fits best. */
export function compareToFirm(
  notice: NoticeParties,
  firm: RegisteredFirm,
): { party: Party | null; compared: FirmComparison } {
  const [best] = notice.parties
    .flatMap((party) => firm.names.map((name) => ({ party, name, how: compareName(party, name) })))
    .sort((a, b) => rank.indexOf(a.how.level) - rank.indexOf(b.how.level) || b.how.likeness - a.how.likeness)
  const fits = best !== undefined && best.how.level !== 'different'
  return {
    party: fits ? best.party : null,
    compared: {
      code: shared(notice.codes, [firm.code]),
      licence: shared(notice.licences, firm.licences),
      name: best?.how ?? missing,
      brand: compareBrand(notice.brands, firm.brands),
      region: best ? compareRegion(best.party.compared.city, best.name.city) : missing,
    },
  }
}

function compareName({ said, compared }: Party, name: ComparedFirm): Compared {
  const latin = readLatinFirm(said)
  const sounding = { level: 'sound' as const, said, key: name.exact, likeness: 1 }
  if (latin !== null && isCalledSo(latin, name.core, syllablesOf(name.core))) return sounding
  const how = compareFirm(compared, name)
  return ['alike', 'different'].includes(how.level) && soundsSame(compared.core, name.core) ? sounding : how
}

/** 宏太电子 for 宏泰电子: a wrong letter of the same sound. */
function soundsSame(a: string, b: string): boolean {
  return a !== b && a.length === b.length && syllablesOf(a).join(' ') === syllablesOf(b).join(' ') && han.test(a)
}

const han = /^\p{Script=Han}+$/u

/** A number that the notice does not hold says nothing: it may be another party's. */
function shared(said: string[], known: string[]): Compared {
  const one = said.find((number) => known.includes(number))
  return one === undefined ? missing : { level: 'same', said: one, key: one, likeness: 1 }
}

function compareBrand(said: string[], known: string[]): Compared {
  if (said.length === 0 || known.length === 0) return missing
  const one = shared(said, known)
  return one.level === 'same' ? one : { level: 'different', said: said[0] ?? '', key: known[0] ?? '', likeness: 0 }
}

function compareRegion(said: string | null, known: string | null): Compared {
  if (said === null || known === null) return missing
  const same = bare(said) === bare(known)
  return { level: same ? 'same' : 'different', said, key: known, likeness: same ? 1 : 0 }
}

const bare = (city: string): string => city.replace(/市$/, '').toLowerCase()

/** What one part says for (above 0) or against (below), as a base-2 logarithm. A bare name that several firms carry says less of each. */
export function firmBits(field: FirmField, { level }: Compared, sharing: number): number {
  const weight = weightOf(firmWeights, field, level)
  if (!weight) return 0
  const common = field === 'name' && (level === 'core' || level === 'sound') ? Math.log2(Math.max(1, sharing)) : 0
  return Math.log2(weight.m / weight.u) - common
}

function firmScore(compared: FirmComparison, sharing: number): number {
  return probability(
    firmFields.reduce((sum, field) => sum + firmBits(field, compared[field], sharing), Math.log2(firmPriorOdds)),
  )
}
