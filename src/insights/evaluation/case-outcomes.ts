import { type RawBuilder, sql } from 'kysely'
import { reopenDays } from '../../cases/acts/track-acts.ts'
import { overruleMark } from '../../cases/answer-check.ts'
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
  /** Cases set down before, instead of all that: SQL of them as `id` and `traits`, and the first and last of their numbers. */
  cases?: { rows: RawBuilder<unknown>; first: number; last: number }
}

/**
 * Every outcome of the cohort as the rows of a table `outcome (measure, bureau, traits, case_id, task_id, well)`, traits as bits in the order of `difficultyTraits`, to stand in `with …`. History is
 * append-only and nothing after `asOf` is read, so the same cohort gives the same rows later. Whatever is still open is not counted.
 */
export function outcomesWith(cohort: Cohort): RawBuilder<unknown> {
  const { rules, cases, from, until, asOf, evaluationId } = cohort
  const workdays = workdaysCounted(cohort)
  // Between two numbers rows are told apart as they are read, which costs less than to look each up among the cases; what follows does that.
  const ofCohort = (id: RawBuilder<unknown>) =>
    cases ? sql`${id} between ${cases.first} and ${cases.last}` : sql`${id} in (select id from cohort)`
  return sql`
    cohort as ${cases ? sql`not materialized (${cases.rows})` : sql`materialized (${everyCase(cohort)})`},
    told as materialized (
      select e.case_id, e.id, e.at,
             case when e.act in ('dispatch', 'refer', 'rule') then coalesce(e.to_bureau, e.bureau) end as handed_to,
             case when e.act in ('accept', 'ask_identity', 'ask_supplement', 'answer', 'refuse') or e.milestone = 'contacted' then e.bureau end as contacted_by,
             case when e.act = 'return' then e.bureau end as returned_by,
             e.act = 'answer' as answered, e.act = 'reopen' as reopened,
             e.act = 'answer' and e.internal_text like ${`%${overruleMark}%`} as overruled
        from case_event e
       where ${ofCohort(sql`e.case_id`)} and e.at <= ${asOf}
         and (e.act in ('dispatch', 'refer', 'rule', 'return', 'accept', 'ask_identity', 'ask_supplement', 'answer', 'refuse', 'reopen') or e.milestone = 'contacted')),
    handed as (
      select t.case_id, t.id, t.at, t.handed_to as bureau from told t join cohort on cohort.id = t.case_id where t.handed_to is not null),
    held as materialized (select distinct on (case_id) case_id, at, bureau from handed order by case_id, id desc),
    done as materialized (
      select t.case_id,
             min(t.at) filter (where t.contacted_by = h.bureau and t.at >= h.at) as contacted_at,
             max(t.at) filter (where t.answered) as answered_at,
             bool_or(t.reopened) as reopened, bool_or(t.overruled) as overruled
        from told t join held h using (case_id)
       where t.handed_to is null or t.contacted_by is not null
       group by t.case_id),
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
    -- The offset keeps the planner from looking up the clocks of each case by themselves: it knows nothing of the rows of held.
    clocks as (
      select k.case_id, k.starts_at, coalesce(least(k.met_at, ${asOf}), ${asOf}) <= k.due_at as in_time
        from case_clock k
       where ${ofCohort(sql`k.case_id`)} and k.force in ('statutory', 'local') and k.paused_at is null and (k.met_at <= ${asOf} or k.due_at <= ${asOf}) offset 0),
    clocked as (
      select k.case_id, bool_and(k.in_time) as in_time from clocks k join held h using (case_id) where k.starts_at >= h.at group by k.case_id),
    given as (select case_id, bureau, max(id) as last_id from handed group by case_id, bureau),
    sent_back as (
      select case_id, returned_by as bureau, min(id) as first_id from told where returned_by is not null group by case_id, returned_by),
    member as materialized (select m.report_id, m.incident_id from incident_member m join cohort on cohort.id = m.report_id),
    -- Answers and reports of each incident from the last to the first: what came next after an answer is the least seen so far.
    story as (
      select m.incident_id, r.received_at as at, r.received_at, null::bigint as case_id
        from incident_member m join report r on r.id = m.report_id where m.incident_id in (select incident_id from member)
      union all
      select m.incident_id, d.answered_at, null, d.case_id
        from member m join done d on d.case_id = m.report_id where d.answered_at is not null),
    followed as (
      select case_id, min(received_at) over (
               partition by incident_id order by at desc groups between unbounded preceding and 1 preceding) as next_at
        from story),
    -- One row for each case that was handed to a bureau; null where the measure does not count it.
    case_outcome as materialized (
      select h.case_id, h.bureau, j.solved = 'solved' as solved, j.satisfied, d.answered_at,
             case when d.reopened or d.answered_at <= ${daysBefore(asOf, reopenDays)} then not coalesce(d.reopened, false) end as not_reopened,
             case when d.answered_at <= ${daysBefore(asOf, rules.repeatDays)}
                  then coalesce(f.next_at > d.answered_at + ${rules.repeatDays} * interval '1 day', true) end as not_repeated,
             case when d.answered_at is not null then not coalesce(d.overruled, false) end as answer_complete,
             case when d.contacted_at is not null then ${workdays(sql`h.at`, sql`d.contacted_at`)} <= ${rules.contactWorkingDays}
                  when ${workdays(sql`h.at`, sql`${asOf}::timestamptz`)} > ${rules.contactWorkingDays} then false end as contacted,
             k.in_time as on_time
        from held h left join done d using (case_id) left join judged j using (case_id) left join clocked k using (case_id)
        left join (select case_id, next_at from followed where case_id is not null) f using (case_id)),
    every_outcome as (
      select v.measure, o.bureau, o.case_id, null::bigint as task_id, v.well
        from case_outcome o cross join lateral (values
          ('solved', o.solved), ('satisfied', o.satisfied), ('not_reopened', o.not_reopened), ('not_repeated', o.not_repeated),
          ('answer_complete', o.answer_complete), ('contacted', o.contacted), ('on_time', o.on_time)) as v (measure, well)
       where v.well is not null
      union all
      select 'kept', g.bureau, g.case_id, null, coalesce(g.last_id < b.first_id, true)
        from given g left join sent_back b using (case_id, bureau)
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

/** All cases received in the period, with what makes them hard. */
function everyCase({ from, until, leaves = null, district = null }: Cohort): RawBuilder<unknown> {
  return sql`
      select c.id,
             (c.danger >= 2)::int + 2 * (c.kind = 'report')::int + 4 * r.anonymous::int + 8 * (coalesce(r.amount, 0) >= 10000)::int
             + 16 * (i.case_id is not null)::int + 32 * (w.incident_id is not null)::int as traits
        from report r join case_file c on c.id = r.id
        left join (select distinct case_id from case_item) i on i.case_id = c.id
        left join incident_member m on m.report_id = c.id
        left join (select incident_id from incident_member group by incident_id having count(*) >= 3) w using (incident_id)
       where r.received_at >= ${from} and r.received_at < ${until}
         and (${leaves}::text[] is null or c.leaf = any (${leaves}::text[]))
         and (${district}::text is null or c.district = ${district})`
}

/** SQL of the working days after the day of one instant, up to and with the day of another; 0 on the same day. */
function workdaysCounted(cohort: Cohort) {
  const first = toShanghaiDate(cohort.from)
  const counted = workdaysSince(cohort, first)
  // By its place in an array: a look-up of a few nanoseconds for each of a million cases.
  const until = (instant: RawBuilder<unknown>) =>
    sql`(${counted}::int[])[(${instant} at time zone 'Asia/Shanghai')::date - ${first}::date + 1]`
  return (start: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`(${until(end)} - ${until(start)})`
}

const daysBefore = (instant: Date, days: number): Date => new Date(instant.getTime() - days * 86_400_000)

/** How many working days there were from a day to each day after it, up to the day of `asOf`. */
function workdaysSince({ city, asOf }: Cohort, first: string): number[] {
  const last = toShanghaiDate(asOf)
  const counted: number[] = []
  let sum = 0
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (isWorkday(city.calendar, day).workday) sum += 1
    counted.push(sum)
  }
  return counted
}
