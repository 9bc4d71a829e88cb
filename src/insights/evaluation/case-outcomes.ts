import { type RawBuilder, sql } from 'kysely'
import { overruleMark } from '../../cases/answer-check.ts'
import { reopenDays } from '../../cases/track-acts.ts'
import { addDays, isWorkday, toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import type { EvaluationRules } from '../../reference/evaluation-rules.ts'

/** What is evaluated: reports received in the half-open period, as everything stood at `asOf`; without what objections took out of `evaluationId`. */
export type Cohort = {
  city: City
  rules: EvaluationRules
  from: Date
  until: Date
  asOf: Date
  evaluationId: number | null
  /** Only cases of these leaves, and of this district; all where they are not said. */
  leaves?: string[] | null
  district?: string | null
}

/**
 * Every outcome of the cohort as the rows of a table `outcome (measure, bureau, traits, case_id, task_id, well)`, traits as bits in the order of `difficultyTraits`, to stand in `with …`. History is
 * append-only and nothing after `asOf` is read, so the same cohort gives the same rows later. Whatever is still open is not counted.
 */
export function outcomesWith(cohort: Cohort): RawBuilder<unknown> {
  const { rules, from, until, asOf, evaluationId, leaves = null, district = null } = cohort
  return sql`
    off (day) as (select unnest(${daysOff(cohort)}::date[])),
    cohort as (
      select c.id,
             (c.danger >= 2)::int + 2 * (c.kind = 'report')::int + 4 * r.anonymous::int + 8 * (coalesce(r.amount, 0) >= 10000)::int
             + 16 * exists (select from case_item i where i.case_id = c.id)::int
             + 32 * (coalesce((select count(*) from incident_member m join incident_member o using (incident_id)
                                where m.report_id = c.id), 0) >= 3)::int as traits
        from report r join case_file c on c.id = r.id
       where r.received_at >= ${from} and r.received_at < ${until}
         and (${leaves}::text[] is null or c.leaf = any (${leaves}::text[]))
         and (${district}::text is null or c.district = ${district})),
    handed as (
      select e.case_id, e.id, e.at, coalesce(e.to_bureau, e.bureau) as bureau
        from case_event e join cohort on cohort.id = e.case_id
       where e.act in ('dispatch', 'refer', 'rule') and e.at <= ${asOf}),
    held as (select distinct on (case_id) case_id, at, bureau from handed order by case_id, id desc),
    done as (
      select e.case_id,
             min(e.at) filter (where e.bureau = h.bureau and e.at >= h.at
               and (e.act in ('accept', 'ask_supplement', 'answer', 'refuse') or e.milestone = 'contacted')) as contacted_at,
             max(e.at) filter (where e.act = 'answer') as answered_at,
             bool_or(e.act = 'reopen') as reopened,
             bool_or(e.act = 'answer' and e.internal_text like ${`%${overruleMark}%`}) as overruled
        from case_event e join held h using (case_id)
       where e.at <= ${asOf}
       group by e.case_id),
    last_judged as (
      select distinct on (j.case_id) j.case_id, j.answered_at, j.solved, j.satisfied
        from case_judgement j join cohort on cohort.id = j.case_id
       where j.at <= ${asOf}
       order by j.case_id, j.at desc),
    judged as (
      select j.case_id, j.solved, j.satisfied
        from last_judged j
       where not exists (select from set_apart s
                          where s.case_id = j.case_id and s.answered_at = j.answered_at and s.set_at <= ${asOf}
                            and (s.upheld is distinct from false or s.ruled_at > ${asOf}))),
    clocked as (
      select k.case_id, bool_and(coalesce(least(k.met_at, ${asOf}), ${asOf}) <= k.due_at) as in_time
        from case_clock k join held h using (case_id)
       where k.force in ('statutory', 'local') and k.starts_at >= h.at and k.paused_at is null
         and (k.met_at <= ${asOf} or k.due_at <= ${asOf})
       group by k.case_id),
    given as (select distinct case_id, bureau from handed),
    every_outcome as (
      select 'solved' as measure, h.bureau, h.case_id, null::bigint as task_id, j.solved = 'solved' as well
        from held h join judged j using (case_id)
      union all
      select 'satisfied', h.bureau, h.case_id, null, j.satisfied from held h join judged j using (case_id)
      union all
      select 'not_reopened', h.bureau, h.case_id, null, not d.reopened
        from held h join done d using (case_id)
       where d.reopened or d.answered_at <= ${daysBefore(asOf, reopenDays)}
      union all
      select 'not_repeated', h.bureau, h.case_id, null,
             not exists (select from incident_member m join incident_member o using (incident_id) join report r on r.id = o.report_id
                          where m.report_id = h.case_id and o.report_id <> h.case_id
                            and r.received_at > d.answered_at
                            and r.received_at <= d.answered_at + ${rules.repeatDays} * interval '1 day')
        from held h join done d using (case_id)
       where d.answered_at <= ${daysBefore(asOf, rules.repeatDays)}
      union all
      select 'answer_complete', h.bureau, h.case_id, null, not d.overruled
        from held h join done d using (case_id)
       where d.answered_at is not null
      union all
      select 'contacted', h.bureau, h.case_id, null,
             d.contacted_at is not null and ${workdaysFrom(sql`h.at`, sql`d.contacted_at`)} <= ${rules.contactWorkingDays}
        from held h join done d using (case_id)
       where d.contacted_at is not null or ${workdaysFrom(sql`h.at`, sql`${asOf}::timestamptz`)} > ${rules.contactWorkingDays}
      union all
      select 'kept', g.bureau, g.case_id, null,
             not exists (select from case_event b join handed again
                             on again.case_id = b.case_id and again.id > b.id and again.bureau = g.bureau
                          where b.case_id = g.case_id and b.act = 'return' and b.bureau = g.bureau and b.at <= ${asOf})
        from given g
      union all
      select 'on_time', h.bureau, h.case_id, null, k.in_time from held h join clocked k using (case_id)
      union all
      select 'urgent_in_time', t.bureau, t.case_id, t.id, coalesce(t.done_at <= t.due_at, false)
        from task t
       where t.kind in ('rapid_response', 'recall_follow_up')
         and t.due_at >= ${from} and t.due_at < ${until} and t.due_at <= ${asOf}),
    outcome as (
      select o.measure, o.bureau, coalesce(c.traits, 0) as traits, o.case_id, o.task_id, o.well
        from every_outcome o left join cohort c on c.id = o.case_id
       where not exists (select from evaluation_objection x
                          where x.evaluation_id = ${evaluationId} and x.upheld and x.bureau = o.bureau and x.measure = o.measure
                            and (x.case_id is null or x.case_id = o.case_id)))`
}

/** Working days after the day of one instant, up to and with the day of another; 0 on the same day. */
const workdaysFrom = (start: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  (${shanghaiDay(end)} - ${shanghaiDay(start)} - (select count(*) from off where day > ${shanghaiDay(start)} and day <= ${shanghaiDay(end)}))`

const shanghaiDay = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone 'Asia/Shanghai')::date`

const daysBefore = (instant: Date, days: number): Date => new Date(instant.getTime() - days * 86_400_000)

/** The days off from the begin of the period to the day of `asOf`. */
function daysOff({ city, from, asOf }: Cohort): string[] {
  const off: string[] = []
  const last = toShanghaiDate(asOf)
  for (let day = toShanghaiDate(from); day <= last; day = addDays(day, 1))
    if (!isWorkday(city.calendar, day).workday) off.push(day)
  return off
}
