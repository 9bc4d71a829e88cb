import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import type { Periods } from './compute-figure.ts'
import { countPeriod } from './count-period.ts'
import { countStanding } from './count-standing.ts'
import { periodBefore, type Scope } from './scope.ts'

/**
 * Counts all that a report is written from. The period and the one before have no case in common, so both are counted at once, each on one
 * sight of the database.
 */
export async function countPeriods(db: Db, city: City, scope: Scope, asOf: Date): Promise<Periods> {
  const [now, earlier] = await Promise.all([
    onOneSight(db, (tx) => countPeriod(tx, city, scope, asOf)),
    onOneSight(db, async (tx) => ({
      before: await countPeriod(tx, city, { ...scope, ...periodBefore(scope) }, asOf),
      standing: await countStanding(tx, city, scope, asOf),
    })),
  ])
  return { now, ...earlier }
}

/** What comes in meanwhile is seen by none of the counts. A year of a large city is sorted and hashed in memory: reports are made seldom. */
function onOneSight<Counted>(db: Db, count: (tx: Db) => Promise<Counted>): Promise<Counted> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql`select set_config('work_mem', '128MB', true), set_config('statement_timeout', '120s', true)`.execute(tx)
      return count(tx)
    })
}
