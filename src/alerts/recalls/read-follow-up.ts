import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { addressesOf } from '../../enterprises/firm-letters.ts'
import { Forbidden, NotFound, type Said } from '../../errors.ts'
import type { RecallNotice, SourceNotice } from '../../intake/notice.ts'
import type { RecallRegime } from '../../reference/recall-rules.ts'
import { closingLacks, countOpenChecks } from './closing-lacks.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { type RecallDue, type RecallReport, recallDues } from './recall-clocks.ts'
import { keepsRecall, notYours } from './recall-sight.ts'

export type FollowUp = {
  bureau: string
  regime: RecallRegime | null
  startedAt: Date
  affected: number
  state: 'open' | 'closed'
  what: string
  batches: string
  advice: string
  publishedAt: Date | null
  /** `reachable`: it has an account, to which letters go. */
  firm: { code: string; name: string; reachable: boolean } | null
  reports: RecallReport[]
  dues: RecallDue[]
  events: { at: Date; name: string | null; act: string; subject: string; reason: string }[]
  /** What is missing before it may be closed. */
  lacks: Said[]
  /** Whether the reader may act on it. */
  kept: boolean
}
export type RecallFollowed = {
  noticeId: number
  notice: RecallNotice
  /** When the notice last changed: later than the public page was written, that may be out of date. */
  changedAt: Date
  /** Null while nobody follows it. */
  followUp: FollowUp | null
  /** Firms of the register that a link names, to choose from. */
  firms: { code: string; name: string }[]
  /** Confirmed reports of what happened after the recall. */
  soldAfter: { id: number; title: string; occurredOn: string }[]
}

/** A recall as the staff follow it: clocks, reports, what happened after it. Throws Forbidden, NotFound. */
export async function readFollowUp(context: Context, { noticeId }: { noticeId: number }): Promise<RecallFollowed> {
  const { db, actor } = context
  if (!may(actor, 'follow_recalls')) throw new Forbidden(notYours)
  const row = await db
    .selectFrom('notice')
    .select(['content', 'changed_at'])
    .where('id', '=', noticeId)
    .executeTakeFirst()
  // Written by import-notices.
  const notice = row?.content as SourceNotice | undefined
  if (!row || notice?.kind !== 'recall') throw new NotFound({ zh: '没有这次召回。', en: 'There is no such recall.' })
  const firms = await db
    .selectFrom('notice_firm as f')
    .innerJoin('enterprise as e', 'e.id', 'f.enterprise_id')
    .where('f.notice_id', '=', noticeId)
    .where('f.state', '=', 'confirmed')
    .select(['e.code', 'e.name'])
    .orderBy('e.name')
    .execute()
  return {
    noticeId,
    notice,
    changedAt: row.changed_at,
    followUp: await followUpOf(context, noticeId),
    firms,
    soldAfter: await soldAfter(context, noticeId),
  }
}

async function followUpOf({ db, city, actor, now }: Context, noticeId: number): Promise<FollowUp | null> {
  const row = await db
    .selectFrom('recall_follow_up as r')
    .leftJoin('enterprise as e', 'e.id', 'r.enterprise_id')
    .where('r.notice_id', '=', noticeId)
    .selectAll('r')
    .select(['e.code', 'e.name'])
    .executeTakeFirst()
  if (!row) return null
  const reports = await readRecallReports(db, noticeId)
  const regime = city.recallRegimes.find(({ id }) => id === row.regime) ?? null
  const events = await db
    .selectFrom('recall_follow_up_event as v')
    .leftJoin('account', (join) => join.on('v.actor', '=', sql<string>`'staff:' || account.id`))
    .where('v.notice_id', '=', noticeId)
    .select(['v.at', 'account.name', 'v.act', 'v.subject', 'v.reason'])
    .orderBy('v.id', 'desc')
    .limit(100)
    .execute()
  const dues = regime ? recallDues(city.calendar, { regime, startedAt: row.started_at, reports }, now) : []
  const { bureau, affected, state, what, batches, advice } = row
  return {
    ...{ bureau, regime, affected, state, what, batches, advice, reports, events },
    startedAt: row.started_at,
    publishedAt: row.published_at,
    firm:
      row.code === null || row.name === null
        ? null
        : { code: row.code, name: row.name, reachable: await hasAccount(db, row.enterprise_id) },
    dues,
    lacks: closingLacks({ reports, dues, openChecks: await countOpenChecks(db, noticeId) }),
    kept: keepsRecall(actor, bureau),
  }
}

async function hasAccount(db: Db, enterpriseId: number | null): Promise<boolean> {
  return enterpriseId !== null && (await addressesOf(db, enterpriseId)).length > 0
}

async function soldAfter({ db, actor }: Context, noticeId: number) {
  const every = may(actor, 'see_all_cases')
  const bureau = actor.kind === 'staff' ? actor.bureau : ''
  const { rows } = await sql<{ id: number; title: string; occurredOn: string }>`
    select c.id, c.title, r.occurred_on as "occurredOn"
      from recall_link l join report r on r.id = l.report_id join case_file c on c.id = r.id join notice n on n.id = l.notice_id
     where l.notice_id = ${noticeId} and l.state = 'confirmed' and r.occurred_on > n.published_on
       and (${every} or c.lead = ${bureau} or ${bureau} = any(c.support))
     order by r.occurred_on desc, c.id desc limit 50`.execute(db)
  return rows
}
