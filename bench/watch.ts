import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded } from '../src/alerts/signals/random.ts'
import { countSightings } from '../src/alerts/watch/count-sightings.ts'
import { findSignals } from '../src/alerts/watch/find-signals.ts'
import type { Sighted } from '../src/alerts/watch/sighted.ts'
import { testArrivals } from '../src/alerts/watch/test-arrivals.ts'
import { WATCH } from '../src/alerts/watch/watch-choice.ts'
import { readConfig } from '../src/config.ts'
import { openProgram } from '../src/open-program.ts'
import { addDays, shanghaiInstant } from '../src/reference/calendar.ts'
import { runNight } from './watch-night.ts'

const LAST_DAY = '2026-11-15'
const YEARS_DAYS = 730
const BATCH = 500
const ARRIVALS = 50
const LIMIT_MS = 50

/**
 * `npm run bench -- watch [sightings]`: counts so many sightings of a made-up city over two years (20,000 by default), then times what one
 * more dangerous report costs — counted in all its series and tested at once — and one whole night of tests. The limit is 50 ms a report.
 * `--night --series=100000`: a night over so many live series of five years instead (`watch-night.ts`).
 */
export async function run(args: string[]): Promise<void> {
  if (args.includes('--night')) return runNight(args)
  const [asked = '20000'] = args
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-bench-'))
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'error' })
  const program = await openProgram({ ...config, web: false, worker: false })
  const { db, city } = program.world
  const random = seeded(1)
  const leaves = [...city.leaves.values()].filter(({ code }) => code !== 'NONE')
  const draw = (nth: number, day: string, danger: number): Sighted => {
    const leaf = leaves[Math.floor(random() ** 2 * leaves.length)] as (typeof leaves)[number]
    const district = city.districts[Math.floor(random() * city.districts.length)] as (typeof city.districts)[number]
    const street = district.streets[Math.floor(random() * district.streets.length)]
    const arrivedAt = shanghaiInstant(day, '10:00')
    const told = { sector: leaf.sector, leaf: leaf.code, district: district.id, street: street?.zh ?? null }
    const names = {
      products: [`p${nth % 80}`],
      hazards: ['fire'],
      enterprises: [`e${Math.floor(random() * 4000)}`],
      brands: [],
      models: [],
      clauses: [],
    }
    return {
      ...told,
      ...names,
      kind: 'complaint',
      origin: { observation_id: nth },
      day,
      arrivedAt,
      people: 1,
      incidentId: null,
      danger,
    }
  }
  const observed = async (all: Sighted[]) => {
    const rows = all.map(({ origin, day, arrivedAt }) => ({
      ...{
        source: 'bench',
        ref: String((origin as { observation_id: number }).observation_id),
        kind: 'complaint' as const,
      },
      ...{ day, recorded_at: arrivedAt, count: 1 },
    }))
    const ids = await db.insertInto('observation').values(rows).returning('id').execute()
    return all.map((one, nth) => ({ ...one, origin: { observation_id: ids[nth]?.id as number } }))
  }
  const total = Number(asked)
  for (let at = 0; at < total; at += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, total - at) }, (_, nth) =>
      draw(at + nth, addDays(LAST_DAY, -Math.floor(((total - at - nth - 1) / total) * YEARS_DAYS)), 0),
    )
    await countSightings(db, await observed(some))
  }
  const context = {
    ...program.world,
    actor: { kind: 'job' as const, name: 'bench' },
    now: shanghaiInstant(addDays(LAST_DAY, 1), '10:00'),
  }
  const [times, cpus]: [number[], number[]] = [[], []]
  for (let nth = 0; nth < ARRIVALS; nth += 1) {
    const one = await observed([draw(total + nth, addDays(LAST_DAY, 1), 2)])
    const [started, busy] = [performance.now(), process.cpuUsage()]
    const touched = await countSightings(db, one)
    await testArrivals(context, { kind: 'complaint', series: touched.map(({ id }) => id) }, null, WATCH)
    times.push(performance.now() - started)
    const { user, system } = process.cpuUsage(busy)
    cpus.push((user + system) / 1000)
  }
  const started = performance.now()
  const { fresh } = await findSignals(program.world, { kind: 'complaint', night: LAST_DAY, choice: WATCH, earlier: [] })
  const night = performance.now() - started
  const { series } = await db
    .selectFrom('series')
    .select((eb) => eb.fn.countAll<number>().as('series'))
    .executeTakeFirstOrThrow()
  times.sort((a, b) => a - b)
  cpus.sort((a, b) => a - b)
  const median = times[Math.floor(times.length / 2)] as number
  const p95 = times[Math.floor(times.length * 0.95)] as number
  console.log(
    JSON.stringify({
      bench: 'watch',
      sightings: total,
      series,
      arrival_ms_median: Math.round(median),
      arrival_ms_p95: Math.round(p95),
      // The embedded database works in this process: what an arrival costs where nothing else runs.
      arrival_cpu_ms_median: Math.round(cpus[Math.floor(cpus.length / 2)] as number),
      limit_ms: LIMIT_MS,
      within: median <= LIMIT_MS,
      night_ms: Math.round(night),
      signals: fresh.length,
    }),
  )
  await program.close()
  rmSync(folder, { recursive: true, force: true })
}
