import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import type { Grade } from '../../reference/credit-rules.ts'
import { logQuery } from './log-query.ts'
import { type Candidate, rankFirms } from './rank-firms.ts'
import { type Asked, askedOf, slipsBetween } from './search-keys.ts'

export type FirmFound = {
  id: number
  code: string
  name: string
  formerNames: string[]
  brands: string[]
  district: string | null
  street: string | null
  address: string | null
  kind: 'company' | 'sole_trader' | 'branch' | 'other'
  status: 'active' | 'revoked' | 'cancelled'
  grade: Grade | null
  score: number
}
type Row = Omit<FirmFound, 'score'> & Candidate

export const typedMax = 60
const shownMax = 30
/** From each way of finding at most so many are looked at closer. */
const perWay = 120
const perBeginning = 60
/** Of the firms that share a short name less one letter at most so many are compared, and so many looked at closer. */
const perSlip = 200
const slipsMax = 40
/** Fewer than these found letter by letter: firms that share only some keys are looked at too. */
const enough = 12
/** A key that more than this share of firms hold finds too many by itself. */
const commonShare = 0.004
/** A name of so many letters is nobody else's part. */
const wholeNameMin = 4
/** A query of keys that so many hold is answered by names that begin so. */
const everydayShare = 0.03

/**
 * The firms that fit a name, former name, brand, code, address or pinyin, the best first, at most 30; wrong letters and wrong sounds are
 * allowed for. `district` narrows. Throws Invalid for nothing typed. The look is logged without what was typed.
 */
export async function findFirms(
  context: Context,
  { typed, district = null, log = 'search' }: { typed: string; district?: string | null; log?: 'search' | 'api' },
): Promise<FirmFound[]> {
  const words = typed.trim().slice(0, typedMax)
  if (words.length < 2) throw new Invalid(tooShort, { q: tooShort })
  const asked = askedOf(words, context.city)
  const ids = await candidates(context, asked)
  const rows = await readCandidates(context, ids, district)
  await logQuery(context, { what: log, enterpriseId: null })
  return rankFirms(asked, rows)
    .slice(0, shownMax)
    .map(({ firm: { names: _, ...firm }, score }) => ({ ...firm, score }))
}

const tooShort = {
  zh: '请输入至少两个字：名称、品牌、地址或统一社会信用代码。',
  en: 'Type at least two letters: a name, brand, address or credit code.',
}

async function candidates({ db }: Pick<Context, 'db'>, asked: Asked): Promise<number[]> {
  const { rows: near } = await sql<{ id: number; whole: boolean }>`
    ${asked.code === null ? sql`select null::int8 as id, true as whole where false` : sql`(select id, true as whole from enterprise where code between ${asked.code.padEnd(18, '0')} and ${asked.code.padEnd(18, 'Z')} order by code limit ${perWay})`}
    union (select enterprise_id, true from enterprise_name where exact = ${asked.exact} limit ${perWay})
    union (select enterprise_id, true from enterprise_name where core = ${asked.core} limit ${perWay})
    union ${begins('core', asked.core)}
    union ${begins('pinyin', asked.pinyin.length >= 4 ? asked.pinyin : '')}
    union ${begins('initials', asked.initials)}`.execute(db)
  const found = new Set(near.map(({ id }) => id))
  // Also where the name is another firm's: it may have been meant with a letter wrong.
  for (const id of await slipped({ db }, asked)) found.add(id)
  // Whoever typed a code, or a whole name that is no everyday word, means that firm and those whose names begin so.
  if (near.some(({ whole }) => whole) && (asked.code !== null || asked.core.length >= wholeNameMin)) return [...found]
  const shares = await sharesOf({ db }, [...asked.keys, ...asked.sounds])
  for (const id of await holding({ db }, rarest(asked.keys, shares))) found.add(id)
  if (found.size < enough) {
    const single = [...asked.keys, ...asked.sounds].filter((key) => (shares.get(key) ?? 0) < commonShare)
    for (const id of await sharing({ db }, single.slice(0, 12))) found.add(id)
  }
  return [...found]
}

/** In the order of the index, so that of many only the first are read. */
function begins(column: 'core' | 'pinyin' | 'initials', start: string) {
  if (start.length < 2) return sql`select null::int8, false where false`
  return sql`(select enterprise_id, false from enterprise_name where ${sql.id(column)} like ${`${start.replace(/[\\%_]/g, '\\$&')}%`} order by ${sql.id(column)} using ~<~ limit ${perBeginning})`
}

/** What share of firms hold each key, as far as it is common. */
async function sharesOf({ db }: Pick<Context, 'db'>, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom('enterprise_common_key').selectAll().where('key', 'in', keys).execute()
  return new Map(rows.map(({ key, share }) => [key, share]))
}

/** A few keys say as much as all: the rarest first, no common one beside three that are not, and none where all are everyday ones. */
function rarest(keys: string[], shares: Map<string, number>): string[] {
  const sorted = keys.toSorted((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0))
  if ((shares.get(sorted[0] ?? '') ?? 0) > everydayShare) return []
  const rare = sorted.filter((key) => (shares.get(key) ?? 0) < commonShare)
  return rare.length >= 3 ? rare : sorted
}

async function holding({ db }: Pick<Context, 'db'>, keys: string[]): Promise<number[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: number }>`select id from firms_with_keys(${keys}::text[], ${perWay})`.execute(db)
  return rows.map(({ id }) => id)
}

/** The firms whose short name is one letter off. */
async function slipped({ db }: Pick<Context, 'db'>, { core, slips }: Asked): Promise<number[]> {
  if (slips.length === 0) return []
  const { rows } = await sql<{ id: number; core: string }>`
    select n.enterprise_id as id, n.core from (
      select distinct held.id from unnest(${slips}::text[]) as wanted (key)
       cross join lateral firms_with_keys(array[wanted.key], ${perSlip}) as held) as near
      join enterprise_name n on n.enterprise_id = near.id`.execute(db)
  const off = rows.filter((name) => slipsBetween(core, name.core) <= 1).map(({ id }) => id)
  return [...new Set(off)].slice(0, slipsMax)
}

/** The firms that share most of these keys. */
async function sharing({ db }: Pick<Context, 'db'>, keys: string[]): Promise<number[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select held.id from unnest(${keys}::text[]) as wanted (key)
     cross join lateral firms_with_keys(array[wanted.key], 600) as held
     group by held.id order by count(*) desc, held.id limit ${perWay}`.execute(db)
  return rows.map(({ id }) => id)
}

async function readCandidates({ db }: Pick<Context, 'db'>, ids: number[], district: string | null): Promise<Row[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select e.id, e.code, e.name, e.former_names as "formerNames", e.brands, e.district, e.street, e.address, e.kind, e.status, e.grade,
           (select json_agg(json_build_object('kind', n.kind, 'exact', n.exact, 'core', n.core, 'pinyin', n.pinyin, 'initials', n.initials) order by n.kind desc)
              from enterprise_name n where n.enterprise_id = e.id) as names
      from enterprise e where e.id = any(${ids}::int8[]) and (${district}::text is null or e.district = ${district})`.execute(
    db,
  )
  return rows
}
