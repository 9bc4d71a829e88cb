import { type RawBuilder, sql } from 'kysely'
import type { City } from '../../reference/city.ts'
import type { Scope } from './scope.ts'

/** A failed sample tested again within so many days counts as the second test found. */
const recheckDays = 90
/** A result is published at most so many days after the sample was taken. */
const publishedWithin_days = 365

/**
 * Samples of products (抽检) taken in the period as rows of a table `sample (kind, ref, subject, at, well, counted)`, to stand in `with …`: those
 * on record of the city's firms, and those published that were taken here and are on no firm's record. `counted` is false for a publication
 * that lists failures alone: of how many it is silent, so no rate follows from it.
 */
export function samplesWith(city: City, scope: Scope, asOf: Date): RawBuilder<unknown> {
  const here = city.name.zh.replace(/市$/, '')
  const district = city.districts.find(({ id }) => id === scope.district)
  const names = district ? [district.zh, ...district.aliases] : null
  return sql`
    published as (
      select n.id, n.source_id, n.content ->> 'product' as subject, n.content ->> 'conclusion' = 'passed' as well,
             coalesce((n.content ->> 'sampledOn')::date, n.published_on, (n.first_seen_at at time zone 'Asia/Shanghai')::date) as day,
             concat_ws(' ', n.content #>> '{sampledAt,city}', n.content #>> '{sampledAt,address}', n.content #>> '{sampledAt,name}') as place,
             bool_or(n.content ->> 'conclusion' = 'passed') over (partition by coalesce(
               (n.content ->> 'announcement') || ' ' || coalesce(substring(n.content ->> 'url' from '//([^/]+)'), v.run_id::text),
               v.run_id::text)) as counted
        from notice n join notice_version v on v.notice_id = n.id and v.version = 1
       where n.kind = 'sample' and n.content ->> 'conclusion' in ('passed', 'failed') and n.first_seen_at <= ${asOf}
         and (n.published_on is null
              or (n.published_on >= ${scope.from}::date and n.published_on < ${scope.until}::date + ${publishedWithin_days}::int))),
    sample as (
      select 'firm' as kind, e.code as ref, f.subject, f.happened_on::timestamp at time zone 'Asia/Shanghai' as at,
             f.result in ('pass', 'recheck_pass') as well, true as counted
        from enterprise_fact f join enterprise e on e.id = f.enterprise_id
       where f.kind = 'sample' and f.state <> 'removed' and f.recorded_at <= ${asOf}
         and f.happened_on >= ${scope.from}::date and f.happened_on < ${scope.until}::date
         and (${scope.district}::text is null or e.district = ${scope.district})
         and not (f.result = 'fail' and exists (
           select from enterprise_fact again
            where again.enterprise_id = f.enterprise_id and again.kind = 'sample' and again.subject = f.subject and again.id <> f.id
              and again.result in ('recheck_pass', 'recheck_fail') and again.recorded_at <= ${asOf}
              and again.happened_on between f.happened_on and f.happened_on + ${recheckDays}::int))
      union all
      select 'notice', p.id::text, p.subject, p.day::timestamp at time zone 'Asia/Shanghai', p.well, p.counted
        from published p
       where p.day >= ${scope.from}::date and p.day < ${scope.until}::date and strpos(p.place, ${here}) > 0
         and (${names}::text[] is null or exists (select from unnest(${names}::text[]) as name where strpos(p.place, name) > 0))
         and not exists (select from enterprise_fact f where f.kind = 'sample' and f.document_no = p.source_id))`
}
