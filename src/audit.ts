import { once } from 'node:events'
import { nothingSealed } from './accounts/audit-trail.ts'
import { newestIds, sealedRows } from './accounts/sealed-rows.ts'
import { verifyAudit } from './accounts/verify-audit.ts'
import { readConfig } from './config.ts'
import { openProgram } from './open-program.ts'

/** `npm run audit -- verify [HEAD]` checks the chain over all history, exit code 1 when it is broken; `export` writes every row as JSON lines. */

const [command = '', noted = null] = process.argv.slice(2)
if (command !== 'verify' && command !== 'export') {
  console.error('用法 Usage: npm run audit -- verify [HEAD] | export')
  process.exit(2)
}
const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
const program = await openProgram({ ...config, web: false, worker: false }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
try {
  if (command === 'verify') {
    const verified = await verifyAudit(program.world, { noted })
    console.log(JSON.stringify(verified))
    process.exitCode = verified.whole ? 0 : 1
  } else await exportAll()
} finally {
  await program.close()
}

async function exportAll(): Promise<void> {
  for (const row of await sealedRows(program.world.db, nothingSealed, await newestIds(program.world.db))) {
    if (!process.stdout.write(`${JSON.stringify({ ...row, text: JSON.parse(row.text) })}\n`))
      await once(process.stdout, 'drain')
  }
}
