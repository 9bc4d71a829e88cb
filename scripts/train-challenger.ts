import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { buildChallenger } from '../src/learning/build-challenger.ts'
import { orderChallenger } from '../src/learning/order-challenger.ts'
import type { Replay } from '../src/learning/replay.ts'
import { replayChallenger } from '../src/learning/replay-challenger.ts'
import { openProgram } from '../src/open-program.ts'

/**
 * `npm run train -- --corrections --reason "…"`: orders a challenger, teaches it from this database's corrections, replays it and
 * prints the comparison. It is promoted on the page, by a person. The embedded database must not be in use by a server.
 */
const { values } = parseArgs({
  options: {
    corrections: { type: 'boolean' },
    reason: { type: 'string', default: '命令行训练 Taught from the command line' },
  },
})
const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
const program = await openProgram({ ...config, web: false, worker: false }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
try {
  const context = { ...program.world, actor: { kind: 'operator' as const }, now: new Date() }
  const start = performance.now()
  const version = await orderChallenger(context, values)
  await buildChallenger(context, { version })
  await replayChallenger(context, { version })
  const { corrections, confirmed, replay } = await program.world.db
    .selectFrom('triage_model')
    .select(['corrections', 'confirmed', 'replay'])
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const { champion, reports, figures } = replay as Replay
  const seconds = Math.round((performance.now() - start) / 100) / 10
  console.log(JSON.stringify({ version, corrections, confirmed, seconds, beside: champion, reports, figures }))
} finally {
  await program.close()
}
