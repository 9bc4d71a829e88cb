import { actorName, type Context } from '../../context.ts'
import { mustBeTold } from './told.ts'

/**
 * Says that a person who was told of a clock knows it. Doing it twice changes nothing: the first one stays on the row. Throws
 * NotFound for a reminder to another role or bureau.
 */
export async function acknowledgeReminder(context: Context, { reminderId }: { reminderId: number }): Promise<void> {
  const { db, actor, now } = context
  const row = await db
    .selectFrom('clock_reminder')
    .where('id', '=', reminderId)
    .select(['role', 'bureau'])
    .executeTakeFirst()
  mustBeTold(context, row)
  await db
    .updateTable('clock_reminder')
    .set({ acknowledged_at: now, acknowledged_by: actorName(actor) })
    .where('id', '=', reminderId)
    .where('acknowledged_at', 'is', null)
    .execute()
}
