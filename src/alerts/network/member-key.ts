import { createHash, createHmac } from 'node:crypto'

/**
 * The key of a member that one sent form makes, shown once; `hash` is what is kept, `hint` how people tell one key from another. It follows
 * from the form's submission key and the service's secret: a form sent twice makes one key, although only its hash is stored.
 */
export function memberKey(secret: string, submissionKey: string): { key: string; hash: string; hint: string } {
  const bytes = createHmac('sha256', secret).update('member\0').update(submissionKey).digest()
  const key = `qsn_${bytes.subarray(0, 24).toString('base64url')}`
  return { key, hash: memberKeyHash(key), hint: key.slice(-4) }
}

/** SHA-256 of a key, hex: 192 bits that nobody can guess need no salt. */
export const memberKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex')
