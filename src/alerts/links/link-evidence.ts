import type { Bilingual, City } from '../../reference/city.ts'
import type { Comparison, Level } from './compare-portraits.ts'
import { type FirmComparison, firmBits, type RegisteredFirm } from './judge-firm.ts'
import { bitsOf, type Frequency } from './judge-link.ts'
import { type FirmField, firmFields, type LinkField, linkFields } from './link-weights.ts'
import { firmNames, linkNames } from './link-words.ts'
import type { NoticeParties } from './notice-parties.ts'
import type { Portrait, ReportPortrait } from './portraits.ts'

/** One part of a pair: what each side says, how they stand, and how much that counts as a base-2 logarithm. */
export type EvidenceRow = {
  name: Bilingual
  ours: string[]
  theirs: string[]
  level: Level
  said: string
  bits: number
}

const valuesMax = 6

/** A report beside a recall or failed sample, part by part; what neither side says is left out. */
export function reportEvidence(
  ours: ReportPortrait,
  theirs: Portrait,
  compared: Comparison,
  { frequency, city }: { frequency: Frequency; city: City },
): EvidenceRow[] {
  return linkFields.flatMap((field) => {
    const own =
      field === 'model' ? [...ours.models, ...held(ours.numbers, compared.model.key)] : valuesOf(ours, field, city)
    return row(
      linkNames[field],
      own,
      valuesOf(theirs, field, city),
      compared[field],
      bitsOf(field, compared[field], frequency),
    )
  })
}

/** A firm of the register beside what a notice says of its firms, part by part. */
export function firmEvidence(firm: RegisteredFirm, notice: NoticeParties, compared: FirmComparison): EvidenceRow[] {
  const ours: Record<FirmField, string[]> = {
    code: [firm.code],
    licence: firm.licences,
    name: firm.names.map(({ exact }) => exact),
    brand: firm.brands,
    region: firm.names.flatMap(({ city }) => city ?? []),
  }
  const theirs: Record<FirmField, string[]> = {
    code: notice.codes,
    licence: notice.licences,
    name: notice.parties.map(({ said }) => said),
    brand: notice.brands,
    region: notice.parties.flatMap(({ compared: { city } }) => city ?? []),
  }
  return firmFields.flatMap((field) =>
    row(firmNames[field], ours[field], theirs[field], compared[field], firmBits(field, compared[field], firm.sharing)),
  )
}

const held = (numbers: string[], key: string | null): string[] => numbers.filter((number) => number === key)

function valuesOf(portrait: Portrait, field: LinkField, { hazards }: City): string[] {
  const values: Record<LinkField, string[]> = {
    gtin: portrait.gtins,
    code: portrait.codes,
    model: portrait.models,
    batch: portrait.batches,
    brand: portrait.brands,
    firm: portrait.firms.map(({ exact }) => exact),
    goods: portrait.goods,
    made: portrait.made.map(({ from, to }) => (from === to ? from : `${from}–${to}`)),
    hazard: portrait.hazards.map((id) => hazards.find((hazard) => hazard.id === id)?.zh ?? id),
  }
  return values[field]
}

function row(
  name: Bilingual,
  ours: string[],
  theirs: string[],
  { level, said }: Comparison[LinkField],
  bits: number,
): EvidenceRow[] {
  const [own, their] = [ours, theirs].map((values) => [...new Set(values)].slice(0, valuesMax)) as [string[], string[]]
  return own.length === 0 && their.length === 0 ? [] : [{ name, ours: own, theirs: their, level, said, bits }]
}
