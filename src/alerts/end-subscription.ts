import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { lapsedLink } from './confirm-subscription.ts'
import { readSubscriptionToken } from './subscription-token.ts'

/**
 * Ends a subscription, by the link in any of its letters: one click, no questions (RFC 8058). The address is forgotten with it:
 * letters still owed are never sent and those sent keep only the number. Doing it again changes nothing. Throws NotFound for
 * a link that is not ours.
 */
export async function endSubscription(context: Context, { token }: { token: string }): Promise<void> {
  const { db, now, secret } = context
  const id = readSubscriptionToken(secret, token, 'end')
  if (id === null) throw new NotFound(lapsedLink)
  await db.transaction().execute(async (tx) => {
    const open = await tx
      .selectFrom('subscription')
      .select('email')
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!open) return
    await tx
      .updateTable('subscription')
      .set({ ended_at: now, email: `ended:${id}` })
      .where('id', '=', id)
      .execute()
    const theirs = tx
      .selectFrom('letter')
      .select('id')
      .where('recipient', '=', open.email)
      .where('reason', 'in', ['confirm', 'subscribed'])
    await tx.deleteFrom('letter').where('id', 'in', theirs).where('sent_at', 'is', null).execute()
    await tx
      .updateTable('letter')
      .set({ recipient: `ended:${id}`, unsubscribe_url: null })
      .where('id', 'in', theirs)
      .execute()
  })
}
