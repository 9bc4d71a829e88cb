import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readVaultKeys } from '../../src/accounts/identity-vault.ts'
import { readConfig } from '../../src/config.ts'
import type { Actor, Context, World } from '../../src/context.ts'
import { openFilingLine } from '../../src/intake/filing-line.ts'
import { openQueue } from '../../src/jobs/queue.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadTradeCodes } from '../../src/reference/trade-codes.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { useDatabase } from './database.ts'

const config = readConfig({ NODE_ENV: 'test' })
const directory = join(projectRoot, config.city)

// Loaded once a worker: test files share its modules.
const city = loadCity(directory)
const model = loadModel(directory)
const codes = loadTradeCodes(directory)

/** Monday 16 November 2026, 10:00 in Shenzhen: a working day with working days around it. */
export const monday = new Date('2026-11-16T02:00:00Z')

/** The world as `main` opens it, on a database of this file's own: `const world = await useWorld()`. */
export async function useWorld(): Promise<World> {
  const opened = await useDatabase()
  const queue = await openQueue(opened, false, (error) => {
    throw error
  })
  const ground = { db: opened.db, queue }
  const filings = openFilingLine(ground)
  afterAll(async () => {
    await filings.drained()
    await queue.close()
  })
  return {
    ...ground,
    filings,
    city,
    model,
    codes,
    secret: 'a-secret-of-the-tests-0123456789',
    vault: readVaultKeys(null, 'a-secret-of-the-tests-0123456789'),
    publicUrl: 'http://localhost:8080',
  }
}

/** What a verb is given: a citizen on Monday at ten, unless said otherwise. */
export function contextOf(
  world: World,
  { actor = { kind: 'citizen' }, now = monday }: { actor?: Actor; now?: Date } = {},
): Context {
  return { ...world, actor, now }
}
