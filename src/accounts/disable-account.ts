import type { Context } from '../context.ts'
import { Conflict, NotFound } from '../errors.ts'
import { notKeeper } from './open-account.ts'
import { may } from './permissions.ts'
import { recordAudit } from './record-audit.ts'

/** Shuts an account and ends its sessions; its name stays in the history. Throws Conflict for one's own, NotFound for none. */
export async function disableAccount(context: Context, { accountId }: { accountId: number }): Promise<void> {
  const { db, actor, now } = context
  if (actor.kind !== 'staff' || !may(actor, 'keep_accounts')) throw notKeeper()
  if (actor.accountId === accountId) {
    throw new Conflict({ zh: '不能停用自己的账号。', en: 'You cannot disable your own account.' })
  }
  await db.transaction().execute(async (tx) => {
    const disabled = await tx
      .updateTable('account')
      .set({ disabled_at: now })
      .where('id', '=', accountId)
      .where('disabled_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!disabled)
      throw new NotFound({ zh: '没有这个账号，或它已停用。', en: 'There is no such account, or it is disabled.' })
    await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
    await recordAudit(tx, context, { act: 'account_disabled', subject: `account:${accountId}` })
  })
}
