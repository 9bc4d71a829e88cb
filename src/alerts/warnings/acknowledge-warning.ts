import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { recordEvent } from './record-event.ts'

/** A member of a bureau says that the newest version has come and is being acted on. Throws Forbidden, and Conflict when nothing waits for that bureau. */
export async function acknowledgeWarning(context: Context, { warningId }: { warningId: number }): Promise<void> {
  const { db, actor, now } = context
  if (actor.kind !== 'staff') throw new Forbidden(staffOnly)
  await db.transaction().execute(async (tx) => {
    const acknowledged = await tx
      .updateTable('warning_receipt as r')
      .from('warning_version as v')
      .whereRef('v.id', '=', 'r.version_id')
      .set({ acknowledged_at: now, acknowledged_by: actorName(actor) })
      .where('v.warning_id', '=', warningId)
      .where('r.recipient', '=', 'bureau')
      .where('r.name', '=', actor.bureau)
      .where('r.acknowledged_at', 'is', null)
      .returning('r.id')
      .execute()
    if (acknowledged.length === 0) throw new Conflict(nothingWaits)
    await recordEvent(tx, context, { warningId, act: 'acknowledge', reason: actor.bureau })
  })
}

const staffOnly = { zh: '请登录后确认。', en: 'Sign in to acknowledge it.' }
const nothingWaits = {
  zh: '贵单位没有待确认的版本，或同事刚刚确认过。',
  en: 'Nothing waits for your bureau, or a colleague has just acknowledged it.',
}
