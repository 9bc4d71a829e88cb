import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { endSilence } from './end-silence.ts'
import { mustKeepNetwork, noSuchMember } from './network-keeper.ts'

/** Lets a member report again with the key it has; its rhythm counts from now. Throws Forbidden, NotFound. */
export async function enableMember(context: Context, { memberId }: { memberId: number }): Promise<void> {
  const { db, actor, now } = context
  mustKeepNetwork(actor)
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('network_member')
      .set({ disabled_at: null, owes_from: now })
      .where('id', '=', memberId)
      .where('disabled_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw noSuchMember()
    await endSilence(tx, memberId, now)
    await recordAudit(tx, context, { act: 'member_enabled', subject: `member:${memberId}` })
  })
}
