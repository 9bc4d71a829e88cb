import type { Context } from '../context.ts'
import { TooMany } from '../errors.ts'
import type { SignInWay } from './open-session.ts'
import { recordAudit } from './record-audit.ts'

/** So many failures in a row shut an account for a while (GB/T 22239: 登录失败处理). */
const failuresMax = 8
const lockedFor_ms = 15 * 60_000

/** Counts a failed sign-in of an account, shuts it after too many, and writes either into the record. Tries at the same moment all count. */
export async function noteFailure(
  context: Context,
  { accountId, way }: { accountId: number; way: SignInWay },
): Promise<void> {
  const { db, now } = context
  await db.transaction().execute(async (tx) => {
    const { failures } = await tx
      .updateTable('account')
      .set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where('id', '=', accountId)
      .returning('failures')
      .executeTakeFirstOrThrow()
    const locked = failures >= failuresMax
    const shut = { failures: 0, locked_until: new Date(now.getTime() + lockedFor_ms) }
    if (locked) await tx.updateTable('account').set(shut).where('id', '=', accountId).execute()
    const act = locked ? 'account_locked' : 'sign_in_failed'
    await recordAudit(tx, context, { act, subject: `account:${accountId}`, detail: { way } })
  })
}

/** Throws TooMany while the account is shut, whatever way its owner comes. */
export function refuseLocked({ locked_until }: { locked_until: Date | null }, now: Date): void {
  if (locked_until === null || locked_until <= now) return
  const seconds = Math.ceil((locked_until.getTime() - now.getTime()) / 1000)
  const minutes = Math.ceil(seconds / 60)
  throw new TooMany(
    {
      zh: `连续登录失败次数过多，账号暂停登录，请 ${minutes} 分钟后再试，或联系系统管理员。`,
      en: `Too many failed tries: this account is shut for ${minutes} minutes. Try again then or ask the administrator.`,
    },
    seconds,
  )
}
