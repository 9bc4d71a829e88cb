import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { findMeasureNamed, type MeasureNamed } from './find-measure-named.ts'
import { mailHash } from './hit-token.ts'
import type { HitBand } from './hit-words.ts'
import { readLetterToken } from './letter-token.ts'

/** What is known of the firm behind an address: what it said of another measure, or its account. */
export type KnownFirm = { name: string; code: string; product: string; band: HitBand }

export type LetterLinkRead = { measure: MeasureNamed; email: string; known: KnownFirm | null; said: number | null }

/**
 * What a link in a subscriber's letter is about, and the firm that this address has spoken for before, so that one button is left to press.
 * `said` is the standing word of this address on this measure. Throws NotFound for a link that is not ours, is over, or whose subscription
 * is not confirmed or has ended; Conflict for a measure that was withdrawn.
 */
export async function readLetterLink(context: Context, { token }: { token: string }): Promise<LetterLinkRead> {
  const { db, secret, now } = context
  const link = readLetterToken(secret, token, now)
  if (link === null) throw new NotFound(over)
  const subscriber = await db
    .selectFrom('subscription')
    .where('id', '=', link.subscriptionId)
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .select('email')
    .executeTakeFirst()
  if (!subscriber) throw new NotFound(over)
  const measure = await findMeasureNamed(context, link.family)
  const email = subscriber.email.trim().toLowerCase()
  const words = await wordsOf(context, email)
  const said = words.find(({ family }) => family === measure.family)?.id ?? null
  return { measure, email, known: words[0] ?? (await accountOf(context, email)), said }
}

/** What stands by this address, the newest first. */
function wordsOf({ db, secret }: Context, email: string) {
  return db
    .selectFrom('measure_hit')
    .where('mail_hash', '=', mailHash(secret, email))
    .where('state', '=', 'stands')
    .select(['id', 'family', 'name', 'code', 'product', 'band'])
    .orderBy('stands_at', 'desc')
    .limit(200)
    .execute()
}

/** The one firm whose account this address is. */
async function accountOf({ db }: Context, email: string): Promise<KnownFirm | null> {
  const firms = await db
    .selectFrom('firm_account as a')
    .innerJoin('enterprise as e', 'e.id', 'a.enterprise_id')
    .where('a.email', '=', email)
    .where('a.confirmed_at', 'is not', null)
    .where('a.ended_at', 'is', null)
    .select(['e.name', 'e.code'])
    .limit(2)
    .execute()
  const [firm, another] = firms
  return firm && !another ? { ...firm, product: '', band: 'unknown' } : null
}

const over = {
  zh: '链接不完整或已过期，请在措施页面填写。',
  en: 'The link is incomplete or over: say it on the page of the measure.',
}
