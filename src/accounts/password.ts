import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (algorithm 2 is argon2id). */
const terms = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The argon2id hash of a password, in PHC form with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, terms)
}

/**
 * Whether the password is the account's. For an account that does not exist (`null`) it does the same work and answers no,
 * so that the time taken does not tell which usernames exist.
 */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  unknown ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(passwordHash ?? (await unknown), password)
  return matches && passwordHash !== null
}

let unknown: Promise<string> | null = null

/** Letters and digits that cannot be taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be handed to a person once: four groups of four, 79 bits. */
export function newPassword(): string {
  const letters: string[] = []
  // Bytes beyond the last whole multiple are thrown away, else the first letters would come up more often.
  const limit = 256 - (256 % alphabet.length)
  while (letters.length < 16)
    for (const byte of randomBytes(32)) if (byte < limit) letters.push(alphabet[byte % alphabet.length] ?? '')
  return (letters.slice(0, 16).join('').match(/.{4}/g) ?? []).join('-')
}
