import { sql } from 'kysely'
import type { Context } from '../../context.ts'

const perRound = 10_000

/** Deletes records of looks older than the city keeps them. Answers how many; a round takes some. */
export async function purgeQueries({ db, city, now }: Context): Promise<number> {
  const before = new Date(now)
  before.setUTCFullYear(before.getUTCFullYear() - city.credit.query_log_years)
  const { numAffectedRows } = await sql`
    delete from enterprise_query where id in (
      select id from enterprise_query where at < ${before} order by at limit ${perRound})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
