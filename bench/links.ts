import { sql } from 'kysely'
import { recallKeys, reportKeys } from '../src/alerts/links/link-keys.ts'
import { linkNewReports } from '../src/alerts/links/link-new-reports.ts'
import { linkNotice } from '../src/alerts/links/link-notice.ts'
import { recallPortrait, reportPortrait } from '../src/alerts/links/portraits.ts'
import { readConfig } from '../src/config.ts'
import type { Actor, Context, World } from '../src/context.ts'
import { parseComplaint } from '../src/intake/new-complaint.ts'
import { contentHash, type RecallNotice } from '../src/intake/notice.ts'
import { recalledProduct, recallNotice } from '../src/intake/recalls/recall-notice.ts'
import { receiveComplaint } from '../src/intake/receive-complaint.ts'
import { openProgram } from '../src/open-program.ts'
import { triage } from '../src/triage/triage.ts'
import { rerunOnPostgres } from './bench-server.ts'
import { quantile } from './http-load.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

const templatesMax = 400
const asked = 100

/**
 * `npm run bench -- links [--recalls=20000] [--reports=1000000]` on a throwaway PostgreSQL: how long a report just filed takes to meet so many
 * recalls, and a new recall to meet so many reports of two years, reading, judging and writing included. Made up: every recall has a brand and a
 * model of its own; the reports are our synthetic ones, each hundredth naming a recalled brand. One JSON line a figure, p50 and p95 in milliseconds.
 */
