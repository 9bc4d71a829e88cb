import { actorName, type Context } from '../../context.ts'
import { mustBeTold } from './told.ts'

/** Keeps who knows of a reminder of either table, the first one for ever. Throws NotFound for a reminder to another role or bureau. */
export async function acknowledgeTold(
  context: Context,
  { table, reminderId }: { table: 'clock_reminder' | 'firm_reminder'; reminderId: number },
): Promise<void> {
  const { db, actor, now } = context
  const row = await db.selectFrom(table).where('id', '=', reminderId).select(['role', 'bureau']).executeTakeFirst()
  mustBeTold(context, row)
  await db
    .updateTable(table)
    .set({ acknowledged_at: now, acknowledged_by: actorName(actor) })
    .where('id', '=', reminderId)
    .where('acknowledged_at', 'is', null)
    .execute()
}
