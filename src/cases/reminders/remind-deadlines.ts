import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { type CaseState, caseStates } from '../acts/case-states.ts'
import { promisedClock } from '../clocks/clock-moves.ts'
import { pauseRows, readPauseRow } from '../clocks/clock-rows.ts'
import type { Clock } from '../clocks/clocks.ts'
import { answerBy, type NewReminder, reminderLetter } from './reminder-letters.ts'
import { type StepReached, stepsAt, youngShare } from './reminder-steps.ts'

const perRound = 500
/** A worker that was away longer finds older clocks on the page of what is overdue, not in a flood of letters. */
const lookBack_days = 30

/**
 * Tells whom the city says that a clock has used up 50, 80 or 100 % of its term: rows to acknowledge, and letters to the duty mail.
 * Answers how many clocks it looked at. Safe in many processes: clocks are locked while one looks, and a row is one for ever.
 */
export async function remindDeadlines(context: Context): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const rows = await ripeClocks(tx, context)
    const looked = rows.map((row) => ({ row, ...look(context, row) }))
    await plan(tx, looked)
    for (const { row, clock, reached } of looked) if (clock && reached) await tell(tx, context, row, { clock, reached })
    return rows.length
  })
}

/** Clocks whose next step is due, and those nobody has looked at yet. */
function ripeClocks(tx: Db, { city, now }: Context) {
  const since = new Date(now.getTime() - lookBack_days * 86_400_000)
  return tx
    .selectFrom('case_clock as k')
    .innerJoin('case_file as c', 'c.id', 'k.case_id')
    .leftJoin('case_extension as x', (join) =>
      join.onRef('x.case_id', '=', 'k.case_id').onRef('x.rule', '=', 'k.rule').onRef('x.starts_at', '=', 'k.starts_at'),
    )
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where('k.force', 'in', city.reminders.forces)
    .where(
      sql<boolean>`(k.remind_at <= ${now} or (k.remind_at is null and k.due_at > ${since}
        and k.starts_at + (k.due_at - k.starts_at) * ${youngShare}::float8 <= ${now}))`,
    )
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
    .select(['c.lead', 'c.state', 'c.title'])
    .select([sql<number>`coalesce(x.amount, 0)`.as('extended'), pauseRows(tx).as('pauses')])
    .limit(perRound)
    .forUpdate('k')
    .skipLocked()
    .execute()
}

type Row = Awaited<ReturnType<typeof ripeClocks>>[number]

/** How far a clock has come and when its next step is due. None of a case that has ended. */
function look({ city, now }: Context, row: Row): Looked {
  const over = caseStates[row.state].final
  const clock = over ? null : (promisedClock(city, row, row.pauses.map(readPauseRow))?.clock ?? null)
  return { clock, ...(clock ? stepsAt(city, clock, now) : { reached: null, nextAt: null }) }
}

type Looked = { clock: Clock | null } & ReturnType<typeof stepsAt>

/** One statement for all, because a day's filings come of age together. */
async function plan(tx: Db, looked: (Looked & { row: Row })[]): Promise<void> {
  if (looked.length === 0) return
  const plans = looked.map(({ row: { case_id, rule }, nextAt }) => ({ case_id, rule, at: nextAt ?? 'infinity' }))
  await sql`
    update case_clock k set remind_at = p.at
      from json_to_recordset(${JSON.stringify(plans)}::json) as p (case_id int8, rule text, at timestamptz)
     where k.case_id = p.case_id and k.rule = p.rule`.execute(tx)
}

async function tell(tx: Db, context: Context, row: Row, { clock, reached }: { clock: Clock; reached: StepReached }) {
  const { city, now } = context
  const { case_id, rule, starts_at } = row
  const fresh = await tx
    .insertInto('clock_reminder')
    .values(
      rolesTold(row.state, reached).map((role) => ({
        ...{ case_id, rule, starts_at, step: reached.percent, role },
        bureau: role === 'joint_office' ? city.dispatchBureau : row.lead,
        because: 'step' as const,
        told_at: now,
        answer_by: answerBy(city, now),
      })),
    )
    .onConflict((conflict) => conflict.columns(['case_id', 'rule', 'starts_at', 'step', 'role']).doNothing())
    .returning(['role', 'bureau', 'because', 'told_at', 'answer_by'])
    .execute()
  const about = { clock, title: row.title }
  const letters = fresh.map((told): NewReminder => ({ case_id, rule, starts_at, step: reached.percent, ...told }))
  await oweLetters(
    tx,
    context.queue,
    letters.map((told) => reminderLetter(context, told, about)).filter((letter) => letter !== null),
    now,
  )
}

/** A case that is with no bureau yet is the desk's. */
function rolesTold(state: CaseState, { tells }: StepReached): StepReached['tells'] {
  return state === 'to_dispatch' || state === 'to_rule' ? ['joint_office'] : tells
}
