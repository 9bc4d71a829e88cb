import type { Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { notKeeper } from '../open-account.ts'
import { may } from '../permissions.ts'
import { recordAudit } from '../record-audit.ts'

export type LinkAsked = { accountId: number | null; issuer: string; subject: string }

/**
 * Links an account to a person of the directory, by the number the directory has for them. Throws Forbidden for those who do not keep
 * the accounts, Invalid with a message per field: a person has one account, an account one person.
 */
export async function linkDirectory(context: Context, { accountId, issuer, subject }: LinkAsked): Promise<void> {
  const { db, actor, now } = context
  if (!may(actor, 'keep_accounts')) throw notKeeper()
  if (subject.length < 1 || subject.length > 255) throw new Invalid(notLinked, { subject: numberless })
  const account = await openAccountOf(context, accountId)
  if (!account) throw new Invalid(notLinked, { account: chooseAccount })
  const linked = await db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('directory_identity')
      .values({ issuer, subject, account_id: account.id, linked_at: now, linked_by: 'administrator' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('account_id')
      .executeTakeFirst()
    const detail = { by: 'administrator' }
    if (row) await recordAudit(tx, context, { act: 'directory_linked', subject: `account:${account.id}`, detail })
    return row
  })
  if (!linked) throw new Invalid(notLinked, { subject: taken })
}

/** An account that is open; undefined for none. */
export function openAccountOf({ db }: Context, accountId: number | null) {
  return db
    .selectFrom('account')
    .where('id', '=', accountId)
    .where('disabled_at', 'is', null)
    .select('id')
    .executeTakeFirst()
}

export const chooseAccount: Said = { zh: '请选择账号', en: 'Choose an account' }

const notLinked: Said = { zh: '没有绑定，请看各栏的提示。', en: 'Not linked; see the note beside each field.' }
const numberless: Said = { zh: '请填写 1 至 255 个字符的身份编号', en: 'Give the number, 1 to 255 characters' }
const taken: Said = {
  zh: '这个编号已绑定其他账号，或此账号已绑定；请先解除',
  en: 'This number or this account is linked already; unlink it first',
}
