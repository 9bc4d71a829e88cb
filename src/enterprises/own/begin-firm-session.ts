import { newSessionToken } from '../../accounts/session-token.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { keyHash, sessionLength_hours } from './firm-tokens.ts'

export type FirmSession = { token: string; expiresAt: Date }

/** Begins a session in the caller's transaction and, the first time, confirms the account with the address that was proved. */
export async function beginFirmSession(
  context: Pick<Context, 'now' | 'db'>,
  accountId: number,
  { email }: { email: string },
): Promise<FirmSession> {
  const { db: tx, now } = context
  await confirm(tx, now, accountId, email)
  const token = newSessionToken()
  const expiresAt = new Date(now.getTime() + sessionLength_hours * 3_600_000)
  await tx.deleteFrom('firm_session').where('expires_at', '<', now).execute()
  await tx
    .insertInto('firm_session')
    .values({ token_hash: keyHash(token), account_id: accountId, created_at: now, expires_at: expiresAt })
    .execute()
  return { token, expiresAt }
}

async function confirm(tx: Db, now: Date, accountId: number, email: string): Promise<void> {
  const confirmed = await tx
    .updateTable('firm_account')
    .set({ confirmed_at: now, email })
    .where('id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .returning('enterprise_id')
    .executeTakeFirst()
  if (!confirmed) return
  // The same address invited twice goes on with the newer account.
  await tx
    .updateTable('firm_account')
    .set({ ended_at: now })
    .where('enterprise_id', '=', confirmed.enterprise_id)
    .where('email', '=', email)
    .where('id', '<>', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const actor = { kind: 'firm' as const, accountId, enterpriseId: confirmed.enterprise_id }
  await recordEnterpriseEvents(tx, { actor, now }, [
    {
      enterpriseId: confirmed.enterprise_id,
      act: 'confirm_account',
      subject: `firm_account:${accountId}`,
      reason: '邮箱已证实 its address is proved',
    },
  ])
}
