import { type RawBuilder, sql } from 'kysely'
import type { City } from '../../reference/city.ts'
import { leavesOf, type Scope } from './scope.ts'

/** Which rows of `observation` tell of people hurt in a period of a scope, as a condition. */
export function injuriesIn(city: City, scope: Scope, asOf: Date): RawBuilder<unknown> {
  const leaves = leavesOf(city, scope)
  return sql`
    kind = 'injury' and day >= ${scope.from}::date and day < ${scope.until}::date and recorded_at <= ${asOf}
    and (${leaves}::text[] is null or leaf = any (${leaves}::text[])) and (${scope.district}::text is null or district = ${scope.district})`
}
