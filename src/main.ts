import { readConfig } from './config.ts'
import { openProgram, type Program } from './open-program.ts'

// Asked to stop while it opens, it opens first and then closes in order: from its first answer on, nothing is cut off.
const opening = open()
let toldToStop = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

// npm hands SIGTERM to the shell between it and us, which dies of it and tells nobody: an orphan would hold port and database.
const shell = process.ppid
const shellLooked_ms = 250
if (process.env.npm_lifecycle_event === 'start') {
  const looking = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(looking)
    stop()
  }, shellLooked_ms)
}

await opening.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

function stop(): void {
  if (toldToStop) return
  toldToStop = true
  opening.then((program) => program.close()).then(() => process.exit(0))
}

async function open(): Promise<Program> {
  return openProgram(readConfig(process.env))
}
