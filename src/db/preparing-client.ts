import { createHash } from 'node:crypto'
import pg from 'pg'

/** A statement that begins with this comment is planned once per connection and then only run. */
export const prepared = '/* prepared */'

const names = new Map<string, string>()

/**
 * node-postgres plans every statement anew unless it has a name, and Kysely gives none; for the few large statements of the
 * filing path, planning costs more than running.
 */
export class PreparingClient extends pg.Client {
  // The signature of pg's query has a dozen overloads; only (text, values) is touched, the rest passes through.
  override query(...given: unknown[]): never {
    const [text, values] = given
    if (typeof text === 'string' && Array.isArray(values) && text.startsWith(prepared)) {
      return super.query({ name: nameOf(text), text, values } as never) as never
    }
    return (super.query as (...args: unknown[]) => never).apply(this, given)
  }
}

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, name)
  return name
}
