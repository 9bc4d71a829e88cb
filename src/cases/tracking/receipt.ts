import { createHmac, hash } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so that a code read aloud or copied by hand is read back the same. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The receipt for a filing: 20 characters in five groups, 100 bits, e.g. `K7QF-2M9T-XW4C-8RBN-J3HD`. Derived from the filing's
 * seed under the service's secret, so that a filing sent twice gets the same receipt although only its hash is stored.
 */
export function receiptCode(secret: string, seed: string): string {
  const bytes = createHmac('sha256', secret).update('receipt\0').update(seed).digest()
  const letters = Array.from(bytes.subarray(0, 20), (byte) => alphabet[byte % 32]).join('')
  return (letters.match(/.{4}/g) ?? []).join('-')
}

/** SHA-256 of a receipt as a person may type it: any case, with or without dashes, O for 0, I or L for 1. */
export function receiptHash(code: string): string {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return hash('sha256', letters)
}
