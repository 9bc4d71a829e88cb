import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { promisedClock } from '../clocks/clock-moves.ts'
import { pauseRows, readPauseRow } from '../clocks/clock-rows.ts'
import { answerBy, type NewReminder, reminderLetter } from './reminder-letters.ts'
import { roleAbove } from './reminder-steps.ts'

const perRound = 100
const lookBack_days = 30

/**
 * Tells the next role of every reminder that nobody acknowledged in its working day while the clock still runs. Answers how many it
 * passed on. Safe in many processes: rows are locked while one looks, and each role is told once.
 */
export async function escalateReminders(context: Context): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const rows = await unanswered(tx, context.now)
    for (const row of rows) await passOn(tx, context, row)
    return rows.length
  })
}

function unanswered(tx: Db, now: Date) {
  const since = new Date(now.getTime() - lookBack_days * 86_400_000)
  return tx
    .selectFrom('clock_reminder as r')
    .innerJoin('case_clock as k', (join) =>
      join.onRef('k.case_id', '=', 'r.case_id').onRef('k.rule', '=', 'r.rule').onRef('k.starts_at', '=', 'r.starts_at'),
    )
    .innerJoin('case_file as c', 'c.id', 'r.case_id')
    .leftJoin('case_extension as x', (join) =>
      join.onRef('x.case_id', '=', 'k.case_id').onRef('x.rule', '=', 'k.rule').onRef('x.starts_at', '=', 'k.starts_at'),
    )
    .where('r.acknowledged_at', 'is', null)
    .where('r.escalated_at', 'is', null)
    .where('r.answer_by', '<=', now)
    .where('r.answer_by', '>', since)
    .where('r.role', '!=', 'joint_office')
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where('c.state', 'not in', ['closed', 'refused'])
    .select(['r.id', 'r.step', 'r.role', 'r.bureau', 'c.title'])
    .select([
      'k.case_id',
      'k.rule',
      'k.rule_from',
      'k.starts_at',
      'k.due_at',
      'k.provisional',
      'k.met_at',
      'k.paused_at',
    ])
    .select([sql<number>`coalesce(x.amount, 0)`.as('extended'), pauseRows(tx).as('pauses')])
    .limit(perRound)
    .forUpdate('r')
    .skipLocked()
    .execute()
}

type Row = Awaited<ReturnType<typeof unanswered>>[number]

async function passOn(tx: Db, context: Context, row: Row): Promise<void> {
  const { city, now } = context
  const role = roleAbove(row.role)
  await tx.updateTable('clock_reminder').set({ escalated_at: now }).where('id', '=', row.id).execute()
  if (role === null) return
  const reminder: NewReminder = {
    ...{ case_id: row.case_id, rule: row.rule, starts_at: row.starts_at, step: stepOf(row), role },
    bureau: role === 'joint_office' ? city.dispatchBureau : row.bureau,
    because: 'unacknowledged',
    told_at: now,
    answer_by: answerBy(city, now),
  }
  const fresh = await tx
    .insertInto('clock_reminder')
    .values(reminder)
    .onConflict((conflict) => conflict.columns(['case_id', 'rule', 'starts_at', 'step', 'role']).doNothing())
    .returning('id')
    .executeTakeFirst()
  const clock = promisedClock(city, row, row.pauses.map(readPauseRow))?.clock
  const letter = fresh && clock ? reminderLetter(context, reminder, { clock, title: row.title }) : null
  if (letter) await oweLetters(tx, context.queue, [letter], now)
}

const stepOf = ({ step }: Row): NewReminder['step'] => (step === 100 ? 100 : step === 80 ? 80 : 50)
