import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { findSignals } from '../src/alerts/watch/find-signals.ts'
import { recordSignals } from '../src/alerts/watch/record-signals.ts'
import { WATCH } from '../src/alerts/watch/watch-choice.ts'
import { readConfig } from '../src/config.ts'
import { openProgram } from '../src/open-program.ts'
import { addDays, shanghaiInstant } from '../src/reference/calendar.ts'

/** A Sunday, so that the weekly detectors run, too. */
const LAST_DAY = '2026-11-15'
const HISTORY_DAYS = 1826
/** A day with anything about so often: some 130 rows a series. */
const EVERY_DAYS = 14
const BATCH = 2000
const MB = 1024 * 1024

/**
 * `npm run bench -- watch --night --series=100000`: one night of the watch end to end over so many live series of five years: read, tested by
 * all detectors of a week's end, and what is found written as signals. Prints seconds, series a second and the most memory that the
 * process held while at it. The database is made first and is not counted.
 */
export async function runNight(args: string[]): Promise<void> {
  const series = Number(args.find((arg) => arg.startsWith('--series='))?.slice(9) ?? '10000')
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-bench-'))
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'error' })
  const program = await openProgram({ ...config, web: false, worker: false })
  for (let from = 0; from < series; from += BATCH) await fill(program.world.db, from, Math.min(series, from + BATCH))
  await wholeCity(program.world.db, series)
  const before = process.memoryUsage().rss
  let most = before
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 200)
  const started = performance.now()
  const found = await findSignals(program.world, { kind: 'complaint', night: LAST_DAY, choice: WATCH, earlier: [] })
  const tested = performance.now()
  const now = shanghaiInstant(addDays(LAST_DAY, 1), '02:00')
  const context = { ...program.world, actor: { kind: 'job' as const, name: 'bench' }, now }
  const signals = await recordSignals(context, { fresh: found.fresh, again: [] }, 0)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watching)
  console.log(
    JSON.stringify({
      bench: 'watch-night',
      series,
      years: 5,
      seconds: Number(seconds.toFixed(1)),
      of_that_read_and_test: Number(((tested - started) / 1000).toFixed(1)),
      series_per_s: Math.round(series / seconds),
      memory_mb_before: Math.round(before / MB),
      memory_mb_most: Math.round(most / MB),
      signals: signals.length,
    }),
  )
  await program.close()
  rmSync(folder, { recursive: true, force: true })
}

type BenchDb = Awaited<ReturnType<typeof openProgram>>['world']['db']

/** Some series of one street and leaf each, with days drawn evenly over five years and three sightings in the last fortnight. */
async function fill(db: BenchDb, from: number, to: number): Promise<void> {
  await sql`
    insert into series (kind, level, key)
    select 'complaint', 'street_leaf', 'D' || n % 10 || '|S' || n % 80 || '|P|P.' || n from generate_series(${from}::int, ${to - 1}::int) as n`.execute(
    db,
  )
  await sql`
    insert into observation (source, ref, kind, day, recorded_at, count)
    select 'bench', n || '/' || k, 'complaint', date ${sql.lit(LAST_DAY)} - (k * 4 + n % 3), now(), 1
      from generate_series(${from}::int, ${to - 1}::int) as n, generate_series(0, 2) as k`.execute(db)
  await sql`
    with made as (
      insert into sighting (kind, observation_id, day, arrived_at, people, leaf, danger)
      select 'complaint', o.id, o.day, now(), 1, null, 0 from observation o
       where o.source = 'bench' and split_part(o.ref, '/', 1)::int between ${from} and ${to - 1} returning id, observation_id, day)
    insert into series_sighting (series_id, day, sighting_id)
    select s.id, made.day, made.id from made join observation o on o.id = made.observation_id
      join series s on s.kind = 'complaint' and s.level = 'street_leaf'
       and s.key = 'D' || split_part(o.ref, '/', 1)::int % 10 || '|S' || split_part(o.ref, '/', 1)::int % 80 || '|P|P.' || split_part(o.ref, '/', 1)`.execute(
    db,
  )
  await sql`
    insert into series_day (series_id, day, incidents, people, danger1, danger2, danger3)
    select s.id, date ${sql.lit(LAST_DAY)} - d, 1, 1, 0, 0, 0
      from series s, generate_series(0, ${HISTORY_DAYS - 1}::int) as d
     where s.id between (select max(id) - ${to - from - 1} from series) and (select max(id) from series)
       and ((d >= 14 and hashint4(s.id * 4096 + d) % ${EVERY_DAYS} = 0)
            or exists (select from series_sighting p where p.series_id = s.id and p.day = date ${sql.lit(LAST_DAY)} - d))`.execute(
    db,
  )
}

/** The series of the whole city, which says since when anything is counted, and how many series there are. */
async function wholeCity(db: BenchDb, series: number): Promise<void> {
  await sql`insert into series_level (kind, level, nodes) values ('complaint', 'street_leaf', ${series}), ('complaint', 'city', 1)`.execute(
    db,
  )
  await sql`
    with city as (insert into series (kind, level, key) values ('complaint', 'city', '') returning id)
    insert into series_day (series_id, day, incidents, people, danger1, danger2, danger3)
    select city.id, d.day, sum(incidents), sum(people), 0, 0, 0 from city, series_day d group by city.id, d.day`.execute(
    db,
  )
  await sql`
    insert into series_sighting (series_id, day, sighting_id)
    select s.id, g.day, g.id from series s, sighting g where s.level = 'city'`.execute(db)
  await sql`analyze`.execute(db)
}
