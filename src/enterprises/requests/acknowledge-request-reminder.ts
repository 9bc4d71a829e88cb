import { mustBeTold } from '../../cases/reminders/told.ts'
import { actorName, type Context } from '../../context.ts'

/** As `acknowledgeReminder`, of what a firm asks. Throws NotFound for a reminder to another role or bureau. */
export async function acknowledgeRequestReminder(
  context: Context,
  { reminderId }: { reminderId: number },
): Promise<void> {
  const { db, actor, now } = context
  const row = await db
    .selectFrom('firm_reminder')
    .where('id', '=', reminderId)
    .select(['role', 'bureau'])
    .executeTakeFirst()
  mustBeTold(context, row)
  await db
    .updateTable('firm_reminder')
    .set({ acknowledged_at: now, acknowledged_by: actorName(actor) })
    .where('id', '=', reminderId)
    .where('acknowledged_at', 'is', null)
    .execute()
}
