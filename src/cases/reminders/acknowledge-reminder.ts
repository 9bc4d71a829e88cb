import type { Context } from '../../context.ts'
import { acknowledgeTold } from './acknowledge-told.ts'

/**
 * Says that a person who was told of a clock knows it. Doing it twice changes nothing: the first one stays on the row. Throws
 * NotFound for a reminder to another role or bureau.
 */
export async function acknowledgeReminder(context: Context, { reminderId }: { reminderId: number }): Promise<void> {
  await acknowledgeTold(context, { table: 'clock_reminder', reminderId })
}
