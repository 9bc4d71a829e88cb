import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { notYours } from './invite-firm.ts'

/** Ends an account of a firm, or an invitation that was not used. Its sessions end with it. Throws Forbidden, NotFound. */
export async function endFirmAccount(
  context: Context,
  { accountId }: { accountId: number },
): Promise<{ enterpriseId: number }> {
  const { db, actor, now } = context
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('firm_account')
      .set({ ended_at: now, invited_hash: null })
      .where('id', '=', accountId)
      .where('ended_at', 'is', null)
      .returning('enterprise_id')
      .executeTakeFirst()
    if (!ended) throw new NotFound({ zh: '没有这个企业账号。', en: 'There is no such account of a firm.' })
    await tx.deleteFrom('firm_session').where('account_id', '=', accountId).execute()
    const event = {
      enterpriseId: ended.enterprise_id,
      act: 'end_account' as const,
      subject: `firm_account:${accountId}`,
      reason: '停用 ended by staff',
    }
    await recordEnterpriseEvents(tx, context, [event])
    return { enterpriseId: ended.enterprise_id }
  })
}
