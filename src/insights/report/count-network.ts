import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { instantsOf, type Scope } from './scope.ts'

/** The members of the monitoring network in one district ('' for the whole city) at both ends of a period, and what they reported in it. */
export type NetworkPlace = {
  district: string
  members: number
  reporting: number
  membersBefore: number
  reportingBefore: number
  reports: number
  observations: number
}

/** Counts the monitoring network by district, whatever the district of the report. Who owes a report at that instant is a member, not a reporting one. */
export async function countNetwork(db: Db, { from: first, until: last }: Scope, asOf: Date): Promise<NetworkPlace[]> {
  const { from, until } = instantsOf({ from: first, until: last })
  const there = (at: Date) => sql`m.joined_at < ${at} and (m.disabled_at is null or m.disabled_at >= ${at})`
  const heard = (at: Date) => sql`not exists (
    select from network_silence s where s.member_id = m.id and s.since < ${at} and (s.ended_at is null or s.ended_at >= ${at}))`
  const { rows } = await sql<NetworkPlace>`
    with told as (
      select member_id, count(*)::int as reports, sum(taken)::int as observations from network_report
       where at >= ${from} and at < ${until} and at <= ${asOf} and faults = 0 group by member_id),
    stood as (
      select coalesce(m.district, '') as district, ${there(until)} as now, ${there(until)} and ${heard(until)} as hears,
             ${there(from)} as was, ${there(from)} and ${heard(from)} as heard,
             coalesce(t.reports, 0) as reports, coalesce(t.observations, 0) as observations
        from network_member m left join told t on t.member_id = m.id)
    select district, (count(*) filter (where now))::int as members, (count(*) filter (where hears))::int as reporting,
           (count(*) filter (where was))::int as "membersBefore", (count(*) filter (where heard))::int as "reportingBefore",
           sum(reports)::int as reports, sum(observations)::int as observations
      from stood group by district order by district`.execute(db)
  return rows
}
