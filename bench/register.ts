import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { seeded } from '../src/alerts/signals/random.ts'
import type { Context } from '../src/context.ts'
import { applySchema } from '../src/db/apply-schema.ts'
import { type Db, openPostgres } from '../src/db/open.ts'
import { countCommonKeys } from '../src/enterprises/search/count-common-keys.ts'
import { type FirmFound, findFirms } from '../src/enterprises/search/find-firms.ts'
import { initialsOf } from '../src/enterprises/search/pinyin-keys.ts'
import { rankFirms } from '../src/enterprises/search/rank-firms.ts'
import { askedOf, keysOf, nameRows } from '../src/enterprises/search/search-keys.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { rerunOnPostgres } from './bench-server.ts'
import { quantile } from './http-load.ts'
import { creditCode, type MadeFirm, madeFirm, pinyinOf, sameSound, wrongLetter } from './register-firms.ts'

const queriesEach = 200

/**
 * How long looking a firm up takes with `--firms=2000000` on a throwaway PostgreSQL, by kind of query, each of two hundred firms drawn by
 * chance; and in how many the firm that was meant comes first, and among the thirty shown. One JSON line: p50 and p95 in milliseconds.
 */
export async function run(options: string[]): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return rerunOnPostgres('register', options)
  const firms = Number(options.find((option) => option.startsWith('--firms='))?.slice(8) ?? 2_000_000)
  const opened = openPostgres(databaseUrl, 1)
  try {
    await applySchema(opened.db, new Date())
    const city = loadCity(process.env.CITY ?? 'city/shenzhen')
    const began = performance.now()
    await fill(opened.db, firms, city)
    const fill_s = Math.round((performance.now() - began) / 1000)
    const context = { db: opened.db, city, actor: { kind: 'citizen' }, now: new Date() } as unknown as Context
    await countCommonKeys(context)
    const kinds = await measure(context, firms)
    const { rows } = await sql<{
      mb: number
    }>`select pg_database_size(current_database()) / 1048576 as mb`.execute(opened.db)
    const p95_ms_worst = Math.max(...Object.values(kinds).map(({ p95_ms }) => p95_ms))
    console.log(
      JSON.stringify({
        bench: 'register',
        firms,
        fill_s,
        database_mb: rows[0]?.mb,
        queries_each: queriesEach,
        kinds,
        p95_ms_worst,
      }),
    )
  } finally {
    await opened.close()
  }
}

const tables = ['enterprise', 'enterprise_name', 'enterprise_search'] as const

/** The register is written to files and copied in; indexes that are not keys are made afterwards, as they were. */
async function fill(db: Db, firms: number, city: Context['city']): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-register-'))
  await chmod(folder, 0o755)
  await write(folder, firms, city)
  await sql`set statement_timeout = 0`.execute(db)
  await sql`set maintenance_work_mem = '512MB'`.execute(db)
  const { rows: indexes } = await sql<{ name: string; made: string }>`
    select i.indexname as name, i.indexdef as made from pg_indexes i
     where i.tablename = any(${[...tables]}::text[]) and not exists (select from pg_constraint c where c.conname = i.indexname)`.execute(
    db,
  )
  for (const { name } of indexes) await sql`drop index ${sql.id(name)}`.execute(db)
  const columns: Record<(typeof tables)[number], string> = {
    enterprise: 'id, code, name, brands, kind, size, status, address, district, content_hash, recorded_at, grade',
    enterprise_name: 'enterprise_id, kind, exact, core, pinyin, initials',
    enterprise_search: 'enterprise_id, keys',
  }
  await sql`set session_replication_role = replica`.execute(db)
  for (const table of tables)
    await sql.raw(`copy ${table} (${columns[table]}) from '${join(folder, table)}'`).execute(db)
  await sql`set session_replication_role = origin`.execute(db)
  for (const { made } of indexes) await sql.raw(made).execute(db)
  for (const table of tables) await sql.raw(`vacuum analyze ${table}`).execute(db)
  await rm(folder, { recursive: true })
}

