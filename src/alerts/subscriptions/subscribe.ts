import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { purgeUnconfirmed } from './purge-unconfirmed.ts'
import { choiceWords, type NewSubscription, readSubscription } from './subscription-choice.ts'
import { confirmationLetter } from './subscription-letters.ts'
import { subscriptionPaths } from './subscription-paths.ts'
import { subscriptionToken } from './subscription-token.ts'

/**
 * Takes a request for warnings by mail, without an account, and owes the letter that asks the owner of the address to confirm.
 * Until then nothing else is sent. Asking again sends no second letter: an open request takes the newer choice, and what is
 * subscribed already stays. Never tells whether an address is known. Throws Invalid with a message per field.
 */
export async function subscribe(context: Context, typed: Parameters<typeof readSubscription>[1]): Promise<void> {
  const { db, city, now, queue } = context
  const asked = readSubscription(city, typed)
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${asked.email}))`.execute(tx)
    await purgeUnconfirmed(tx, now)
    if ((await renewOpenRequest(tx, asked)) || (await subscribedAlready(tx, asked))) return
    const { id } = await tx
      .insertInto('subscription')
      .values({ email: asked.email, ...columnsOf(asked), created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await oweLetters(tx, queue, [letterOf(context, id, asked)], now)
  })
}

const columnsOf = ({ email: _, sectors, levelMin, quiet, ...asked }: NewSubscription) => ({
  ...asked,
  leaves: sectors,
  level_min: levelMin,
  quiet_from: quiet?.from ?? null,
  quiet_to: quiet?.to ?? null,
})

async function renewOpenRequest(tx: Db, asked: NewSubscription): Promise<boolean> {
  const renewed = await tx
    .updateTable('subscription')
    .set(columnsOf(asked))
    .where('email', '=', asked.email)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return renewed.length > 0
}

async function subscribedAlready(tx: Db, asked: NewSubscription): Promise<boolean> {
  const running = await tx
    .selectFrom('subscription')
    .selectAll()
    .where('email', '=', asked.email)
    .where('ended_at', 'is', null)
    .execute()
  const wanted = Object.entries(columnsOf(asked))
  return running.some((row) =>
    wanted.every(([column, value]) => isDeepStrictEqual(row[column as keyof typeof row], value)),
  )
}

function letterOf({ city, secret, publicUrl }: Context, id: number, asked: NewSubscription) {
  return confirmationLetter(asked.email, {
    id,
    choice: choiceWords(city, asked),
    levelMin: asked.levelMin,
    confirmUrl: `${publicUrl}${subscriptionPaths.confirmation(subscriptionToken(secret, id, 'confirm'))}`,
  })
}
