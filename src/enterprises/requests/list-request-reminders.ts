import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import { type Told, toldTo } from '../../cases/reminders/told.ts'
import type { Context } from '../../context.ts'
import type { Bilingual } from '../../reference/city.ts'
import { requestClock } from './open-request.ts'
import { requestKinds } from './procedures.ts'
import { runningReminders, withSubject } from './running-reminders.ts'

export type RequestReminderShown = Told & {
  requestId: number
  firm: string
  documentNo: string
  kind: Bilingual
  clock: Bilingual
  article: string
}

const listedMax = 50

/**
 * The reminders of what firms ask that nobody has acknowledged yet and whose clock still runs, in the order of `listReminders`: those told
 * to the reader, then the others of the bureau, or of every bureau for those who see them all. Nothing for a role that is told of no clocks.
 */
export async function listRequestReminders(
  context: Context,
): Promise<{ reminders: RequestReminderShown[]; mine: number }> {
  const { db, actor, city } = context
  const all = may(actor, 'see_all_deadlines')
  if (actor.kind !== 'staff' || !(all || may(actor, 'own_deadlines'))) return { reminders: [], mine: 0 }
  const open = withSubject(runningReminders(db)).where('r.acknowledged_at', 'is', null)
  const rows = await (all ? open : open.where('r.bureau', '=', actor.bureau))
    .where(sql<boolean>`(${toldTo(context)} or not exists (select from firm_reminder m where m.request_id = r.request_id
      and m.procedure = r.procedure and m.extended = r.extended and m.acknowledged_at is null and ${toldTo(context, 'm')}))`)
    .select(['r.id', 'r.request_id', 'r.step', 'r.role', 'r.bureau', 'r.because', 'r.told_at', 'r.answer_by'])
    .select(['r.escalated_at', 'q.kind', 'q.state', 'q.asked_at', 'q.forwarded_at', 'q.extended'])
    .select([
      toldTo(context).as('mine'),
      sql<number>`(count(*) filter (where ${toldTo(context)}) over ())::int`.as('own'),
    ])
    .orderBy(sql`mine desc, r.step desc, q.due_at, r.id`)
    .limit(listedMax)
    .execute()
  return {
    mine: rows[0]?.own ?? 0,
    reminders: rows.map((row) => {
      const clock = requestClock(city, row)
      return {
        ...{ id: row.id, requestId: row.request_id, firm: row.firm, documentNo: row.documentNo },
        kind: requestKinds[row.kind],
        clock: { zh: clock.zh, en: clock.en },
        article: clock.article,
        ...{ bureau: row.bureau, dueAt: clock.dueAt, step: row.step, role: row.role, because: row.because },
        ...{ toldAt: row.told_at, answerBy: row.answer_by, escalatedAt: row.escalated_at, mine: row.mine },
      }
    }),
  }
}
