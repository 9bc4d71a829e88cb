import { readConfig } from './config.ts'
import { openProgram } from './open-program.ts'

const program = await openProgram(readConfig(process.env)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => program.close().then(() => process.exit(0)))
}
