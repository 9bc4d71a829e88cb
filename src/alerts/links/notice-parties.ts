import type { Tables } from '../../db/tables.ts'
import type { FirmRole, RecallNotice, SampleNotice } from '../../intake/notice.ts'
import type { City } from '../../reference/city.ts'
import { knownFirms } from '../../triage/entities/known-names.ts'
import type { ComparedFirm } from './portraits.ts'
import { brandKeys, codesIn, comparedFirm } from './portraits.ts'

export type PartyRole = Tables['notice_firm']['role']
/** A firm that a notice names, in its words and as it is compared. */
export type Party = { said: string; role: PartyRole; compared: ComparedFirm }
/** All that a notice says of who made, brought or sold the product. */
export type NoticeParties = {
  parties: Party[]
  brands: string[]
  /** 统一社会信用代码, check character verified. */
  codes: string[]
  /** Food production licences: SC and fourteen digits (食品生产许可管理办法). */
  licences: string[]
}

const licenceSaid = /(?<![A-Z])SC ?\d(?: ?\d){13}(?!\d)/g

/** Who stands behind a recalled product, or one that failed. Of a recall the shops are left out; a platform is no party. */
export function partiesOf(notice: RecallNotice | SampleNotice, city: City): NoticeParties {
  const named = notice.kind === 'recall' ? recallParties(notice) : sampleParties(notice)
  const text = textOf(notice).normalize('NFKC').toUpperCase()
  return {
    parties: named
      .filter(({ name }) => !knownFirms.has(name) && name.trim().length >= 2)
      .map(({ name, role, city: at }) => ({ said: name, role, compared: comparedFirm(name, city, at) })),
    brands: [...new Set(brandsOf(notice).flatMap(brandKeys))],
    codes: codesIn(text),
    licences: [...new Set((text.match(licenceSaid) ?? []).map((one) => one.replaceAll(' ', '')))],
  }
}

type Named = { name: string; role: PartyRole; city: string | null }

const recallRoles: Record<FirmRole, PartyRole | null> = {
  manufacturer: 'manufacturer',
  importer: 'importer',
  distributor: 'distributor',
  brand_owner: 'brand_owner',
  agent: 'agent',
  recaller: 'recaller',
  retailer: null,
}

const recallParties = ({ firms }: RecallNotice): Named[] =>
  firms.flatMap(({ name, role, city }) => {
    const as = recallRoles[role]
    return as === null ? [] : [{ name, role: as, city }]
  })

function sampleParties({ maker, consignor, sampledAt }: SampleNotice): Named[] {
  const as = (party: { name: string; city: string | null } | null, role: PartyRole): Named[] =>
    party === null ? [] : [{ name: party.name, role, city: party.city }]
  return [...as(maker, 'manufacturer'), ...as(consignor, 'consignor'), ...as(sampledAt, 'seller')]
}

const brandsOf = (notice: RecallNotice | SampleNotice): string[] =>
  notice.kind === 'recall'
    ? notice.products.flatMap(({ brand }) => brand ?? [])
    : [notice.brand].flatMap((brand) => brand ?? [])

const textOf = (notice: RecallNotice | SampleNotice): string =>
  notice.kind === 'recall'
    ? [notice.title, notice.description, ...notice.firms.map(({ name }) => name)].join('\n')
    : [notice.note, notice.maker?.name, notice.maker?.address, notice.consignor?.name, notice.sampledAt?.name].join(
        '\n',
      )
