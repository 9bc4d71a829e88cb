import { acknowledgeTold } from '../../cases/reminders/acknowledge-told.ts'
import type { Context } from '../../context.ts'

/** As `acknowledgeReminder`, of what a firm asks. Throws NotFound for a reminder to another role or bureau. */
export async function acknowledgeRequestReminder(
  context: Context,
  { reminderId }: { reminderId: number },
): Promise<void> {
  await acknowledgeTold(context, { table: 'firm_reminder', reminderId })
}