async function write(folder: string, firms: number, city: Context['city']): Promise<void> {
  const files = tables.map((table) => createWriteStream(join(folder, table), { mode: 0o644 }))
  const [enterprise, names, search] = files
  for (let id = 1; id <= firms; id += 1) {
    const firm = madeFirm(id)
    const rows = nameRows({ name: firm.name, formerNames: [], brands: firm.brand === null ? [] : [firm.brand] }, city)
    const keys = keysOf(rows, firm.address, city)
    const told = [
      enterprise?.write(
        line([
          id,
          creditCode(id),
          firm.name,
          `{${firm.brand ?? ''}}`,
          'company',
          'small',
          'active',
          firm.address,
          firm.district,
          '-',
          '2026-01-01',
          'N',
        ]),
      ),
      ...rows.map((row) => names?.write(line([id, row.kind, row.exact, row.core, row.pinyin, row.initials]))),
      search?.write(line([id, `{${keys.map((key) => `"${key}"`).join(',')}}`])),
    ]
    if (told.includes(false))
      await Promise.all(
        files.map((file) =>
          file.writableNeedDrain ? new Promise<void>((drained) => file.once('drain', drained)) : null,
        ),
      )
  }
  await Promise.all(files.map((file) => new Promise<void>((ended) => file.end(ended))))
}

const line = (cells: (string | number)[]): string => `${cells.join('\t')}\n`

/** `fair`: the firm meant is shown, or thirty that fit what was typed at least as well: of names alike no search can tell which was meant. */
type Kind = { p50_ms: number; p95_ms: number; first: number; shown: number; fair: number }

async function measure(context: Context, firms: number): Promise<Record<string, Kind>> {
  const chance = seeded(7)
  const measured: Record<string, Kind> = {}
  for (const [name, typedFor] of Object.entries(kinds)) {
    const took: number[] = []
    let first = 0
    let shown = 0
    let fair = 0
    for (let asked = -5; asked < queriesEach; asked += 1) {
      const id = 1 + Math.floor(chance() * firms)
      const typed = typedFor(madeFirm(id), id)
      const began = performance.now()
      const found = await findFirms(context, { typed })
      if (asked < 0) continue
      took.push(performance.now() - began)
      first += Number(found[0]?.id === id)
      shown += Number(found.some((one) => one.id === id))
      fair += Number(isFair(context, typed, id, found))
    }
    took.sort((a, b) => a - b)
    const ms = (share: number) => Math.round(quantile(took, share) * 10) / 10
    const [firstShare, shownShare, fairShare] = [first, shown, fair].map((count) => count / queriesEach)
    measured[name] = {
      p50_ms: ms(0.5),
      p95_ms: ms(0.95),
      first: firstShare ?? 0,
      shown: shownShare ?? 0,
      fair: fairShare ?? 0,
    }
  }
  return measured
}

const listed = 30

function isFair({ city }: Context, typed: string, id: number, found: FirmFound[]): boolean {
  if (found.some((one) => one.id === id)) return true
  const firm = madeFirm(id)
  const names = nameRows({ name: firm.name, formerNames: [], brands: firm.brand === null ? [] : [firm.brand] }, city)
  const candidate = { code: creditCode(id), address: firm.address, status: 'active' as const, names }
  const [meant] = rankFirms(askedOf(typed, city), [candidate])
  if (meant === undefined) return false
  return found.length >= listed && found.every(({ score }) => score >= meant.score)
}

/** What people type, from one of the made firms. */
const kinds: Record<string, (firm: MadeFirm, id: number) => string> = {
  whole_name: ({ name }) => name,
  core: ({ core }) => core,
  stem: ({ stem }) => stem,
  trade_alone: ({ trade }) => trade,
  brand: ({ brand, core }) => brand ?? core,
  code: (_, id) => creditCode(id),
  code_begun: (_, id) => creditCode(id).slice(0, 15),
  address: ({ address }) => address,
  wrong_letter: ({ core }) => wrongLetter(core),
  same_sound: ({ core }) => sameSound(core),
  pinyin: ({ core }) => pinyinOf(core),
  first_letters: ({ core }) => initialsOf(core),
  nobody: (_, id) => `查无此企${id % 10}业`,
}
