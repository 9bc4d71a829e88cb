import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { notKeeper } from '../open-account.ts'
import { may } from '../permissions.ts'
import { recordAudit } from '../record-audit.ts'

/** Ends the link between an account and the directory, and what was opened through it. Throws NotFound where there is none. */
export async function unlinkDirectory(
  context: Context,
  { accountId, issuer }: { accountId: number; issuer: string },
): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'keep_accounts')) throw notKeeper()
  await db.transaction().execute(async (tx) => {
    const unlinked = await tx
      .deleteFrom('directory_identity')
      .where('account_id', '=', accountId)
      .where('issuer', '=', issuer)
      .returning('account_id')
      .executeTakeFirst()
    if (!unlinked) throw new NotFound({ zh: '此账号没有绑定统一身份。', en: 'This account is not linked.' })
    await tx.deleteFrom('session').where('account_id', '=', accountId).where('way', '=', 'directory').execute()
    await recordAudit(tx, context, { act: 'directory_unlinked', subject: `account:${accountId}` })
  })
}
