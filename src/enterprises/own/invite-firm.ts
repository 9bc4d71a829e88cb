import { newPassword } from '../../accounts/password.ts'
import { may } from '../../accounts/permissions.ts'
import { newSessionToken } from '../../accounts/session-token.ts'
import { actorName, type Context } from '../../context.ts'
import { Forbidden, Invalid, NotFound } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { noSuchFirm } from '../read-firm.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { accountLetters } from './account-letters.ts'
import { emailOf, invitedByLetter_days, invitedByMail_days, keyHash } from './firm-tokens.ts'

export type Invitation = { how: 'mail'; email: string } | { how: 'letter' }

/**
 * Invites a firm to its own record: by mail to an address that the bureau has on file, or with a one-time code for a paper letter to the
 * registered address, which is answered here, shown once and kept as a hash. Throws Forbidden, NotFound, Invalid.
 */
export async function inviteFirm(
  context: Context,
  { code, invitation }: { code: string; invitation: Invitation },
): Promise<{ letterCode: string | null }> {
  const { db, queue, now, actor } = context
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  const firm = await db.selectFrom('enterprise').select(['id', 'name']).where('code', '=', code).executeTakeFirst()
  if (!firm) throw new NotFound(noSuchFirm)
  const email = invitation.how === 'mail' ? emailOf(invitation.email) : null
  if (invitation.how === 'mail' && email === null) throw new Invalid(noAddress, { email: noAddress })
  const key = invitation.how === 'mail' ? newSessionToken() : newPassword()
  const days = invitation.how === 'mail' ? invitedByMail_days : invitedByLetter_days
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('firm_account')
      .values({
        enterprise_id: firm.id,
        email,
        invited_hash: keyHash(key),
        invited_at: now,
        invited_by: actorName(actor),
        how: invitation.how,
        lapses_at: new Date(now.getTime() + days * 86_400_000),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (email !== null) await oweLetters(tx, queue, [accountLetters.invited(context, firm, { id, email, key })], now)
    const reason = invitation.how === 'mail' ? '邮件邀请 by mail' : '信函邀请 by letter'
    await recordEnterpriseEvents(tx, context, [
      { enterpriseId: firm.id, act: 'invite', subject: `firm_account:${id}`, reason },
    ])
  })
  return { letterCode: invitation.how === 'letter' ? key : null }
}

export const notYours = { zh: '您的岗位不管理企业档案。', en: 'Your role does not keep the register of firms.' }
const noAddress = {
  zh: '请填写企业的邮箱，例如 zhiliang@example.com',
  en: "Give the firm's e-mail address, e.g. quality@example.com",
}
