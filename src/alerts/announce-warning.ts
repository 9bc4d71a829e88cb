import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { type NewLetter, oweLetters } from '../jobs/owe-letters.ts'
import { codesAskedFor } from './subscription-choice.ts'
import { type Announced, dutyLetter, warningLetter } from './subscription-letters.ts'
import { subscriptionPaths } from './subscription-paths.ts'
import { subscriptionToken } from './subscription-token.ts'
import { levelsUpward } from './warning-acts.ts'
import { announceVersion } from './warnings/announce-version.ts'

/** Subscribers written to in one transaction. */
const abreast = 500

/**
 * Owes the letters of a released warning: to the duty desk of each bureau in charge of its leaves, and to every confirmed
 * subscriber who asked for one of its sectors, its market and its level. One letter each for ever, so it may run twice. A
 * warning that is not released, or no longer, is announced to nobody.
 */
export async function announceWarning(context: Context, { warningId }: { warningId: number }): Promise<void> {
  const { db, queue, now } = context
  const warning = await db
    .selectFrom('warning')
    .selectAll()
    .where('id', '=', warningId)
    .where((eb) => eb.or([eb('state', '=', 'released'), eb('kind', '=', 'quality')]))
    .executeTakeFirst()
  if (!warning) return
  if (warning.kind === 'quality') return announceVersion(context, { warningId })
  const told: Announced = {
    id: warning.id,
    level: warning.level,
    relief: warning.relief,
    title: { zh: warning.title_zh, en: warning.title_en },
    advice: { zh: warning.advice_zh, en: warning.advice_en },
    url: `${context.publicUrl}${subscriptionPaths.warning(warning.id)}`,
  }
  await db.transaction().execute((tx) => oweLetters(tx, queue, dutyLetters(context, warning.leaves, told), now))
  for (let after: number | null = 0; after !== null; ) after = await announceToNext(context, warning, told, after)
}

type Row = { leaves: string[]; market: string | null; level: Announced['level'] }

/** The subscriber up to whom letters are owed now; null when there are no more. Their rows are held, so that who ends meanwhile gets none. */
async function announceToNext(context: Context, warning: Row, told: Announced, after: number): Promise<number | null> {
  const { db, queue, now } = context
  return db.transaction().execute(async (tx) => {
    const subscribers = await subscribersOf({ ...context, db: tx }, warning, after)
    const letters = subscribers.map((subscriber) => letterTo(context, subscriber, told))
    await oweLetters(tx, queue, letters, now)
    return subscribers.length < abreast ? null : (subscribers.at(-1)?.id ?? null)
  })
}

function dutyLetters({ city }: Context, leaves: string[], told: Announced): NewLetter[] {
  const { dutyMail } = city
  if (dutyMail === null) return []
  const leads = new Set(leaves.map((code) => city.leaves.get(code)?.lead ?? city.fallbackBureau))
  return [...leads].flatMap((id) => {
    const bureau = city.bureaus.get(id)
    return bureau ? [dutyLetter(dutyMail.replace('{bureau}', id.toLowerCase()), told, bureau)] : []
  })
}

/** An empty list asks for everything. A warning without a market is sent rather than withheld. */
function subscribersOf({ db, city }: Context, { leaves, market, level }: Row, after: number) {
  const levels = levelsUpward.slice(0, levelsUpward.indexOf(level) + 1)
  return db
    .selectFrom('subscription')
    .select(['id', 'email'])
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('level_min', 'in', levels)
    .where(sql<boolean>`(leaves = '{}' or leaves && ${codesAskedFor(city, leaves)}::text[])`)
    .where(sql<boolean>`(markets = '{}' or ${market}::text is null or ${market}::text = any (markets))`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(abreast)
    .forShare()
    .execute()
}

function letterTo({ publicUrl, secret }: Context, to: { id: number; email: string }, told: Announced): NewLetter {
  const end = subscriptionPaths.end(subscriptionToken(secret, to.id, 'end'))
  return warningLetter(to.email, told, `${publicUrl}${end}`)
}
