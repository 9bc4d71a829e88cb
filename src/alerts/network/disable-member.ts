import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { endSilence } from './end-silence.ts'
import { mustKeepNetwork, noSuchMember } from './network-keeper.ts'

/** Ends the reporting of a member: its key opens nothing, its silence is no alarm. Throws Forbidden, NotFound. */
export async function disableMember(context: Context, { memberId }: { memberId: number }): Promise<void> {
  const { db, actor, now } = context
  mustKeepNetwork(actor)
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('network_member')
      .set({ disabled_at: now })
      .where('id', '=', memberId)
      .where('disabled_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw noSuchMember()
    await endSilence(tx, memberId, now)
    await recordAudit(tx, context, { act: 'member_disabled', subject: `member:${memberId}` })
  })
}
