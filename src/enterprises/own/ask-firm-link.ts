import { newSessionToken } from '../../accounts/session-token.ts'
import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { accountLetters } from './account-letters.ts'
import { emailOf, keyHash, linkGood_minutes } from './firm-tokens.ts'

/**
 * Mails a link to sign in with, where code and address belong to an account of the firm; else does nothing. Never tells which. Throws
 * Invalid for what is no address.
 */
export async function askFirmLink(
  context: Context,
  { code, email: typed }: { code: string; email: string },
): Promise<void> {
  const { db, now, queue } = context
  const email = emailOf(typed)
  if (email === null) throw new Invalid(noAddress, { email: noAddress })
  const account = await db
    .selectFrom('firm_account as a')
    .innerJoin('enterprise as e', 'e.id', 'a.enterprise_id')
    .where('e.code', '=', code.trim().toUpperCase())
    .where('a.email', '=', email)
    .where('a.confirmed_at', 'is not', null)
    .where('a.ended_at', 'is', null)
    .select('a.id')
    .executeTakeFirst()
  if (!account) return
  const token = newSessionToken()
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('firm_link').where('lapses_at', '<', now).execute()
    const lapses_at = new Date(now.getTime() + linkGood_minutes * 60_000)
    await tx
      .insertInto('firm_link')
      .values({ token_hash: keyHash(token), account_id: account.id, email, lapses_at })
      .execute()
    await oweLetters(tx, queue, [accountLetters.link(context, { id: account.id, email, key: token })], now)
  })
}

const noAddress = { zh: '请填写开通时用的邮箱', en: 'Give the address that the account was opened with' }
