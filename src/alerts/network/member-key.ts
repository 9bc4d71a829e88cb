import { createHash, randomBytes } from 'node:crypto'

/** A new key of a member, shown once; `hash` is what is kept, `hint` how people tell one key from another. */
export function newMemberKey(): { key: string; hash: string; hint: string } {
  const key = `qsn_${randomBytes(24).toString('base64url')}`
  return { key, hash: memberKeyHash(key), hint: key.slice(-4) }
}

/** SHA-256 of a key, hex: 192 random bits need no salt. */
export const memberKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex')
