import { createHmac, timingSafeEqual } from 'node:crypto'

/** The key in a firm's letter: the number of its receipt and a MAC over it. It lets its holder see that warning and say it came. */
export function receiptToken(secret: string, receiptId: number): string {
  return `${receiptId}.${macOf(secret, receiptId)}`
}

/** The receipt that a key is for; null when it is not ours. */
export function readReceiptToken(secret: string, token: string): number | null {
  const [, number, mac] = /^([1-9]\d{0,14})\.([\w-]{43})$/.exec(token) ?? []
  if (number === undefined || mac === undefined) return null
  const id = Number(number)
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, id))) ? id : null
}

function macOf(secret: string, id: number): string {
  return createHmac('sha256', secret).update(`warning-receipt:${id}`).digest('base64url')
}
