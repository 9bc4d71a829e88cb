import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { dutyMailOf } from './bureaus-told.ts'
import { recordEvent } from './record-event.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'
import { escalationLetter } from './warning-letters.ts'
import { warningLinks } from './warning-links.ts'

const perRound = 100

/**
 * Tells the joint-meeting office of each bureau or firm that has not acknowledged the newest version in the time its colour leaves. Once
 * each. Answers how many; safe in many processes.
 */
export async function escalateReceipts(context: Context): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const rows = await overdue(tx, context.now)
    for (const row of rows) await passOn(tx, context, row)
    return rows.length
  })
}

function overdue(tx: Db, now: Date) {
  return tx
    .selectFrom('warning_receipt as r')
    .innerJoin('warning_version as v', 'v.id', 'r.version_id')
    .innerJoin('warning as w', (join) => join.onRef('w.id', '=', 'v.warning_id').onRef('w.version', '=', 'v.number'))
    .where('r.acknowledged_at', 'is', null)
    .where('r.escalated_at', 'is', null)
    .where('r.answer_by', '<=', now)
    .select(['r.id', 'r.name', 'r.answer_by', 'v.warning_id', 'v.number', 'v.change', 'v.content', 'v.at', 'w.drill'])
    .limit(perRound)
    .forUpdate('r')
    .skipLocked()
    .execute()
}

type Row = Awaited<ReturnType<typeof overdue>>[number]

async function passOn(tx: Db, context: Context, row: Row): Promise<void> {
  const { city, queue, publicUrl, now } = context
  const { warning_id: warningId, number, at, drill, name } = row
  await tx.updateTable('warning_receipt').set({ escalated_at: now }).where('id', '=', row.id).execute()
  await recordEvent(tx, context, { warningId, act: 'escalate', reason: name })
  const to = dutyMailOf(city, city.dispatchBureau)
  if (to === null) return
  const change: VersionChange = row.change
  const told = { warningId, number, at, drill, change, content: row.content as WarningContent }
  const url = `${publicUrl}${warningLinks.onDesk(warningId)}/receipts`
  await oweLetters(tx, queue, [escalationLetter(city, told, { to, name, answerBy: row.answer_by, url })], now)
}
