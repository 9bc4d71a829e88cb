import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { WatchMethod } from './alerts/watch/candidate.ts'
import { methodWords } from './alerts/watch/method-words.ts'
import { replayWatch } from './alerts/watch/replay-watch.ts'
import { WATCH } from './alerts/watch/watch-choice.ts'
import { readConfig } from './config.ts'
import { openProgram } from './open-program.ts'

/**
 * `npm run replay -- --from 2026-10-01 --to 2026-10-31`: what the nightly tests would have found on the stored data, one JSON line a signal, an
 * event and, last, the sum. `--kind injury`, `--surprise 5`, `--discovery-share .05`, `--people 4`, `--same-days 21`,
 * `--method disproportionality` (one method alone) try other settings.
 */

const day = z.iso.date()
const asked = z
  .strictObject({
    from: day,
    to: day,
    kind: z.enum(['complaint', 'recall', 'failed_sample', 'injury']).default('complaint'),
    surprise: z.coerce.number().default(WATCH.surpriseMin),
    'discovery-share': z.coerce.number().min(0).max(1).default(WATCH.discoveryShare),
    people: z.coerce.number().int().min(1).default(WATCH.peopleMin),
    method: z.enum(Object.keys(methodWords) as WatchMethod[]).optional(),
    'same-days': z.coerce.number().int().min(0).max(56).default(WATCH.sameDays),
  })
  .refine(({ from, to }) => from <= to)

const option = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    from: option,
    to: option,
    kind: option,
    surprise: option,
    'discovery-share': option,
    people: option,
    'same-days': option,
    method: option,
  },
})
const parsed = asked.safeParse(values)
if (!parsed.success) {
  console.error(
    '用法 Usage: npm run replay -- --from YYYY-MM-DD --to YYYY-MM-DD [--kind injury] [--surprise 5] [--discovery-share 0.05] [--people 4] [--same-days 21] [--method disproportionality]',
  )
  process.exit(2)
}
const {
  from,
  to,
  kind,
  surprise,
  'discovery-share': discoveryShare,
  people,
  'same-days': sameDays,
  method,
} = parsed.data
const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
const program = await openProgram({ ...config, web: false, worker: false }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
try {
  const choice = { ...WATCH, surpriseMin: surprise, discoveryShare, peopleMin: people, sameDays, only: method ?? null }
  const { signals, events, ...sum } = await replayWatch(program.world, { kind, from, to, choice })
  for (const signal of signals) console.log(JSON.stringify(signal))
  for (const event of events) console.log(JSON.stringify(event))
  console.log(
    JSON.stringify({
      ...sum,
      signals: signals.length,
      events: events.length,
      found: events.filter(({ found }) => found).length,
    }),
  )
} finally {
  await program.close()
}
