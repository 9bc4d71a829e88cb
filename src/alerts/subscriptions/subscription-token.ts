import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link in a letter lets its holder do. */
export type SubscriptionPurpose = 'confirm' | 'end'

/** The key in a link: the subscription's number and a MAC over number and purpose. Holds nothing about the person. */
export function subscriptionToken(secret: string, id: number, purpose: SubscriptionPurpose): string {
  return `${id}.${macOf(secret, id, purpose)}`
}

/** The subscription that a link is for; null when the key is not ours or for something else. */
export function readSubscriptionToken(secret: string, token: string, purpose: SubscriptionPurpose): number | null {
  const [, number, mac] = /^([1-9]\d{0,14})\.([\w-]{43})$/.exec(token) ?? []
  if (number === undefined || mac === undefined) return null
  const id = Number(number)
  // The texts are compared, not the bytes: the last letter of base64url has bits that decoding drops.
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, id, purpose))) ? id : null
}

function macOf(secret: string, id: number, purpose: SubscriptionPurpose): string {
  return createHmac('sha256', secret).update(`subscription:${id}:${purpose}`).digest('base64url')
}
