import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { recordAudit } from '../record-audit.ts'
import { sessionTokenHash } from '../session-token.ts'

/**
 * Removes a passkey of one's own account; every other session that a passkey opened ends too, for the device may be lost. Throws
 * NotFound when the account has no such passkey.
 */
export async function removePasskey(
  context: Context,
  { passkeyId, token }: { passkeyId: number; token: string },
): Promise<void> {
  const { db, actor } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  await db.transaction().execute(async (tx) => {
    const removed = await tx
      .deleteFrom('passkey')
      .where('id', '=', passkeyId)
      .where('account_id', '=', actor.accountId)
      .returning('id')
      .executeTakeFirst()
    if (!removed) throw new NotFound({ zh: '您没有这把通行密钥。', en: 'You have no such passkey.' })
    await tx
      .deleteFrom('session')
      .where('account_id', '=', actor.accountId)
      .where('way', '=', 'passkey')
      .where('token_hash', '!=', sessionTokenHash(token))
      .execute()
    const detail = { passkey: passkeyId }
    await recordAudit(tx, context, { act: 'passkey_removed', subject: `account:${actor.accountId}`, detail })
  })
}
