import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { type NewLetter, oweLetters } from '../../jobs/owe-letters.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { Announced } from '../announced.ts'
import { hitLink } from '../hits/letter-link.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { levelsUpward } from '../warning-acts.ts'
import { subscriberLetter } from './subscription-letters.ts'
import { type ToldOf, whyTold } from './subscription-match.ts'
import { subscriptionPaths } from './subscription-paths.ts'
import { type Rhythm, tellAt } from './subscription-rhythm.ts'
import { subscriptionToken } from './subscription-token.ts'

/** Subscribers looked at in one transaction. */
const abreast = 500

/** Something to tell: which it is, once for ever, what it is about and what it says. */
export type Telling = { what: string; of: ToldOf; told: Announced }

/**
 * Tells every confirmed subscriber whose choice fits, each once for ever: by a letter now, or in the digest that they asked for. May run
 * twice. Their rows are held, so that who ends meanwhile gets none.
 */
export async function tellSubscribers(context: Context, telling: Telling): Promise<void> {
  for (let after: number | null = 0; after !== null; ) after = await tellNext(context, telling, after)
}

async function tellNext(context: Context, telling: Telling, after: number): Promise<number | null> {
  const { db, city, queue, now } = context
  return db.transaction().execute(async (tx) => {
    const subscribers = await subscribersOf(tx, telling.told.level, after)
    const fitting = subscribers.flatMap((subscriber) => {
      const because = whyTold(city, { ...subscriber, sectors: subscriber.leaves }, telling.of)
      return because ? [{ subscriber, because, at: tellAt(subscriber.rhythm as Rhythm, quietOf(subscriber), now) }] : []
    })
    const letters = fitting
      .filter(({ at }) => at <= now)
      .map(({ subscriber, because }) => letterTo(context, subscriber, telling, because))
    await oweLetters(tx, queue, letters, now)
    await keepForLater(
      tx,
      telling,
      fitting.filter(({ at }) => at > now),
    )
    return subscribers.length < abreast ? null : (subscribers.at(-1)?.id ?? null)
  })
}

function subscribersOf(tx: Db, level: WarningLevel, after: number) {
  return tx
    .selectFrom('subscription')
    .select([
      'id',
      'email',
      'leaves',
      'markets',
      'hs',
      'ics',
      'words',
      'objectives',
      'rhythm',
      'quiet_from',
      'quiet_to',
    ])
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('level_min', 'in', levelsUpward.slice(0, levelsUpward.indexOf(level) + 1))
    .where('id', '>', after)
    .orderBy('id')
    .limit(abreast)
    .forShare()
    .execute()
}

const quietOf = ({ quiet_from, quiet_to }: { quiet_from: number | null; quiet_to: number | null }) =>
  quiet_from === null || quiet_to === null ? null : { from: quiet_from, to: quiet_to }

function letterTo(
  context: Context,
  to: { id: number; email: string },
  { what, told }: Telling,
  because: Bilingual,
): NewLetter {
  const { publicUrl, secret } = context
  const end = `${publicUrl}${subscriptionPaths.end(subscriptionToken(secret, to.id, 'end'))}`
  return subscriberLetter(to.email, what, [{ ...told, because, hitUrl: hitLink(context, to.id, told) }], end)
}

type Later = { subscriber: { id: number }; because: Bilingual; at: Date }

async function keepForLater(tx: Db, { what, told }: Telling, later: Later[]): Promise<void> {
  if (later.length === 0) return
  await tx
    .insertInto('subscription_item')
    .values(
      later.map(({ subscriber, because, at }) => ({
        subscription_id: subscriber.id,
        what,
        told: JSON.stringify(told),
        because_zh: because.zh,
        because_en: because.en,
        due_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['subscription_id', 'what']).doNothing())
    .execute()
}
