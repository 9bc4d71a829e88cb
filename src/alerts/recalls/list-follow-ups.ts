import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { type RecallDue, recallDues, recovery } from './recall-clocks.ts'
import { notYours } from './recall-sight.ts'

export type RecallListed = {
  noticeId: number
  title: string
  bureau: string
  state: 'open' | 'closed'
  publishedAt: Date | null
  /** Share recovered as last told; null before the first figures. */
  share: number | null
  late: RecallDue[]
  /** The next thing due that is not there yet. */
  next: RecallDue | null
}
/** A recall with a firm of this city that nobody follows yet. */
export type RecallUnfollowed = { noticeId: number; title: string; publishedOn: string | null; firms: string[] }

const LISTED_MAX = 200

/** The recalls that the city follows, those with something late first, and those with a local firm that nobody follows. Throws Forbidden. */
export async function listFollowUps(
  context: Context,
): Promise<{ followed: RecallListed[]; unfollowed: RecallUnfollowed[] }> {
  const { db, actor, city, now } = context
  if (!may(actor, 'follow_recalls')) throw new Forbidden(notYours)
  const rows = await db
    .selectFrom('recall_follow_up as r')
    .innerJoin('notice as n', 'n.id', 'r.notice_id')
    .select([
      'r.notice_id',
      'r.bureau',
      'r.state',
      'r.regime',
      'r.started_at',
      'r.published_at',
      'n.title',
      'n.title_zh',
    ])
    .orderBy('r.state', 'desc')
    .orderBy('r.notice_id', 'desc')
    .limit(LISTED_MAX)
    .execute()
  const followed = await Promise.all(
    rows.map(async (row) => {
      const reports = await readRecallReports(db, row.notice_id)
      const regime = city.recallRegimes.find(({ id }) => id === row.regime)
      const dues = regime ? recallDues(city.calendar, { regime, startedAt: row.started_at, reports }, now) : []
      const owed = row.state === 'open' ? dues.filter(({ metAt }) => metAt === null) : []
      return {
        noticeId: row.notice_id,
        title: row.title_zh ?? row.title,
        bureau: row.bureau,
        state: row.state,
        publishedAt: row.published_at,
        share: recovery(reports)?.share ?? null,
        late: owed.filter(({ late }) => late),
        next: owed.find(({ late }) => !late) ?? null,
      }
    }),
  )
  return { followed: followed.toSorted((a, b) => b.late.length - a.late.length), unfollowed: await unfollowed(context) }
}

async function unfollowed({ db }: Context): Promise<RecallUnfollowed[]> {
  const { rows } = await sql<RecallUnfollowed>`
    select n.id as "noticeId", coalesce(n.title_zh, n.title) as title, n.published_on as "publishedOn", array_agg(e.name order by e.name) as firms
      from notice_firm f join notice n on n.id = f.notice_id join enterprise e on e.id = f.enterprise_id
     where f.state = 'confirmed' and n.kind = 'recall' and n.content ->> 'status' <> 'withdrawn'
       and not exists (select from recall_follow_up r where r.notice_id = n.id)
     group by n.id order by n.published_on desc nulls last, n.id desc limit 50`.execute(db)
  return rows
}