export async function run(options: string[]): Promise<void> {
  if (!process.env.DATABASE_URL) return rerunOnPostgres('links', options)
  const count = (name: string, usual: number) =>
    Number(options.find((option) => option.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
  const [recalls, reports] = [count('recalls', 20_000), count('reports', 1_000_000)]
  const program = await openProgram({
    ...readConfig({ ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'error' }),
    web: false,
    worker: false,
  })
  try {
    const from = performance.now()
    await fillRecalls(program.world, recalls)
    await fillReports(program.world, recalls, reports)
    const fill_s = Math.round((performance.now() - from) / 1000)
    const held = { bench: 'links', recalls, reports, fill_s }
    console.log(
      JSON.stringify({
        ...held,
        figure: 'a new report meets the recalls',
        ...(await fileAndLink(program.world, recalls)),
      }),
    )
    console.log(
      JSON.stringify({
        ...held,
        figure: 'a new recall meets the reports',
        ...(await recallAndLink(program.world, recalls)),
      }),
    )
  } finally {
    await program.close()
  }
}

const now = new Date('2026-11-16T02:00:00Z')
const today = '2026-11-16'
const filing = { kind: 'complaint', anonymous: true }
const as = (world: World, actor: Actor): Context => ({ ...world, actor, now })
const job = (world: World) => as(world, { kind: 'job', name: 'bench' })

const letters = [...'澜铭泽恒钰嘉禾捷安锐童粤鲜博纳云桥星河倍瑞优锦朗晟凯乐宁祥']
/** A brand of three letters of its own, and its model number. */
const brandOf = (nth: number): string =>
  [0, 1, 2].map((place) => letters[Math.floor(nth / letters.length ** place) % letters.length]).join('')
const modelOf = (nth: number): string => `${'ABCDEFGHKMNP'[nth % 12]}${'XQRTUV'[nth % 6]}-${1000 + nth}`
const goods = ['充电宝', '电热水壶', '儿童滑板车', '电饭锅', '婴儿床', '电吹风', '台灯', '取暖器']

function recallOf(nth: number): RecallNotice {
  const good = goods[nth % goods.length] ?? ''
  return recallNotice({
    title: `深圳市${brandOf(nth)}电器有限公司召回部分${good}`,
    source: 'samr',
    sourceId: `B${nth}`,
    route: 'bench',
    jurisdiction: 'CHN',
    publishedOn: '2026-11-10',
    products: [recalledProduct({ name: good, brand: brandOf(nth), models: [modelOf(nth)] })],
    firms: [{ name: `深圳市${brandOf(nth)}电器有限公司`, role: 'manufacturer', country: 'CHN', city: '深圳市' }],
    hazards: ['fire'],
  })
}

async function fillRecalls({ db, city }: World, recalls: number): Promise<void> {
  for (let start = 0; start < recalls; start += 1000) {
    const batch = Array.from({ length: Math.min(1000, recalls - start) }, (_, at) => recallOf(start + at))
    const ids = await db
      .insertInto('notice')
      .values(
        batch.map((content) => ({
          ...{ source: content.source, source_id: content.sourceId, kind: content.kind, title: content.title },
          ...{ title_zh: null, jurisdiction: 'CHN', published_on: content.publishedOn, version: 1 },
          ...{
            content_hash: contentHash(content),
            content: JSON.stringify(content),
            first_seen_at: now,
            changed_at: now,
          },
        })),
      )
      .returning('id')
      .execute()
    await db
      .insertInto('link_block')
      .values(
        batch.map((content, at) => ({
          ...{ kind: 'recall' as const, id: ids[at]?.id ?? 0, day: content.publishedOn },
          keys: recallKeys(recallPortrait(content, city)),
        })),
      )
      .execute()
  }
}

/** Texts of our own go through triage once; then they are written again and again, each hundredth with a recalled brand in its headline. */
async function fillReports(world: World, recalls: number, reports: number): Promise<void> {
  await world.db.connection().execute((db) => fillOn({ ...world, db }, recalls, reports))
}

async function fillOn({ db, city, model }: World, recalls: number, reports: number): Promise<void> {
  await sql`create temporary table template (n integer, title text, text text, detail jsonb, keys text[])`.execute(db)
  for (let n = 0; n < Math.min(templatesMax, reports); n += 1) {
    const { title, text } = parseComplaint(JSON.parse(syntheticComplaint(n)), today)
    const assessment = triage({ title, text }, { city, model })
    const told = { title, text, respondent: null, product: null, assessment }
    const keys = reportKeys(reportPortrait(told, city), title)
    await sql`insert into template values (${n}, ${title}, ${text}, ${JSON.stringify(assessment)}::jsonb, ${keys}::text[])`.execute(
      db,
    )
  }
  const named = Array.from({ length: Math.min(recalls, 5000) }, (_, nth) => brandOf(nth * 3))
  await sql`set statement_timeout = 0`.execute(db)
  await sql`drop index link_block_keys`.execute(db)
  await sql`set session_replication_role = replica`.execute(db)
  await sql`
    insert into report (id, channel, content_hash, kind, title, text, anonymous, received_at)
    select 10000000 + i, 'hotline', i::text, 'complaint',
           case when i % 100 = 0 then (${named}::text[])[1 + i / 100 % ${named.length}] || '牌' else '' end || t.title, t.text, true,
           timestamptz '2026-11-15' - make_interval(days => i % 700)
      from generate_series(1, ${reports}::int) as i join template t on t.n = i % ${Math.min(templatesMax, reports)}`.execute(
    db,
  )
  await sql`
    insert into assessment (report_id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail)
    select r.id, r.received_at, 'bench', 'NONE', 0.5, 'AMR', 1, 'low', '{}', t.detail
      from report r join template t on t.n = (r.id - 10000000) % ${Math.min(templatesMax, reports)}`.execute(db)
  await sql`
    insert into link_block (kind, id, day, keys)
    select 'report', r.id, (r.received_at at time zone 'Asia/Shanghai')::date,
           case when (r.id - 10000000) % 100 = 0 then t.keys || ('n:' || left(r.title, 3)) else t.keys end
      from report r join template t on t.n = (r.id - 10000000) % ${Math.min(templatesMax, reports)}`.execute(db)
  await sql`set session_replication_role = origin`.execute(db)
  await sql`create index link_block_keys on link_block using gin (keys)`.execute(db)
  await sql`analyze`.execute(db)
}

async function fileAndLink(world: World, recalls: number) {
  const taken: number[] = []
  for (let nth = 0; nth < asked; nth += 1) {
    const meant = (nth * 197) % recalls
    const good = goods[meant % goods.length]
    const said = nth % 2 === 0 ? `${brandOf(meant)}牌${good}，型号${modelOf(meant)}，` : `在网上买的${good}，`
    const text = `${said}用了两天就冒烟，闻到烧焦味，商家不肯退货，请处理。第${nth}次反映。`
    await receiveComplaint(
      as(world, { kind: 'citizen' }),
      parseComplaint({ ...filing, submission_key: `links-bench-report-${nth}`, text }, today),
      { channel: 'web' },
    )
    taken.push(await timed(() => linkNewReports(job(world))))
  }
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from recall_link where state = 'confirmed'`.execute(world.db)
  return { ...figures(taken), linked: rows[0]?.n ?? 0 }
}

async function recallAndLink(world: World, recalls: number) {
  const taken: number[] = []
  for (let nth = 0; nth < asked; nth += 1) {
    const content = { ...recallOf((nth * 3) % recalls), sourceId: `N${nth}` }
    const { id } = await world.db
      .insertInto('notice')
      .values({
        ...{ source: content.source, source_id: content.sourceId, kind: content.kind, title: content.title },
        ...{ title_zh: null, jurisdiction: 'CHN', published_on: content.publishedOn, version: 1 },
        ...{
          content_hash: contentHash(content),
          content: JSON.stringify(content),
          first_seen_at: now,
          changed_at: now,
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    taken.push(await timed(() => linkNotice(job(world), { noticeId: id })))
  }
  return figures(taken)
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await act()
  return performance.now() - from
}

function figures(taken: number[]) {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(quantile(sorted, share) * 10) / 10
  return { asked: taken.length, p50_ms: at(0.5), p95_ms: at(0.95) }
}
