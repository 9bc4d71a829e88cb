import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long a link in a letter about a measure vouches for who holds it. */
export const letterLinkWithin_days = 60

/** What a link in a subscriber's letter is for: a measure, told to a subscription, until a day. */
export type LetterLink = { subscriptionId: number; family: string; until: Date }

/** The key in the letter: subscription, measure and last moment, and a MAC over all three. Holds nothing about the person. */
export function letterToken(secret: string, { subscriptionId, family, until }: LetterLink): string {
  const said = `${subscriptionId}.${Buffer.from(family).toString('base64url')}.${Math.floor(until.getTime() / 1000)}`
  return `${said}.${macOf(secret, said)}`
}

/** What a key is for; null when it is not ours or over at `now`. */
export function readLetterToken(secret: string, token: string, now: Date): LetterLink | null {
  const [, said, id, family, until, mac] =
    /^(([1-9]\d{0,14})\.([\w-]{1,400})\.(\d{1,12}))\.([\w-]{43})$/.exec(token) ?? []
  if (said === undefined || family === undefined || mac === undefined) return null
  // The texts are compared, not the bytes: the last letter of base64url has bits that decoding drops.
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, said)))) return null
  const last = new Date(Number(until) * 1000)
  if (last < now) return null
  return { subscriptionId: Number(id), family: Buffer.from(family, 'base64url').toString(), until: last }
}

const macOf = (secret: string, said: string): string =>
  createHmac('sha256', secret).update(`measure-hit-letter:${said}`).digest('base64url')
