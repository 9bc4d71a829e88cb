import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { notKeeper } from '../open-account.ts'
import { may } from '../permissions.ts'
import { recordAudit } from '../record-audit.ts'

/** Removes every passkey of an account whose devices are lost: the administrator's act, after seeing who asks. Its sessions end too. */
export async function removeAllPasskeys(context: Context, { accountId }: { accountId: number }): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'keep_accounts')) throw notKeeper()
  await db.transaction().execute(async (tx) => {
    const removed = await tx.deleteFrom('passkey').where('account_id', '=', accountId).returning('id').execute()
    if (removed.length === 0) throw new NotFound({ zh: '此账号没有通行密钥。', en: 'This account has no passkey.' })
    await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
    const detail = { passkeys: removed.length }
    await recordAudit(tx, context, { act: 'passkey_removed', subject: `account:${accountId}`, detail })
  })
}
