import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Frequency } from './judge-link.ts'
import type { LinkField } from './link-weights.ts'
import type { Portrait } from './portraits.ts'

/** Fewer recalls than this say nothing of how common a name is. */
const RECALLS_MIN = 200

const prefixes: Partial<Record<LinkField, string>> = { brand: 'n:', model: 'm:' }

/** How common the brands and models of these recalls are among all recalls; of anything else it is not known. */
export async function countFrequencies(db: Db, recalls: Portrait[]): Promise<Frequency> {
  const keys = [
    ...new Set(
      recalls.flatMap(({ brands, models }) => [...brands.map((b) => `n:${b}`), ...models.map((m) => `m:${m}`)]),
    ),
  ]
  if (keys.length === 0) return () => null
  const { rows } = await sql<{ key: string; held: number; of: number }>`
    select asked.key, (select count(*) from link_block b where b.kind = 'recall' and b.keys @> array[asked.key])::int as held, every.n as of
      from unnest(${keys}::text[]) as asked (key), (select count(*)::int as n from link_block where kind = 'recall') as every`.execute(
    db,
  )
  const shares = new Map(rows.filter(({ of }) => of >= RECALLS_MIN).map(({ key, held, of }) => [key, held / of]))
  return (field, key) => shares.get(`${prefixes[field] ?? '?'}${key}`) ?? null
}
