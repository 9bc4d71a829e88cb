import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { alikeFirms } from '../../enterprises/search/alike-firms.ts'
import { readLatinFirm } from '../../enterprises/search/latin-firm-names.ts'
import { syllablesOf } from '../../enterprises/search/pinyin-keys.ts'
import { cityInName } from '../../intake/recalls/firms.ts'
import type { City } from '../../reference/city.ts'
import type { RegisteredFirm } from './judge-firm.ts'
import type { NoticeParties } from './notice-parties.ts'
import { brandKeys } from './portraits.ts'

export type FirmFound = RegisteredFirm & { id: number }

const FIRMS_MAX = 300
const SOUNDS_MAX = 40

/** The firms of the register that share a number, a name, a brand, letters or sounds with what a notice says, as they are compared. */
export async function findRegister(db: Db, city: City, notice: NoticeParties): Promise<FirmFound[]> {
  return readRegister(db, city, await findIds(db, notice))
}

async function findIds(db: Db, { parties, brands, codes, licences }: NoticeParties): Promise<number[]> {
  const names = parties.map(({ compared }) => compared)
  const sounds = parties.flatMap(({ said, compared }) => {
    const syllables = readLatinFirm(said)?.syllables ?? syllablesOf(compared.core)
    return syllables.length >= 2 ? [syllables.join('')] : []
  })
  const alike = await alikeFirms(
    db,
    names.map(({ core }) => core),
  )
  const { rows } = await sql<{ id: number }>`
    select id from enterprise where code = any(${codes}::text[])
    union select enterprise_id from enterprise_fact where kind = 'permit' and document_no = any(${licences}::text[])
    union select enterprise_id from enterprise_name where exact = any(${[...names.map(({ exact }) => exact), ...brands]}::text[])
    union select enterprise_id from enterprise_name where core = any(${names.map(({ core }) => core)}::text[])
    union select s.enterprise_id from unnest(${sounds}::text[]) as asked (sound) cross join lateral (
      select enterprise_id from enterprise_name
       where kind <> 'brand' and pinyin ~>=~ asked.sound and pinyin ~<~ (asked.sound || '{') limit ${SOUNDS_MAX}) as s
    limit ${FIRMS_MAX}`.execute(db)
  return [...new Set([...rows.map(({ id }) => id), ...alike])]
}

type Row = {
  id: number
  code: string
  district: string | null
  names: string[]
  cores: string[]
  brands: string[] | null
  licences: string[]
  sharing: number
}

/** These firms as they are compared. */
export async function readRegister(db: Db, city: City, ids: number[]): Promise<FirmFound[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select e.id, e.code, e.district,
           array_agg(n.exact order by n.kind, n.exact) filter (where n.kind <> 'brand') as names,
           array_agg(n.core order by n.kind, n.exact) filter (where n.kind <> 'brand') as cores,
           array_agg(n.exact) filter (where n.kind = 'brand') as brands,
           array(select f.document_no from enterprise_fact f where f.enterprise_id = e.id and f.kind = 'permit' limit 50) as licences,
           (select count(distinct o.enterprise_id)::int from enterprise_name o
             join enterprise_name own on own.core = o.core and own.enterprise_id = e.id and own.kind = 'current'
            where o.kind <> 'brand') as sharing
      from enterprise e join enterprise_name n on n.enterprise_id = e.id
     where e.id = any(${ids}::int8[]) group by e.id order by e.id`.execute(db)
  return rows.map(({ id, code, district, names, cores, brands, licences, sharing }) => ({
    id,
    code,
    licences,
    sharing,
    names: names.map((exact, at) => ({
      exact,
      core: cores[at] ?? exact,
      city: cityInName(exact) ?? (district === null ? null : city.name.zh),
    })),
    brands: (brands ?? []).flatMap(brandKeys),
  }))
}
