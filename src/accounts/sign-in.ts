import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Invalid } from '../errors.ts'
import { unlockSecret } from './identity-vault.ts'
import { isFirstAdministrator, useDirectory } from './is-first-administrator.ts'
import { noteFailure, refuseLocked } from './note-failure.ts'
import { openSession, type SignedIn } from './open-session.ts'
import { passwordMatches } from './password.ts'
import { codeStep } from './second-factor.ts'

/** `code` where the account has a second factor; `directoryOnly` where only the first administrator has a way beside the directory. */
type SignIn = { username: string; password: string; code?: string; directoryOnly?: boolean }

/**
 * Opens a session for a member of staff. Throws Invalid, in the same words and after the same work, for an unknown name, a wrong
 * password or code and a disabled account; TooMany while the account is shut after too many failures.
 */
export async function signIn(context: Context, input: SignIn): Promise<SignedIn> {
  const { db, now } = context
  const account = await db
    .selectFrom('account')
    .where('username', '=', input.username.trim().toLowerCase())
    .where('disabled_at', 'is', null)
    .select(['id', 'password_hash', 'locked_until', 'totp_secret', 'totp_since', 'totp_step'])
    .executeTakeFirst()
  const allowed = !input.directoryOnly || (await isFirstAdministrator(context, { accountId: account?.id ?? null }))
  if (!allowed) throw new Invalid(useDirectory)
  const matches = await passwordMatches(input.password, account?.password_hash ?? null)
  if (account) refuseLocked(account, now)
  const step = account ? stepOf(context, account, input.code ?? '') : null
  if (!account) throw new Invalid(notSignedIn)
  if (!matches || step === 'wrong') {
    await noteFailure(context, { accountId: account.id, way: 'password' })
    throw new Invalid(notSignedIn)
  }
  return db.transaction().execute(async (tx) => {
    if (step !== null && !(await useStep(tx, account.id, step))) throw new Invalid(notSignedIn)
    return openSession(tx, context, { accountId: account.id, way: 'password' })
  })
}

type Account = {
  id: number
  totp_secret: string | null
  totp_since: Date | null
  totp_step: number | null
}

/** The time step of a right code, null where none is asked for. A step used before is wrong: a code seen over a shoulder is worth nothing. */
function stepOf({ vault, now }: Context, account: Account, code: string): number | null | 'wrong' {
  if (account.totp_secret === null || account.totp_since === null) return null
  const step = codeStep(unlockSecret(vault, account.id, account.totp_secret), code, now)
  return step === null || step <= (account.totp_step ?? 0) ? 'wrong' : step
}

/** Notes the step; false when the same code was used at the same moment. */
async function useStep(tx: Db, accountId: number, step: number): Promise<boolean> {
  const used = await tx
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', accountId)
    .where((eb) => eb.or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

const notSignedIn = {
  zh: '用户名、密码或动态验证码不对，请核对后再试；忘记密码请找系统管理员。',
  en: 'The username, password or code is wrong. Check them and try again; if you forgot the password, ask the administrator.',
}
