import { sql } from 'kysely'

/**
 * Pairs `(warning_id, incident_id)` of warnings and the incidents that they cover, for `with recursive` : the incident that a warning grew from, that
 * of its case, of its assessment, and one that holds at least half of the reports of its signal: a rise in a whole sector is not about
 * each business in it. An incident and those that it took up are one, so each pair stands for every one of them.
 */
export const coveredIncidents = sql`
  told (warning_id, incident_id) as (
    select w.id, c.incident_id
      from warning w left join risk_assessment a on a.id = w.assessment_id cross join lateral (
        select w.incident_id
        union all select m.incident_id from incident_member m where m.report_id = w.case_id
        union all select a.subject_id where a.subject_kind = 'incident'
        union all select m.incident_id from incident_member m where a.subject_kind = 'case' and m.report_id = a.subject_id
        union all (select m.incident_id from signal_report r join incident_member m on m.report_id = r.report_id
                    where r.signal_id = w.signal_id group by m.incident_id
                   having 2 * count(*) >= (select count(*) from signal_report where signal_id = w.signal_id))) as c
     where w.kind = 'quality' and w.version > 0 and w.audience = 'public' and not w.drill and c.incident_id is not null),
  upward (warning_id, incident_id) as (
    select warning_id, incident_id from told
    union select u.warning_id, i.merged_into from upward u join incident i on i.id = u.incident_id where i.merged_into is not null),
  covered (warning_id, incident_id) as (
    select warning_id, incident_id from upward
    union select c.warning_id, i.id from covered c join incident i on i.merged_into = c.incident_id)`
