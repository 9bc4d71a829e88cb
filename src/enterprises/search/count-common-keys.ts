import { sql } from 'kysely'
import type { Context } from '../../context.ts'

const firmsSampled = 20_000
const commonFrom = 0.002

/**
 * Works out anew which search keys many firms hold, from a sample of some twenty thousand firms; while the register is small no key is
 * common. Answers 0: there is nothing to go on with until the next round.
 */
export async function countCommonKeys({ db }: Context, { sampled = firmsSampled } = {}): Promise<number> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      firms: number
    }>`select greatest(reltuples, 0)::float8 as firms from pg_class where oid = 'enterprise_search'::regclass`.execute(
      tx,
    )
    const firms = rows[0]?.firms ?? 0
    await tx.deleteFrom('enterprise_common_key').execute()
    if (firms < sampled) return
    const percent = Math.min(100, Math.max(0.5, (100 * sampled) / firms))
    await sql`
      with looked_at as materialized (select keys from enterprise_search tablesample system (${sql.lit(percent)}) repeatable (1)),
      total as (select count(*)::float8 as firms from looked_at)
      insert into enterprise_common_key (key, share)
      select key, count(*) / total.firms from looked_at cross join lateral unnest(looked_at.keys) as key cross join total
       group by key, total.firms having count(*) / total.firms >= ${commonFrom}`.execute(tx)
  })
  return 0
}
