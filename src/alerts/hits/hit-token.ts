import { createHmac, timingSafeEqual } from 'node:crypto'

/** The key in the letter to a firm: the number of what it said and a MAC over it. With it the firm confirms, and takes back. */
export function hitToken(secret: string, hitId: number): string {
  return `${hitId}.${macOf(secret, hitId)}`
}

/** What a key is for; null when it is not ours. */
export function readHitToken(secret: string, token: string): number | null {
  const [, number, mac] = /^([1-9]\d{0,14})\.([\w-]{43})$/.exec(token) ?? []
  if (number === undefined || mac === undefined) return null
  const id = Number(number)
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, id))) ? id : null
}

/** By which an address is known again without being kept. */
export const mailHash = (secret: string, email: string): string =>
  createHmac('sha256', secret).update(`measure-hit-mail:${email}`).digest('base64url')

function macOf(secret: string, id: number): string {
  return createHmac('sha256', secret).update(`measure-hit:${id}`).digest('base64url')
}
