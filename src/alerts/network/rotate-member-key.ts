import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { newMemberKey } from './member-key.ts'
import { mustKeepNetwork, noSuchMember } from './network-keeper.ts'

/** Gives a member a new key, shown once; the old one ends at once. Throws Forbidden, NotFound. */
export async function rotateMemberKey(context: Context, { memberId }: { memberId: number }): Promise<{ key: string }> {
  const { db, actor, now } = context
  mustKeepNetwork(actor)
  const { key, hash, hint } = newMemberKey()
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('network_member')
      .set({ key_hash: hash, key_hint: hint, key_made_at: now })
      .where('id', '=', memberId)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw noSuchMember()
    await recordAudit(tx, context, { act: 'member_key_changed', subject: `member:${memberId}` })
  })
  return { key }
}
