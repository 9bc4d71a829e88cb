import { newSessionToken } from '../../accounts/session-token.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid, NotFound } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { accountLetters } from './account-letters.ts'
import { beginFirmSession, type FirmSession } from './begin-firm-session.ts'
import { emailOf, keyHash, linkGood_minutes } from './firm-tokens.ts'
import { lapsedKey, readInvitation } from './read-invitation.ts'

/**
 * Opens a firm's account with the key of its invitation. Invited by mail the address is proved and a session begins; invited by letter the
 * contact address that is given gets a link, and the account begins when the link is used. Throws NotFound, Invalid.
 */
export async function acceptInvitation(
  context: Context,
  { key, email: typed }: { key: string; email: string },
): Promise<FirmSession | 'link sent'> {
  const invitation = await readInvitation(context, { key })
  const { db, now, queue } = context
  if (invitation.how === 'mail') {
    return db.transaction().execute(async (tx) => {
      await useUp(tx, key)
      return beginFirmSession({ ...context, db: tx }, invitation.accountId, { email: invitation.email ?? '' })
    })
  }
  const email = emailOf(typed)
  if (email === null) throw new Invalid(noAddress, { email: noAddress })
  const token = newSessionToken()
  await db.transaction().execute(async (tx) => {
    await useUp(tx, key)
    const lapses_at = new Date(now.getTime() + linkGood_minutes * 60_000)
    await tx
      .insertInto('firm_link')
      .values({ token_hash: keyHash(token), account_id: invitation.accountId, email, lapses_at })
      .execute()
    await oweLetters(tx, queue, [accountLetters.link(context, { id: invitation.accountId, email, key: token })], now)
  })
  return 'link sent'
}

const noAddress = {
  zh: '请填写联系邮箱，例如 zhiliang@example.com',
  en: 'Give a contact address, e.g. quality@example.com',
}

/** A key is good once: of two uses at the same time the second finds nothing. */
async function useUp(tx: Db, key: string): Promise<void> {
  const used = await tx
    .updateTable('firm_account')
    .set({ invited_hash: null })
    .where('invited_hash', '=', keyHash(key))
    .returning('id')
    .executeTakeFirst()
  if (!used) throw new NotFound(lapsedKey)
}
