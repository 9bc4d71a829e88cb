import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { addSearchWords } from '../../../src/cases/inbox/add-search-words.ts'
import { type InboxAsked, listInbox } from '../../../src/cases/inbox/list-inbox.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world

/** One case in so many holds the word; `early` stands only in old cases, `late` only in new ones. */
const shares = { every: 1, second: 2, third: 3, ninth: 9, tenth: 10, thirteenth: 13, fiftieth: 50, rare: 700 }
const words = [...Object.keys(shares), 'early', 'late', 'nowhere']
/** Seven parts of case_search: the newest 12,000 numbers are all taken, older ones thinly. */
const newest = 420_000
const span = 65_536
/** A table that is being vacuumed is left to the next round. */
const soon = { timeout: 30_000, interval: 200 }

const asking: InboxAsked = {
  part: 'lead',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
  words: '',
  page: 1,
}

async function fill(): Promise<void> {
  await expect.poll(() => extendTo(newest), soon).toBeGreaterThan(newest / span)
  await sql`
    with one as (select id from generate_series(1, ${newest}::bigint) as id where id > ${newest} - 12000 or id % 151 = 0),
    told as (
      insert into report (id, channel, content_hash, kind, title, text, anonymous, received_at)
      select id, 'web', 'h', 'complaint', 't', 't', true, now() from one),
    opened as (
      insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, danger, risk, title, opened_at)
      select id, 'r' || id, 'handling', case when id < 140000 then 'AMR' else 'HCB' end, '{}', 'L', 'complaint', 0, 'low', 't', now() from one)
    insert into case_search (case_id, words)
    select id, array_to_tsvector(array_remove(array(
      select word from json_each_text(${JSON.stringify(shares)}) as of (word, share)
       where abs(hashint8extended(id, length(word) + ascii(word))) % share::int = 0), null)
      || case when id < 200000 then '{early}' when id > ${newest} - 100 then '{late}' else '{}' end::text[] || ('n' || id)) from one`.execute(
    db,
  )
}

/** How many parts there are then. */
async function extendTo(upto: number): Promise<number> {
  await sql`select extend_case_search(${upto})`.execute(db)
  return (await parts()).length
}

async function parts(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'case_search'::regclass order by inhrelid`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

const ids = async (found: ReturnType<typeof sql<{ id: number }>>): Promise<number[]> =>
  (await found.execute(db)).rows.map(({ id }) => id)

describe('the newest cases that hold words', () => {
  beforeEach(fill)

  it('are those, in that order, that reading every case from the newest back finds', async () => {
    const term = fc
      .tuple(fc.constantFrom(...words), fc.boolean(), fc.integer({ min: 1, max: 3 }))
      .map(([word, whole, letters]) => (whole ? `'${word}'` : `'${word.slice(0, letters)}':*`))
    const asked = fc.array(term, { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom(1, 40, 900, 3000), async (terms, most) => {
        const wanted = terms.join(' & ')
        const plain = sql<{ id: number }>`
          select case_id as id from (select * from case_search offset 0) s where words @@ ${wanted}::tsquery order by 1 desc limit ${most}`
        const found = sql<{ id: number }>`select case_id as id from cases_holding(${wanted}::tsquery, ${most})`
        expect(await ids(found), wanted).toEqual(await ids(plain))
      }),
      { numRuns: 80 },
    )
  })

  it('are looked for in older parts only where newer ones have too few', async () => {
    expect(await partsRead('rare', 5)).toEqual([6])
    expect(await partsRead('early', 5)).toEqual([3, 4, 5, 6])
    expect(await partsRead('nowhere', 5)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('a desk', () => {
  beforeEach(fill)

  it('finds all its cases that hold a word, however many newer ones of other bureaus hold it, and none of theirs', async () => {
    const totalOf = async (bureau: string, asked: Partial<InboxAsked>) => {
      const actor = await anOfficer(db, { bureau })
      return (await listInbox(contextOf(world, { actor }), { ...asking, ...asked })).total
    }
    const { rows } = await sql<{ led: number }>`select count(*) as led from case_file where lead = 'AMR'`.execute(db)
    expect(rows[0]?.led).toBeGreaterThan(900)
    expect(await totalOf('AMR', { words: 'every' })).toBe(rows[0]?.led)
    expect(await totalOf('AMR', { words: 'late' })).toBe(0)
    expect(await totalOf('AMR', { words: 'every', danger: 2 })).toBe(0)
    expect(await totalOf('AMR', { words: 'every', part: 'support' })).toBe(0)
    expect(await totalOf('HCB', { words: 'late' })).toBe(100)
    expect(await totalOf('HCB', { words: 'every' })).toBe(4000)
  })
})

/** Which parts one search reads: those whose scans PostgreSQL has counted since, as it also holds what its connection did up to a second before. */
async function partsRead(word: string, most: number): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    const scans = async () => {
      const { rows } = await sql<{ part: number; scans: number }>`
        select right(t.relname, 1)::int as part,
               sum(pg_stat_get_xact_numscans(t.oid) + pg_stat_get_xact_numscans(i.indexrelid))::int as scans
          from pg_class t join pg_index i on i.indrelid = t.oid
         where t.relispartition and t.relname like 'case_search%'
         group by part order by part`.execute(tx)
      return rows
    }
    const before = await scans()
    await sql`select from cases_holding(${word}::tsquery, ${most})`.execute(tx)
    const after = await scans()
    return after.filter(({ scans }, nth) => scans > (before[nth]?.scans ?? 0)).map(({ part }) => part)
  })
}

describe('the parts of what is searched', () => {
  it('are made before a case needs them, and twice is as once', async () => {
    const before = await parts()
    const highest = before.length * span
    await extendTo(highest - 1)
    expect(await parts()).toEqual(before)
    await expect(sql`insert into case_search values (${highest}, '')`.execute(db)).rejects.toThrow(/partition/)
    const twice = () => Promise.all([1, 2].map(() => extendTo(highest + span + 1)))
    await expect.poll(async () => (await twice()).at(-1), soon).toBe(before.length + 2)
    expect((await parts()).length).toBe(before.length + 2)
  })

  it('take the words of the first case past the last part', async () => {
    const end = (await parts()).length * span
    await sql`select setval('report_id_block', ${end / 256})`.execute(db)
    while ((await world.filings.takeId()) < end);
    const id = await openCaseAt(world, { title: '电梯抖动' })
    expect(id).toBeGreaterThan(end)
    const job = { kind: 'job', name: 'search' } as const
    await expect.poll(() => addSearchWords(contextOf(world, { actor: job })).catch(() => 0), soon).toBe(1)
    expect(await ids(sql`select case_id as id from cases_holding('抖动', 10)`)).toEqual([id])
  })
})
