import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { countMarkets } from '../src/alerts/measures/count-markets.ts'
import { countMeasures } from '../src/alerts/measures/count-measures.ts'
import { listDays } from '../src/alerts/measures/list-days.ts'
import { listMeasures, type MeasuresAsked } from '../src/alerts/measures/list-measures.ts'
import { readMeasure } from '../src/alerts/measures/read-measure.ts'
import { assessNotice } from '../src/alerts/notices/assess-notice.ts'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/context.ts'
import { importNotices } from '../src/intake/import-notices.ts'
import { openProgram } from '../src/open-program.ts'
import { projectRoot } from '../src/project-root.ts'
import { loadNoticeRules } from '../src/reference/notice-rules.ts'

const everything: MeasuresAsked = {
  ...{ family: null, leaf: null, market: null, hs: null, level: null, open: false },
  ...{ newDays: null, closingDays: null, text: null, page: 1 },
}
const questions: Record<string, Partial<MeasuresAsked>> = {
  newest: {},
  word: { text: 'battery charger' },
  rare_word: { text: 'kettle 4711' },
  chinese: { text: '玩具 安全' },
  symbol: { text: 'USA/4711' },
  broad: { text: 'TBT' },
  market_open: { market: 'USA', open: true },
  sector_word: { leaf: 'PROD.01', text: 'lamp' },
  hs: { hs: '8504' },
  closing: { closingDays: 7 },
}
const rounds = 40
const limit_ms = 100

/**
 * `npm run bench -- trade [NOTICES]`: how long the trade desk takes to search, over so many measures (110,000 unless said) that it makes up.
 * With DATABASE_URL of an empty PostgreSQL; else on PGlite. One JSON line a question: median, 95th percentile and
 * slowest in milliseconds.
 */
export async function run([count = '110000']: string[]): Promise<void> {
  const config = readConfig({ ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'error' })
  const program = await openProgram({ ...config, web: false, worker: false })
  try {
    const context = { ...program.world, actor: { kind: 'citizen' as const }, now: new Date('2026-11-16T02:00:00Z') }
    const symbol = await takeIn(context, join(projectRoot, config.city))
    await makeUp(context.db, Number(count))
    for (const [name, asked] of Object.entries(questions))
      await measured(name, Number(count), () => listMeasures(context, { ...everything, ...asked }))
    await measured('glance', Number(count), () => countMeasures(context))
    await measured('map', Number(count), () => countMarkets(context))
    await measured('calendar', Number(count), () => listDays(context, { ...everything }, '2026-11'))
    await measured('calendar_market', Number(count), () =>
      listDays(context, { ...everything, market: 'USA' }, '2026-12'),
    )
    await measured('dossier', Number(count), () => readMeasure(context, { symbol }))
  } finally {
    await program.close()
  }
}

/** The city's own demo bulletins, read and weighed as the worker does: a whole dossier among the made-up rows. Answers its symbol. */
async function takeIn(context: Context, cityFolder: string): Promise<string> {
  const operator = { ...context, actor: { kind: 'operator' as const }, rules: loadNoticeRules(cityFolder) }
  const name = 'bulletins-eping.json'
  const bytes = await readFile(join(cityFolder, 'demo', name))
  await importNotices(operator, { source: 'eping', name, mediaType: 'application/json', bytes })
  const notices = await context.db.selectFrom('notice').select(['id', 'version']).orderBy('id').execute()
  for (const { id, version } of notices) await assessNotice(operator, { noticeId: id, version })
  const { family } = await context.db
    .selectFrom('measure')
    .select('family')
    .orderBy('notices', 'desc')
    .executeTakeFirstOrThrow()
  return family
}

async function measured(name: string, notices: number, ask: () => Promise<unknown>): Promise<void> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now()
    await ask()
    taken.push(performance.now() - from)
  }
  const sorted = taken.toSorted((a, b) => a - b)
  const p50_ms = Math.round((sorted[rounds / 2] ?? 0) * 10) / 10
  const p95_ms = Math.round((sorted[Math.ceil(rounds * 0.95) - 1] ?? 0) * 10) / 10
  const max_ms = Math.round((sorted.at(-1) ?? 0) * 10) / 10
  console.log(JSON.stringify({ bench: 'trade', question: name, notices, p50_ms, p95_ms, max_ms, limit_ms }))
}

/** Measures of our own invention in the proportions of the real list: a few words said often, many said seldom. */
async function makeUp(db: Parameters<typeof countMeasures>[0]['db'], count: number): Promise<void> {
  await sql`
    insert into notice (source, source_id, kind, title, jurisdiction, published_on, version, content_hash, content, first_seen_at, changed_at)
    select 'eping', 'bench', 'bulletin', 'bench', 'USA', '2026-01-01', 1, 'bench', '{}', now(), now()
    on conflict do nothing`.execute(db)
  await sql`
    insert into measure (family, newest_id, area, market, title, title_zh, symbols, notices, leaves, hs, ics, objectives, measure_types, level, points, relief,
      withdrawn, rule_version, weighing, comment_until, in_force_from, clocks, comment_moves, in_force_moves, first_on, newest_on, words,
      first_seen_at, changed_at, weighed_on)
    select 'G/TBT/N/' || m || '/' || i, (select id from notice where source_id = 'bench'), 'TBT', m, 'Requirements for ' || w || ' no. ' || i, '关于安全的通报', array['G/TBT/N/' || m || '/' || i], 1,
      array['PROD.0' || (1 + i % 6)], array[h], '{}', '{}', '{limit}', 'yellow', 40, false, false, 'bench', '{"leaves":[],"reasons":[],"exposure":null}',
      date '2026-11-16' - 4000 + i % 4060, null, '{"comment":{"raw":"","kind":"unknown"},"adoption":{"raw":"","kind":"unknown"},"inForce":{"raw":"","kind":"unknown"}}', 0, 0, date '2026-11-16' - i % 9000, date '2026-11-16' - i % 9000,
      array_to_tsvector(array['tbt', lower(m), i::text, '安全', z] || string_to_array(w, ' ')), now(), now(), '2026-11-16'
    from (select i, (array['USA','EU','UGA','BRA','KEN','JPN','KOR','ISR','CHN','IND'])[1 + i % 10] as m,
             (array['battery charger','electric lamp','toy','kettle','radio equipment','food additive','cosmetic product','vehicle part'])[1 + i % 8] as w,
             (array['玩具','灯具','电池','食品'])[1 + i % 4] as z,
             (array['8504','9503','8516','8517','2106','3304','8708','9405'])[1 + i % 8] as h
      from generate_series(1, ${count}::int) i) made
    on conflict do nothing`.execute(db)
  await sql`analyze measure`.execute(db)
}
