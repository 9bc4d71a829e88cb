import { isAbsolute, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { loadMonthWords } from './demo/month-words.ts'
import { playMonth } from './demo/play-month.ts'
import { openProgram } from './open-program.ts'
import { projectRoot } from './project-root.ts'
import { addDays, toShanghaiDate } from './reference/calendar.ts'
import { loadIncidentModel } from './triage/incidents/load-incident-model.ts'

/**
 * `npm run demo-month`: plays a month of the made-up city up to yesterday, with an event planted in its last two weeks, into the database that
 * `npm start` opens next. `--seed 7` another city, `--per-day 40`, `--history 84` days before, `--days 30`, `--quiet` without the event.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'per-day': { type: 'string', default: '40' },
    history: { type: 'string', default: '84' },
    days: { type: 'string', default: '30' },
    quiet: { type: 'boolean', default: false },
  },
})

const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
if (config.production) {
  console.error('演示月只用于演示数据库，不能写进正式库。The demo month is for a demo database, never for production.')
  process.exit(2)
}
const cityFolder = isAbsolute(config.city) ? config.city : join(projectRoot, config.city)
const program = await openProgram({ ...config, web: false, worker: false }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
try {
  const now = new Date()
  const days = Number(values.days)
  await playMonth(
    { ...program.world, actor: { kind: 'operator' }, now },
    {
      words: loadMonthWords(cityFolder),
      incidents: loadIncidentModel(cityFolder),
      from: addDays(toShanghaiDate(now), -days),
      days,
      historyDays: Number(values.history),
      perDay: Number(values['per-day']),
      seed: Number(values.seed),
      planted: !values.quiet,
      onDay: (played) => console.log(JSON.stringify(played)),
    },
  )
} finally {
  await program.close()
}
