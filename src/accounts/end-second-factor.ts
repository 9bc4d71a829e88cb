import type { Context } from '../context.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { may } from './permissions.ts'
import { recordAudit } from './record-audit.ts'

/** Ends the second factor of an account whose phone is lost: the administrator's act, after seeing who asks. Its sessions end too. */
export async function endSecondFactor(context: Context, { accountId }: { accountId: number }): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'keep_accounts')) {
    throw new Forbidden({ zh: '账号由系统管理员管理。', en: 'Accounts are kept by the administrator.' })
  }
  await db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('account')
      .set({ totp_secret: null, totp_since: null, totp_step: null })
      .where('id', '=', accountId)
      .where('totp_secret', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new NotFound({ zh: '此账号没有启用动态验证码。', en: 'This account has no second factor.' })
    await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
    await recordAudit(tx, context, { act: 'second_factor_ended', subject: `account:${accountId}` })
  })
}
