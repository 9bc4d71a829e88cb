import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readConfig } from './config.ts'
import { importComplaints } from './intake/import-complaints.ts'
import { openProgram } from './open-program.ts'

const sources = ['complaints', 'cpsc', 'safety-gate', 'samr', 'eping', 'tbt-zh']

const [source, ...files] = process.argv.slice(2)
if (!source || !sources.includes(source) || files.length === 0) {
  console.error(`用法 Usage: npm run import -- ${sources.join('|')} FILE…`)
  process.exit(2)
}

// The worker runs too, so that the letters an import owes go out before the command ends.
const program = await openProgram({ ...readConfig(process.env), web: false, worker: false, logLevel: 'warn' })
try {
  const context = { ...program.world, actor: { kind: 'operator' as const }, now: new Date() }
  for (const file of files) {
    const bytes = await readFile(file)
    console.log(JSON.stringify(await importComplaints(context, { name: basename(file), bytes })))
  }
} finally {
  await program.close()
}
