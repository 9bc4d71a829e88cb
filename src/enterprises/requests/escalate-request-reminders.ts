import { answerBy } from '../../cases/reminders/reminder-letters.ts'
import { roleAbove } from '../../cases/reminders/reminder-steps.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { requestClock } from './open-request.ts'
import { requestReminder } from './request-reminder.ts'
import { runningReminders, withSubject } from './running-reminders.ts'

const perRound = 100
const lookBack_days = 30

/**
 * Tells the next role of every reminder of what a firm asks that nobody acknowledged in its working day while its clock runs: the ladder of
 * cases. Answers how many it passed on. Safe in many processes: rows are locked while one looks, and each role is told once.
 */
export async function escalateRequestReminders(context: Context): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const rows = await unanswered(tx, context.now)
    for (const row of rows) await passOn(tx, context, row)
    return rows.length
  })
}

function unanswered(tx: Db, now: Date) {
  const since = new Date(now.getTime() - lookBack_days * 86_400_000)
  return withSubject(runningReminders(tx))
    .where('r.acknowledged_at', 'is', null)
    .where('r.escalated_at', 'is', null)
    .where('r.answer_by', '<=', now)
    .where('r.answer_by', '>', since)
    .where('r.role', '!=', 'joint_office')
    .select(['r.id', 'r.request_id', 'r.procedure', 'r.extended', 'r.step', 'r.role', 'r.bureau'])
    .select(['q.kind', 'q.state', 'q.asked_at', 'q.forwarded_at'])
    .orderBy('r.id')
    .limit(perRound)
    .forUpdate('r')
    .skipLocked()
    .execute()
}

type Row = Awaited<ReturnType<typeof unanswered>>[number]

async function passOn(tx: Db, context: Context, row: Row): Promise<void> {
  const { city, now } = context
  const role = roleAbove(row.role)
  await tx.updateTable('firm_reminder').set({ escalated_at: now }).where('id', '=', row.id).execute()
  if (role === null) return
  const { request_id, procedure, extended } = row
  const bureau = role === 'joint_office' ? city.dispatchBureau : row.bureau
  const step = row.step === 100 ? 100 : row.step === 80 ? 80 : 50
  const told = { role, bureau, because: 'unacknowledged' as const }
  const fresh = await tx
    .insertInto('firm_reminder')
    .values({ request_id, procedure, extended, step, ...told, told_at: now, answer_by: answerBy(city, now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!fresh) return
  const request = { ...row, id: request_id }
  const letter = requestReminder(context, { request, clock: requestClock(city, row), step, told })
  if (letter) await oweLetters(tx, context.queue, [letter], now)
}
