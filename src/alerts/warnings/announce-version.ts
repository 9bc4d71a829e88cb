import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { codesAskedFor } from '../subscriptions/subscription-choice.ts'
import { subscriptionPaths } from '../subscriptions/subscription-paths.ts'
import { subscriptionToken } from '../subscriptions/subscription-token.ts'
import { levelsUpward } from '../warning-acts.ts'
import { findNewestVersion } from './find-version.ts'
import { subscriberWarningLetter, type VersionTold } from './warning-letters.ts'
import { warningLinks } from './warning-links.ts'

/** Subscribers written to in one transaction. */
const abreast = 500

/**
 * Owes the letters of the newest version of a quality warning to the subscribers that it fits: by sector, level and district, and to those
 * in the trade alone where it is not for everybody. One letter each per version for ever, so it may run twice. Nobody outside is told of a
 * drill, nor of what is for authorities only.
 */
export async function announceVersion(context: Context, { warningId }: { warningId: number }): Promise<void> {
  const told = await findNewestVersion(context.db, warningId)
  if (!told || told.drill || told.content.audience === 'authorities') return
  for (let after: number | null = 0; after !== null; ) after = await announceToNext(context, told, after)
}

/** The subscriber up to whom letters are owed now; null when there are no more. Their rows are held, so that who ends meanwhile gets none. */
async function announceToNext(context: Context, told: VersionTold, after: number): Promise<number | null> {
  const { db, queue, now, city, publicUrl, secret } = context
  return db.transaction().execute(async (tx) => {
    const subscribers = await subscribersOf({ ...context, db: tx }, told, after)
    const url = told.content.audience === 'public' ? `${publicUrl}${warningLinks.public(told.warningId)}` : null
    const letters = subscribers.map(({ id, email }) => {
      const unsubscribeUrl = `${publicUrl}${subscriptionPaths.end(subscriptionToken(secret, id, 'end'))}`
      return subscriberWarningLetter(city, told, { to: email, url, unsubscribeUrl })
    })
    await oweLetters(tx, queue, letters, now)
    return subscribers.length < abreast ? null : (subscribers.at(-1)?.id ?? null)
  })
}

function subscribersOf({ db, city }: Context, { warningId, number, content }: VersionTold, after: number) {
  const levels = levelsUpward.slice(0, levelsUpward.indexOf(content.level) + 1)
  const districts = districtsHit(content)
  return (
    db
      .selectFrom('subscription')
      .select(['id', 'email'])
      .where('confirmed_at', 'is not', null)
      .where('ended_at', 'is', null)
      .where(sql<boolean>`(level_min = any (${levels}::text[]) or ${toldBefore(warningId, number)})`)
      // Who asked by codes or words alone asked for foreign measures.
      .where(sql<boolean>`(leaves <> '{}' or hs || ics || words = '{}')`)
      .where(sql<boolean>`(leaves = '{}' or leaves && ${codesAskedFor(city, content.leaves)}::text[])`)
      .where(sql<boolean>`(districts = '{}' or ${districts.length === 0} or districts && ${districts}::text[])`)
      .where(sql<boolean>`(trade or ${content.audience === 'public'})`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(abreast)
      .forShare()
      .execute()
  )
}

/** Whoever was told of an earlier version also hears that it was lowered or lifted. */
function toldBefore(warningId: number, number: number) {
  const earlier = Array.from({ length: number - 1 }, (_, index) => `warning:${warningId}:${index + 1}`)
  return sql<boolean>`exists (select from letter l where l.what = any (${earlier}::text[]) and l.recipient = email and l.reason = 'subscribed')`
}

const districtsHit = ({ districts, beyondCity }: VersionTold['content']): string[] => (beyondCity ? [] : districts)
