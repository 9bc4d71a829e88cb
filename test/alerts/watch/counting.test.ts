import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openCaseAt } from '../../support/cases.ts'
import { monday, useWorld } from '../../support/world.ts'
import { observe, watchAll } from './watched.ts'

const world = await useWorld()
const { db } = world

/** Cases as the sweep for incidents leaves them. */
async function sweptCases(count: number, said: Parameters<typeof openCaseAt>[1] = {}): Promise<number[]> {
  const ids: number[] = []
  for (let nth = 0; nth < count; nth += 1)
    ids.push(await openCaseAt(world, { leaf: 'PROD.03', district: 'NANSHAN', danger: 2, ...said }))
  await sql`insert into incident_sweep (report_id, swept_at, received_at, names, areas, numbers, grams)
    select id, received_at, received_at, '{}', '{}', '{}', '' from report where id = any(${ids}::int8[])`.execute(db)
  return ids
}

async function incidentOf(ids: number[]): Promise<number> {
  const { id } = await db
    .insertInto('incident')
    .values({ title: '电池冒烟', opened_at: monday })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const report_id of ids)
    await db
      .insertInto('incident_member')
      .values({ report_id, incident_id: id, actor: 'job:test', joined_at: monday, because: [] })
      .execute()
  return id
}

const regrouped = (incident: number, report: number | null, act: 'join' | 'split') =>
  db
    .insertInto('incident_event')
    .values({ incident_id: incident, at: monday, actor: 'staff:1', act, report_id: report, reason: '不是一回事' })
    .execute()

async function countedIn(level: string, key: string) {
  const { rows } = await sql<{ incidents: number; people: number; danger2: number }>`
    select sum(incidents)::int as incidents, sum(people)::int as people, sum(danger2)::int as danger2
      from series s join series_day d on d.series_id = s.id where s.level = ${level} and s.key = ${key}`.execute(db)
  return rows[0]
}

const leaf = 'PROD|PROD.03'

describe('the counts of a day', () => {
  it('hold an incident of many letters once, and each of its people', async () => {
    const ids = await sweptCases(4)
    await incidentOf(ids.slice(0, 3))
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toEqual({ incidents: 2, people: 4, danger2: 4 })
    expect(await countedIn('district_sector', 'NANSHAN|PROD')).toEqual({ incidents: 2, people: 4, danger2: 4 })
    expect(await countedIn('city', '')).toMatchObject({ incidents: 2, people: 4 })
  })

  it('do not count a person twice who sends the same letter again', async () => {
    const [first, again] = await sweptCases(2)
    await sql`update report set content_hash = 'same' where id in (${first}, ${again})`.execute(db)
    await db
      .insertInto('likely_duplicate')
      .values({ report_id: again as number, earlier_id: first as number, score: 1, because: [] })
      .execute()
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toMatchObject({ people: 1 })
  })

  it('are the same after counting again', async () => {
    await sweptCases(3)
    await watchAll(world)
    await sql`update watch_turn set read_to = '{"received":0,"corrected":0,"regrouped":0,"observed":0}'`.execute(db)
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toEqual({ incidents: 3, people: 3, danger2: 3 })
    expect((await db.selectFrom('sighting').select('id').execute()).length).toBe(3)
  })

  it('follow when a person takes a letter out of an incident', async () => {
    const ids = await sweptCases(3)
    const incident = await incidentOf(ids)
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toMatchObject({ incidents: 1, people: 3 })
    await db
      .deleteFrom('incident_member')
      .where('report_id', '=', ids[0] as number)
      .execute()
    await regrouped(incident, ids[0] as number, 'split')
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toMatchObject({ incidents: 2, people: 3 })
  })

  it('follow when a leaf is corrected, and leave nothing behind', async () => {
    const [id] = await sweptCases(1)
    await watchAll(world)
    await db
      .updateTable('case_file')
      .set({ leaf: 'FOOD.01' })
      .where('id', '=', id as number)
      .execute()
    await db
      .insertInto('correction')
      .values({
        report_id: id as number,
        at: monday,
        actor: 'staff:1',
        source: 'officer',
        what: 'leaf',
        predicted: '"PROD.03"',
        corrected: '"FOOD.01"',
        model: 'test',
      })
      .execute()
    await watchAll(world)
    expect(await countedIn('leaf', 'FOOD|FOOD.01')).toMatchObject({ people: 1 })
    expect(await countedIn('leaf', leaf)).toMatchObject({ people: null })
  })

  it('wait for the sweep for incidents, but not for ever', async () => {
    await openCaseAt(world, { leaf: 'PROD.03', openedAt: new Date(monday.getTime() - 60_000) })
    await watchAll(world)
    expect(await countedIn('leaf', leaf)).toMatchObject({ people: null })
    await watchAll(world, new Date(monday.getTime() + 700_000))
    expect(await countedIn('leaf', leaf)).toMatchObject({ people: 1 })
  })

  it('keep kinds apart: an injury is no complaint', async () => {
    await sweptCases(1)
    await observe(world, [{ kind: 'injury', day: '2026-11-14', count: 5, district: 'NANSHAN' }])
    await watchAll(world)
    const { rows } = await sql<{ kind: string; people: number }>`
      select s.kind, sum(people)::int as people from series s join series_day d on d.series_id = s.id
       where s.level = 'leaf' and s.key = ${leaf} group by 1 order by 1`.execute(db)
    expect(rows).toEqual([
      { kind: 'complaint', people: 1 },
      { kind: 'injury', people: 5 },
    ])
  })

  it('know how many series each level has, however often the same is counted', async () => {
    await sweptCases(3)
    await watchAll(world)
    await sql`update watch_turn set read_to = '{"received":0,"corrected":0,"regrouped":0,"observed":0}'`.execute(db)
    await sweptCases(1, { leaf: 'FOOD.01' })
    await watchAll(world)
    const { rows } = await sql<{ level: string; nodes: number; counted: number }>`
      select l.level, l.nodes, (select count(*)::int from series s where s.kind = l.kind and s.level = l.level) as counted
        from series_level l order by l.level`.execute(db)
    expect(rows.find(({ level }) => level === 'leaf')?.nodes).toBe(2)
    expect(rows.filter(({ nodes, counted }) => nodes !== counted)).toEqual([])
    expect(rows).not.toEqual([])
  })

  it('leave out what is no quality matter', async () => {
    await sweptCases(1, { leaf: 'NONE' })
    await watchAll(world)
    expect(await countedIn('city', '')).toMatchObject({ people: 1 })
    expect((await sql`select from series where level in ('leaf', 'sector')`.execute(db)).rows).toEqual([])
  })
})
