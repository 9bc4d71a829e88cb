import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { memberKey } from './member-key.ts'
import { mustKeepNetwork, noSuchMember } from './network-keeper.ts'

/**
 * Gives a member a new key, shown once; the old one ends at once. The same `submissionKey` again changes nothing and answers the same key.
 * Throws Forbidden, NotFound.
 */
export async function rotateMemberKey(
  context: Context,
  { memberId, submissionKey = randomUUID() }: { memberId: number; submissionKey?: string },
): Promise<{ key: string }> {
  const { db, actor, now, secret } = context
  mustKeepNetwork(actor)
  const { key, hash, hint } = memberKey(secret, `${submissionKey}\0${memberId}`)
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('network_member')
      .set({ key_hash: hash, key_hint: hint, key_made_at: now })
      .where('id', '=', memberId)
      .where('key_hash', '!=', hash)
      .returning('id')
      .executeTakeFirst()
    if (changed) return recordAudit(tx, context, { act: 'member_key_changed', subject: `member:${memberId}` })
    const known = await tx.selectFrom('network_member').where('id', '=', memberId).select('id').executeTakeFirst()
    if (!known) throw noSuchMember()
  })
  return { key }
}
