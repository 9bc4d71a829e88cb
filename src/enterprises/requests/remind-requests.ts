import type { Selectable } from 'kysely'
import { answerBy } from '../../cases/reminders/reminder-letters.ts'
import { type StepReached, stepsAt } from '../../cases/reminders/reminder-steps.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { requestClock } from './open-request.ts'
import { procedureOf } from './procedures.ts'
import { requestReminder } from './request-reminder.ts'

const perRound = 200

/**
 * Tells whom the city says (clocks.yaml) that an objection or a repair of credit has used up 50, 80 or 100 % of its working days: rows to
 * acknowledge, and letters to the duty mail. An objection that nobody has passed on yet is the joint-meeting office's.
 * Answers how many requests it looked at. Safe in many processes: requests are locked while one looks, and a row is one for ever.
 */
export async function remindRequests(context: Context): Promise<number> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    const requests = await ripeRequests(tx, now)
    for (const request of requests) await remind(tx, context, request)
    return requests.length
  })
}

/** Requests whose next step is due, and those nobody has looked at since their clock began. */
function ripeRequests(tx: Db, now: Date) {
  return tx
    .selectFrom('firm_request as r')
    .innerJoin('enterprise as e', 'e.id', 'r.enterprise_id')
    .innerJoin('enterprise_fact as f', 'f.id', 'r.fact_id')
    .where('r.state', '<>', 'decided')
    .where((eb) => eb.or([eb('r.remind_at', '<=', now), eb('r.remind_at', 'is', null)]))
    .selectAll('r')
    .select(['e.name as firm', 'e.code', 'f.document_no as documentNo'])
    .orderBy('r.id')
    .limit(perRound)
    .forUpdate('r')
    .skipLocked()
    .execute()
}

type Request = Selectable<Tables['firm_request']> & { firm: string; code: string; documentNo: string }

async function remind(tx: Db, context: Context, request: Request): Promise<void> {
  const { city, now, queue } = context
  const clock = requestClock(city, request)
  const { reached, nextAt } = stepsAt(city, clock, now)
  await tx
    .updateTable('firm_request')
    .set({ remind_at: nextAt ?? 'infinity' })
    .where('id', '=', request.id)
    .execute()
  if (!reached) return
  const fresh = await tx
    .insertInto('firm_reminder')
    .values(
      rolesTold(request, reached).map((role) => ({
        request_id: request.id,
        procedure: procedureOf(request.kind, request.state),
        extended: request.extended,
        step: reached.percent,
        role,
        bureau: role === 'joint_office' ? city.dispatchBureau : request.bureau,
        because: 'step' as const,
        told_at: now,
        answer_by: answerBy(city, now),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['role', 'bureau', 'because'])
    .execute()
  const letters = fresh.flatMap(
    (told) => requestReminder(context, { request, clock, step: reached.percent, told }) ?? [],
  )
  await oweLetters(tx, queue, letters, now)
}

/** What nobody has passed on yet is the office's. */
function rolesTold({ kind, state }: Request, { tells }: StepReached): StepReached['tells'] {
  return kind === 'objection' && state === 'received' ? ['joint_office'] : tells
}
