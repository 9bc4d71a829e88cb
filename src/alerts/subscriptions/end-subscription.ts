import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { NotFound } from '../../errors.ts'
import { lapsedLink } from './confirm-subscription.ts'
import { readSubscriptionToken } from './subscription-token.ts'

/**
 * Ends whatever an address is subscribed to, by the link in any letter it ever got: one click, no questions (RFC 8058). The
 * address is forgotten with it: letters still owed are never sent and those sent keep only the number. Doing it again changes
 * nothing. Throws NotFound for a link that is not ours.
 */
export async function endSubscription(context: Context, { token }: { token: string }): Promise<void> {
  const { db, now, secret } = context
  const id = readSubscriptionToken(secret, token, 'end')
  if (id === null) throw new NotFound(lapsedLink)
  await db.transaction().execute(async (tx) => {
    const found = await tx
      .selectFrom('subscription')
      .select('email')
      .where('id', '=', id)
      .where('email', 'not like', 'ended:%')
      .forUpdate()
      .executeTakeFirst()
    if (!found) return
    await tx
      .updateTable('subscription')
      .set((eb) => ({ ended_at: eb.fn.coalesce('ended_at', eb.val(now)), email: sql<string>`'ended:' || id` }))
      .where('email', '=', found.email)
      .execute()
    await tx.deleteFrom('subscription_item').where('subscription_id', 'in', ended(tx)).execute()
    await forgetLetters(tx, found.email, id)
  })
}

const ended = (tx: Db) => tx.selectFrom('subscription').where('ended_at', 'is not', null).select('id')

async function forgetLetters(tx: Db, email: string, id: number): Promise<void> {
  const theirs = tx
    .selectFrom('letter')
    .select('id')
    .where('recipient', '=', email)
    .where('reason', 'in', ['confirm', 'subscribed'])
  await tx.deleteFrom('letter').where('id', 'in', theirs).where('sent_at', 'is', null).execute()
  await tx
    .updateTable('letter')
    .set({ recipient: `ended:${id}`, unsubscribe_url: null })
    .where('id', 'in', theirs)
    .execute()
}
