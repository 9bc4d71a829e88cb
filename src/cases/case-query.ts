import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../db/open.ts'
import type { Assessment } from '../triage/assessment.ts'
import { apartRows, judgedAt } from './apart/apart-rows.ts'
import { clockRows, pauseRows } from './clocks/clock-rows.ts'
import { identityRows } from './identity/identity-rows.ts'
import { joinableRows, jointRow } from './joint/joint-rows.ts'
import { itemRows } from './parts/case-items.ts'

/** The case page in one query: the case with its report and assessment, and what belongs to it as JSON, instants as text. */
export function caseQuery(db: Db, caseId: number) {
  return db
    .selectFrom('case_file as c')
    .innerJoin('report as r', 'r.id', 'c.id')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .where('c.id', '=', caseId)
    .select(['c.id', 'c.kind', 'c.state', 'c.title', 'c.leaf', 'c.lead', 'c.support', 'c.district', 'c.street'])
    .select(['c.danger', 'c.risk', 'c.opened_at', 'c.next_due_at', 'c.added_at'])
    .select(['r.channel', 'r.title as report_title', 'r.text', 'r.respondent', 'r.product', 'r.place'])
    .select(['r.occurred_on', 'r.amount', 'r.claims', 'r.received_at'])
    .select([
      sql<Assessment>`a.detail`.as('detail'),
      sql<
        string[] | null
      >`(select case when erased_at is null then holds else '{}' end from reporter_identity where report_id = c.id)`.as(
        'identity_holds',
      ),
      sql<boolean>`exists (select from identity_request where report_id = c.id and decided_at is null)`.as(
        'identity_asked',
      ),
    ])
    .select(
      sql<
        string | null
      >`(select service_code from open311_request where r.channel = 'open311' and id = r.channel_ref)`.as(
        'chosen_leaf',
      ),
    )
    .select([
      clockRows(db).as('clocks'),
      pauseRows(db).as('pauses'),
      eventsOf(db).as('events'),
      duplicatesOf(db).as('duplicates'),
    ])
    .select([tasksOf(db).as('tasks'), attachmentsOf(db).as('attachments'), looksOf(db).as('looks')])
    .select([itemRows(db).as('items'), apartRows(db).as('aparts'), judgedAt.as('judged_at')])
    .select([jointRow.as('joint'), joinableRows.as('joinable'), identityRows.as('checks')])
}

/** The case of the outer query. */
const thisCase = sql<number>`c.id`

const eventsOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_event as e')
      .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = e.actor`))
      .where('e.case_id', '=', thisCase)
      .select(['e.at', 'e.act', 'e.from_state', 'e.to_state', 'e.bureau', 'e.to_bureau', 'who.name'])
      .select(['e.public_text', 'e.internal_text'])
      .orderBy('e.id'),
  )

/** Earlier and later reports alike; of each pair the other one. */
const duplicatesOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('likely_duplicate as d')
      .innerJoin('case_file as o', (join) => join.on(sql<boolean>`o.id = d.report_id + d.earlier_id - ${thisCase}`))
      .where((pair) => pair.or([pair('d.report_id', '=', thisCase), pair('d.earlier_id', '=', thisCase)]))
      .select(['o.id', 'o.title', 'o.state', 'o.lead', 'o.support', 'o.opened_at', 'd.score', 'd.because'])
      .orderBy('d.score', 'desc')
      .limit(20),
  )

const tasksOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('task')
      .where('case_id', '=', thisCase)
      .select(['id', 'kind', 'bureau', 'case_id', 'notice_id', 'title_zh', 'title_en', 'because'])
      .select(['created_at', 'due_at', 'done_at', 'result'])
      .orderBy('id'),
  )

const attachmentsOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('attachment')
      .where('report_id', '=', thisCase)
      .select(['id', 'name', 'media_type', 'size_bytes', 'scan', 'added_at'])
      .orderBy('id'),
  )

const looksOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('look as l')
      .innerJoin('account as who', 'who.id', 'l.account_id')
      .where('l.report_id', '=', thisCase)
      .select(['l.at', 'who.name', 'l.purpose'])
      .orderBy('l.id', 'desc')
      .limit(20),
  )
