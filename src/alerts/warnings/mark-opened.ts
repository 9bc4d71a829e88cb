import type { Context } from '../../context.ts'

/** Notes that a member of a bureau has opened, at the desk, a warning that was sent to that bureau: the first time counts. */
export async function markOpened({ db, actor, now }: Context, { warningId }: { warningId: number }): Promise<void> {
  if (actor.kind !== 'staff') return
  await db
    .updateTable('warning_receipt as r')
    .from('warning_version as v')
    .whereRef('v.id', '=', 'r.version_id')
    .set({ opened_at: now })
    .where('v.warning_id', '=', warningId)
    .where('r.recipient', '=', 'bureau')
    .where('r.name', '=', actor.bureau)
    .where('r.opened_at', 'is', null)
    .execute()
}
