import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The unguessable part of a case feed's address: the case's number and 160 bits that only the receipt's hash and the service's
 * secret give. Whoever reads it learns how the case stands, and cannot open the tracking page with it.
 */
export function feedToken(secret: string, caseId: number, receiptHash: string): string {
  return `${caseId.toString(36)}-${signature(secret, caseId, receiptHash).toString('base64url')}`
}

/** The number of the case that an address speaks of, not yet proved; null when it can be none of ours. */
export function caseOfFeed(token: string): number | null {
  const number = /^([0-9a-z]{1,10})-[\w-]{27}$/.exec(token)?.[1]
  return number === undefined ? null : Number.parseInt(number, 36)
}

/** Whether the address was made for this case. */
export function isFeedOf(secret: string, caseId: number, receiptHash: string, token: string): boolean {
  const [expected, given] = [Buffer.from(feedToken(secret, caseId, receiptHash)), Buffer.from(token)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function signature(secret: string, caseId: number, receiptHash: string): Buffer {
  return createHmac('sha256', secret).update(`feed\0${caseId}\0${receiptHash}`).digest().subarray(0, 20)
}
