import { readConfig } from './config.ts'
import { openProgram, type Program } from './open-program.ts'

// Asked to stop while it opens, it opens first and then closes in order: from its first answer on, nothing is cut off.
const opening = open()
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => opening.then((program) => program.close()).then(() => process.exit(0)))
}

await opening.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function open(): Promise<Program> {
  return openProgram(readConfig(process.env))
}
