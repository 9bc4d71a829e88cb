import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { hanPairs } from './search-keys.ts'

const alikePerName = 40

/** The firms whose names share the most pairs of letters with each of these bare names, by number; pairs that many firms hold do not count. */
export async function alikeFirms(db: Db, cores: string[]): Promise<number[]> {
  const shared = cores.map(hanPairs).filter((pairs) => pairs.length > 0)
  if (shared.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select held.id from jsonb_array_elements(${JSON.stringify(shared)}::jsonb) as asked (pairs)
     cross join lateral (
       select f.id from jsonb_array_elements_text(asked.pairs) as pair (key)
        cross join lateral (select g.id from firms_with_keys(array[pair.key], 400) as g) as f
        where not exists (select from enterprise_common_key k where k.key = pair.key)
        group by f.id order by count(*) desc, f.id limit ${alikePerName}) as held`.execute(db)
  return rows.map(({ id }) => id)
}
