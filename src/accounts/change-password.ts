import type { Context } from '../context.ts'
import { Forbidden, Invalid, type Said } from '../errors.ts'
import { hashPassword, passwordMatches } from './password.ts'
import { recordAudit } from './record-audit.ts'
import { sessionTokenHash } from './session-token.ts'

export type PasswordChange = { current: string; wanted: string; token: string }

/**
 * Changes one's own password and ends every other session of the account. Throws Invalid with a message per field. Length
 * alone is asked for, as NIST SP 800-63B advises.
 */
export async function changePassword(context: Context, { current, wanted, token }: PasswordChange): Promise<void> {
  const { db, actor } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const account = await db
    .selectFrom('account')
    .where('id', '=', actor.accountId)
    .select('password_hash')
    .executeTakeFirstOrThrow()
  const matches = await passwordMatches(current, account.password_hash)
  if (!matches)
    throw new Invalid(notChanged, { current: { zh: '现在的密码不对', en: 'The current password is wrong' } })
  if (wanted.length < 12 || wanted.length > 200) {
    throw new Invalid(notChanged, { wanted: { zh: '新密码应为 12 至 200 个字符', en: 'Use 12 to 200 characters' } })
  }
  const passwordHash = await hashPassword(wanted)
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', actor.accountId).execute()
    await tx
      .deleteFrom('session')
      .where('account_id', '=', actor.accountId)
      .where('token_hash', '!=', sessionTokenHash(token))
      .execute()
    await recordAudit(tx, context, { act: 'password_changed', subject: `account:${actor.accountId}` })
  })
}

const notChanged: Said = { zh: '密码没有修改。', en: 'The password was not changed.' }
