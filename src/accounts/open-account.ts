import type { Context, Role } from '../context.ts'
import { Forbidden, Invalid, type Said } from '../errors.ts'
import { hashPassword, newPassword } from './password.ts'
import { may, roles } from './permissions.ts'
import { recordAudit } from './record-audit.ts'

export type AccountAsked = { username: string; name: string; role: string; bureau: string }

/**
 * Opens an account for a member of staff and answers its first password, which is shown once and kept nowhere. Throws
 * Forbidden for those who do not keep the accounts, Invalid with a message per field.
 */
export async function openAccount(
  context: Context,
  asked: AccountAsked,
): Promise<{ username: string; password: string }> {
  if (!may(context.actor, 'keep_accounts')) throw notKeeper()
  const account = readAccount(context, asked)
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  const opened = await context.db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('account')
      .values({ ...account, password_hash: passwordHash, created_at: context.now })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning(['id', 'username'])
      .executeTakeFirst()
    const detail = { role: account.role, bureau: account.bureau }
    if (row) await recordAudit(tx, context, { act: 'account_opened', subject: `account:${row.id}`, detail })
    return row
  })
  if (!opened) throw new Invalid(notOpened, { username: { zh: '这个用户名已有人使用', en: 'This username is taken' } })
  return { username: opened.username, password }
}

export function notKeeper(): Forbidden {
  return new Forbidden({ zh: '账号由系统管理员管理。', en: 'Accounts are kept by the administrator.' })
}

const notOpened: Said = {
  zh: '账号没有开通，请看各栏的提示。',
  en: 'The account was not opened; see the note beside each field.',
}

function readAccount(
  { city }: Context,
  asked: AccountAsked,
): { username: string; name: string; role: Role; bureau: string } {
  const username = asked.username.trim().toLowerCase()
  const name = asked.name.trim()
  const role = (Object.keys(roles) as Role[]).find((known) => known === asked.role)
  const faults: Record<string, Said> = {}
  if (!/^[a-z][a-z0-9._-]{1,39}$/.test(username)) {
    faults.username = {
      zh: '2 至 40 个小写字母、数字或 . _ -，以字母开头',
      en: '2 to 40 letters, digits or . _ - starting with a letter',
    }
  }
  if (name.length < 2 || name.length > 40) faults.name = { zh: '姓名应为 2 至 40 字', en: 'Name: 2 to 40 characters' }
  if (!city.bureaus.has(asked.bureau)) faults.bureau = { zh: '请选择单位', en: 'Choose a bureau' }
  if (!role) faults.role = { zh: '请选择岗位', en: 'Choose a role' }
  if (!role || Object.keys(faults).length > 0) throw new Invalid(notOpened, faults)
  return { username, name, role, bureau: asked.bureau }
}
