import { createHash } from 'node:crypto'

/** How long the keys of a firm's account are good. */
export const invitedByMail_days = 14
export const invitedByLetter_days = 30
export const linkGood_minutes = 30
export const sessionLength_hours = 8

/** What is kept of a key: its SHA-256. A code typed from a letter counts without blanks, hyphens and capitals. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key.trim()).digest('hex')
}

/** A one-time code as it was typed: blanks and hyphens do not count. */
export function typedCode(written: string): string {
  const plain = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return (plain.match(/.{1,4}/g) ?? []).join('-')
}

/** An address in its plain form; null for what is none. */
export function emailOf(typed: string): string | null {
  const email = typed.normalize('NFKC').trim().toLowerCase()
  return email.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null
}
