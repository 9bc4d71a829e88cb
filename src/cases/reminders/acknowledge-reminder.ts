import { actorName, type Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'

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
  const told = row && actor.kind === 'staff' && actor.role === row.role
  if (!told || (row.role !== 'joint_office' && row.bureau !== actor.bureau)) throw new NotFound(notTold)
  await db
    .updateTable('clock_reminder')
    .set({ acknowledged_at: now, acknowledged_by: actorName(actor) })
    .where('id', '=', reminderId)
    .where('acknowledged_at', 'is', null)
    .execute()
}

const notTold = {
  zh: '没有这条提醒，或它不是给您的岗位和单位的。',
  en: 'There is no such reminder, or it is not for your role and bureau.',
}
