import { createHash, randomBytes } from 'node:crypto'

/** A new session token: 256 random bits, known only to the browser. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: its SHA-256. A token of 256 random bits needs no slower hash. */
export function sessionTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const minute = 60_000
/** A session ends this long after sign-in, whatever happens. */
export const sessionLength_ms = 12 * 60 * minute
/** … or when nothing was asked of it for this long. */
export const sessionIdleMax_ms = 2 * 60 * minute
/** How stale the record of the last request may be, so that not every page writes a row. */
export const sessionSeenStep_ms = 5 * minute
