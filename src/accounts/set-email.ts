import type { Context } from '../context.ts'
import { Invalid, type Said } from '../errors.ts'
import { chooseAccount, openAccountOf } from './directory/link-directory.ts'
import { notKeeper } from './open-account.ts'
import { may } from './permissions.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Notes the work e-mail of an account, by which the directory may find it. The administrator's act alone: who could set their own could
 * become somebody else. Throws Invalid with a message per field.
 */
export async function setEmail(
  context: Context,
  { accountId, email }: { accountId: number | null; email: string },
): Promise<void> {
  const { db, actor } = context
  if (!may(actor, 'keep_accounts')) throw notKeeper()
  const address = email.toLowerCase()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) || address.length > 254) throw new Invalid(notSet, { email: wrong })
  const account = await openAccountOf(context, accountId)
  if (!account) throw new Invalid(notSet, { 'email-account': chooseAccount })
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('account').set({ email: address }).where('id', '=', account.id).execute()
    await recordAudit(tx, context, { act: 'email_set', subject: `account:${account.id}` })
  })
}

const notSet: Said = { zh: '工作邮箱没有设置，请看提示。', en: 'The e-mail was not set; see the note.' }
const wrong: Said = { zh: '请填写完整的邮箱地址', en: 'Give a whole e-mail address' }
