import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { beginFirmSession, type FirmSession } from './begin-firm-session.ts'
import { keyHash } from './firm-tokens.ts'

/** Begins a session with a mailed link, once. Throws NotFound when it is not ours, was used, has lapsed, or the account has ended. */
export async function useFirmLink(context: Context, { token }: { token: string }): Promise<FirmSession> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    const link = await tx
      .updateTable('firm_link')
      .set({ used_at: now })
      .where('token_hash', '=', keyHash(token))
      .where('used_at', 'is', null)
      .where('lapses_at', '>', now)
      .returning(['account_id', 'email'])
      .executeTakeFirst()
    const account =
      link &&
      (await tx
        .selectFrom('firm_account')
        .select('id')
        .where('id', '=', link.account_id)
        .where('ended_at', 'is', null)
        .executeTakeFirst())
    if (!link || !account) throw new NotFound(lapsedLink)
    return beginFirmSession({ db: tx, now }, account.id, { email: link.email })
  })
}

const lapsedLink = {
  zh: '这个链接已用过或已过期，请重新获取。',
  en: 'This link was used or has lapsed. Ask for a new one.',
}
