import { type RawBuilder, sql } from 'kysely'
import type { City } from '../../reference/city.ts'
import { leavesOf, type Scope } from './scope.ts'

/**
 * The technical measures abroad first notified in the period that hit the city, as rows of `hit (family, level, leaves, market, hs, title, day)`,
 * to stand in `with …`. One that eases trade or was withdrawn hits nobody; the level is that of the day of the count.
 */
export function measuresWith(city: City, scope: Scope, asOf: Date): RawBuilder<unknown> {
  const leaves = leavesOf(city, scope)
  return sql`
    hit as (
      select family, level, leaves, market, hs, coalesce(title_zh, title) as title,
             coalesce(first_on, (first_seen_at at time zone 'Asia/Shanghai')::date) as day
        from measure
       where level is not null and not relief and not withdrawn and first_seen_at <= ${asOf}
         and coalesce(first_on, (first_seen_at at time zone 'Asia/Shanghai')::date) >= ${scope.from}::date
         and coalesce(first_on, (first_seen_at at time zone 'Asia/Shanghai')::date) < ${scope.until}::date
         and (${leaves}::text[] is null or leaves && ${leaves}::text[]))`
}
