import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/** The jurisdictions from which notices have come, those with the most notices first; at most 60. */
export async function listMarkets({ db }: Pick<Context, 'db'>): Promise<string[]> {
  const rows = await db
    .selectFrom('notice')
    .select('jurisdiction')
    .where('jurisdiction', 'is not', null)
    .groupBy('jurisdiction')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('jurisdiction')
    .limit(60)
    .execute()
  return rows.flatMap(({ jurisdiction }) => jurisdiction ?? [])
}
