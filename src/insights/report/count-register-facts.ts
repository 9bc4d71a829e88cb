import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import type { TargetFacts } from '../../reference/report-ground.ts'
import type { Scope } from './scope.ts'

/** What the register of firms says of each target that names facts; null where it never held a fact that fits: unknown is not none. */
export async function countRegisterFacts(
  db: Db,
  { targets }: Pick<City, 'targets'>,
  scope: Scope,
  asOf: Date,
): Promise<Record<number, number | null>> {
  const counts: Record<number, number | null> = {}
  for (const { number, facts } of targets) if (facts) counts[number] = await countOf(db, facts, scope, asOf)
  return counts
}

async function countOf(
  db: Db,
  facts: TargetFacts,
  { from, until, district }: Scope,
  asOf: Date,
): Promise<number | null> {
  const { kind, results, words, industries, counts, when } = facts
  const pattern = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const { rows } = await sql<{ known: boolean; count: number }>`
    select count(*) > 0 as known,
           (count(distinct case when ${counts === 'firms'} then f.enterprise_id else f.id end) filter (where
             f.happened_on < ${until}::date
             and (${when} <> 'in_period' or f.happened_on >= ${from}::date)
             and (${when} <> 'in_force' or ((f.ends_on is null or f.ends_on >= ${until}::date) and e.status = 'active'))
             and (${industries.length === 0} or exists (select from unnest(${industries}::text[]) as i (code) where starts_with(e.industry, i.code)))
             and (${district}::text is null or e.district = ${district})))::int as count
      from enterprise_fact f join enterprise e on e.id = f.enterprise_id
     where f.kind = ${kind} and f.state <> 'removed' and f.recorded_at <= ${asOf} and f.result = any (${results}::text[])
       and f.subject ilike any (${pattern}::text[])`.execute(db)
  return rows[0]?.known ? rows[0].count : null
}
