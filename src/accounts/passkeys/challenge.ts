import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a challenge was made for: signing in, or adding a passkey to one account. */
type ChallengePurpose = 'sign-in' | `add:${number}`

/** How long a person has to unlock the device. */
export const challengeLength_ms = 5 * 60_000

const randomLength = 16
const signedLength = randomLength + 6

/**
 * A challenge that proves itself: 128 random bits, when it ends, and an HMAC-SHA-256 over both and the purpose, so that asking for one
 * writes nothing and a flood of askers fills no table.
 */
export function newChallenge(secret: string, purpose: ChallengePurpose, now: Date): Uint8Array<ArrayBuffer> {
  const signed = Buffer.alloc(signedLength)
  randomBytes(randomLength).copy(signed)
  signed.writeUIntBE(now.getTime() + challengeLength_ms, randomLength, 6)
  return new Uint8Array(Buffer.concat([signed, seal(secret, purpose, signed)]))
}

/** A challenge as the browser answered it, and until when it may be. */
export type Answered = { challenge: string; expires_at: Date }

/**
 * The challenge that `clientDataJSON` (base64url) answers; null when it is not ours, was made for something else, is too old, or cannot
 * be read. Whether it was answered before only the database knows.
 */
export function answeredChallenge(
  secret: string,
  purpose: ChallengePurpose,
  clientDataJSON: string,
  now: Date,
): Answered | null {
  const challenge = challengeIn(clientDataJSON)
  const bytes = Buffer.from(challenge, 'base64url')
  const [signed, given] = [bytes.subarray(0, signedLength), bytes.subarray(signedLength)]
  const due = seal(secret, purpose, signed)
  if (signed.length !== signedLength || given.length !== due.length || !timingSafeEqual(given, due)) return null
  const expires_at = new Date(signed.readUIntBE(randomLength, 6))
  return expires_at > now ? { challenge, expires_at } : null
}

function challengeIn(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return ''
  }
}

const seal = (secret: string, purpose: ChallengePurpose, signed: Buffer): Buffer =>
  createHmac('sha256', secret).update(`passkey\0${purpose}\0`).update(signed).digest()
