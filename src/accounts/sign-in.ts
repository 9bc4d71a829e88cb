import type { Context } from '../context.ts'
import { Invalid, TooMany } from '../errors.ts'
import { unlockSecret } from './identity-vault.ts'
import { passwordMatches } from './password.ts'
import { recordAudit } from './record-audit.ts'
import { codeStep } from './second-factor.ts'
import { newSessionToken, sessionLength_ms, sessionTokenHash } from './session-token.ts'

export type SignedIn = { token: string; expiresAt: Date }
/** `code` where the account has a second factor. */
type SignIn = { username: string; password: string; code?: string }

/** So many wrong passwords or codes in a row shut an account for a while (GB/T 22239: 登录失败处理). */
const failuresMax = 8
const lockedFor_ms = 15 * 60_000

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
    .select(['id', 'password_hash', 'failures', 'locked_until', 'totp_secret', 'totp_since', 'totp_step'])
    .executeTakeFirst()
  const matches = await passwordMatches(input.password, account?.password_hash ?? null)
  if (account?.locked_until && account.locked_until > now) throw stillLocked(account.locked_until, now)
  const step = account ? stepOf(context, account, input.code ?? '') : null
  if (!account) throw new Invalid(notSignedIn)
  if (!matches || step === 'wrong') {
    await noteFailure(context, account)
    throw new Invalid(notSignedIn)
  }
  return openSession(context, account.id, step)
}

type Account = {
  id: number
  failures: number
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

async function openSession(context: Context, accountId: number, step: number | null): Promise<SignedIn> {
  const { db, now } = context
  const token = newSessionToken()
  const expiresAt = new Date(now.getTime() + sessionLength_ms)
  const session = { token_hash: sessionTokenHash(token), account_id: accountId, created_at: now, seen_at: now }
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('session').where('expires_at', '<', now).execute()
    await tx
      .insertInto('session')
      .values({ ...session, expires_at: expiresAt })
      .execute()
    await tx
      .updateTable('account')
      .set({ failures: 0, locked_until: null, ...(step === null ? {} : { totp_step: step }) })
      .where('id', '=', accountId)
      .execute()
    await recordAudit(tx, context, { act: 'sign_in', subject: `account:${accountId}` })
  })
  return { token, expiresAt }
}

async function noteFailure(context: Context, { id, failures }: Account): Promise<void> {
  const { db, now } = context
  const locked = failures + 1 >= failuresMax
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('account')
      .set((eb) => ({
        failures: locked ? 0 : eb('failures', '+', 1),
        locked_until: locked ? new Date(now.getTime() + lockedFor_ms) : null,
      }))
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, context, { act: locked ? 'account_locked' : 'sign_in_failed', subject: `account:${id}` })
  })
}

function stillLocked(until: Date, now: Date): TooMany {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  const minutes = Math.ceil(seconds / 60)
  return new TooMany(
    {
      zh: `连续输错次数过多，账号暂停登录，请 ${minutes} 分钟后再试，或联系系统管理员。`,
      en: `Too many wrong tries: this account is shut for ${minutes} minutes. Try again then or ask the administrator.`,
    },
    seconds,
  )
}

const notSignedIn = {
  zh: '用户名、密码或动态验证码不对，请核对后再试；忘记密码请找系统管理员。',
  en: 'The username, password or code is wrong. Check them and try again; if you forgot the password, ask the administrator.',
}
