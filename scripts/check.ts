import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { docFaults } from './check-docs.ts'
import { tablesOf } from './write-tables.ts'

/** Everything that can be wrong without running the program. All of it is run, each part by its name; one fault fails the whole. */
const root = fileURLToPath(new URL('../', import.meta.url))

type Check = { name: string; faults: () => string[] | Promise<string[]> }

const checks: Check[] = [
  { name: 'format and lint', faults: () => program('biome', 'check') },
  { name: 'types', faults: () => program('tsc', '--noEmit') },
  { name: 'dead code', faults: () => program('knip') },
  { name: 'architecture', faults: () => program('vitest', 'run', '--project', 'pure', 'test/architecture.test.ts') },
  { name: 'tables', faults: staleTables },
  { name: 'documents', faults: () => docFaults(root) },
]

const failed: string[] = []
for (const { name, faults } of checks) {
  const found = await faults()
  console.log(`${found.length === 0 ? '✓' : '✗'} ${name}`)
  for (const fault of found) console.log(fault.replace(/^/gm, '  '))
  if (found.length > 0) failed.push(name)
}
console.log(`${checks.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0

/** Runs a program of node_modules and answers its output as the one fault when it fails. */
function program(name: string, ...given: string[]): string[] {
  const { status, stdout, stderr, error } = spawnSync(join(root, 'node_modules', '.bin', name), given, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return []
  return [`${stdout ?? ''}${stderr ?? ''}${error ?? ''}`.trim() || `${name} ended with ${status}`]
}

async function staleTables(): Promise<string[]> {
  const fresh = await tablesOf(readFileSync(join(root, 'schema.sql'), 'utf8'))
  const written = readFileSync(join(root, 'src/db/tables.ts'), 'utf8')
  return fresh === written ? [] : ['src/db/tables.ts is older than schema.sql: npm run write-tables']
}
