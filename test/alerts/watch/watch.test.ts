import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { sealAudit } from '../../../src/accounts/seal-audit.ts'
import { verifyAudit } from '../../../src/accounts/verify-audit.ts'
import { actOnSignal } from '../../../src/alerts/watch/act-on-signal.ts'
import { listPrecision } from '../../../src/alerts/watch/list-precision.ts'
import { listSignals } from '../../../src/alerts/watch/list-signals.ts'
import { readSignal } from '../../../src/alerts/watch/read-signal.ts'
import { addDays, shanghaiInstant } from '../../../src/reference/calendar.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { lastNight, observe, quietWeeks, watchAll } from './watched.ts'

const world = await useWorld()
const { db } = world

const battery = (day: string, street: string) => ({
  day,
  street,
  district: 'NANSHAN',
  leaf: 'PROD.03',
  product: '电动自行车锂电池',
  hazards: ['fire'],
})
const outbreak = [
  battery(addDays(lastNight, -3), '粤海街道'),
  battery(addDays(lastNight, -2), '西丽街道'),
  battery(addDays(lastNight, -1), '桃源街道'),
  battery(addDays(lastNight, -1), '粤海街道'),
  battery(lastNight, '沙河街道'),
  battery(lastNight, '粤海街道'),
  battery(lastNight, '西丽街道'),
  battery(lastNight, '桃源街道'),
]

const signals = () =>
  db
    .selectFrom('signal')
    .innerJoin('series', 'series.id', 'signal.series_id')
    .selectAll('signal')
    .select(['kind', 'level', 'key'])
    .orderBy('signal.id')
    .execute()

const testedTo = async () => {
  const { rows } = await sql<{ tested: Record<string, string> }>`select tested_to as tested from watch_turn`.execute(db)
  return rows[0]?.tested ?? {}
}

describe('the watch', () => {
  it('is silent over a quiet city', async () => {
    await observe(world, quietWeeks())
    await watchAll(world)
    expect(await signals()).toEqual([])
    const { rows } = await sql<{ tested: string }>`select tested_to ->> 'complaint' as tested from watch_turn`.execute(
      db,
    )
    expect(rows).toEqual([{ tested: lastNight }])
  })

  it('finds an event spread over the streets of a district, once, at one level, with all that raised it', async () => {
    await observe(world, [...quietWeeks(), ...outbreak])
    await watchAll(world)
    const found = await signals()
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      kind: 'complaint',
      state: 'new',
      leaf: 'PROD.03',
      district: 'NANSHAN',
      lead: 'AMR',
      closed: true,
    })
    expect(found[0]?.count).toBeGreaterThanOrEqual(8)
    const evidence = found[0]?.evidence as {
      places: { street: string; people: number }[]
      levels: unknown[]
      curve: { to: string }[]
    }
    expect(evidence.places[0]).toMatchObject({ street: '粤海街道', people: 3 })
    expect(evidence.levels.length).toBeGreaterThan(1)
    expect(evidence.curve.at(-1)?.to).toBe(lastNight)
  })

  it('tells nothing twice, not the same night again and not as the event goes on', async () => {
    await observe(world, [...quietWeeks(), ...outbreak])
    await watchAll(world)
    await sql`update watch_turn set tested_to = '{}'`.execute(db)
    await watchAll(world)
    expect(await signals()).toHaveLength(1)
    await observe(world, [battery('2026-11-16', '粤海街道'), battery('2026-11-16', '桃源街道')])
    await watchAll(world, shanghaiInstant('2026-11-17', '02:00'))
    expect(await signals()).toHaveLength(1)
  })

  it('tests only closed days: of today nothing, before one in the morning nothing of yesterday', async () => {
    await observe(world, [...quietWeeks('complaint', addDays(lastNight, -1)), ...outbreak])
    await watchAll(world, shanghaiInstant('2026-11-16', '00:30'))
    const { rows } = await sql<{ tested: string }>`select tested_to ->> 'complaint' as tested from watch_turn`.execute(
      db,
    )
    expect(rows).toEqual([{ tested: addDays(lastNight, -1) }])
  })

  it('does not wait with most of a kind for one late source: a first look finds the event, marked as not closed, once', async () => {
    const [fast, slow] = ['member:1', 'member:2']
    const kind = 'failed_sample' as const
    await observe(world, [
      ...quietWeeks(kind).map((seen) => ({ ...seen, source: fast })),
      ...quietWeeks(kind, addDays(lastNight, -20))
        .filter((_, nth) => nth % 4 === 0)
        .map((seen) => ({ ...seen, source: slow, recordedAt: shanghaiInstant(addDays(seen.day, 20), '12:00') })),
      ...outbreak.map((seen) => ({ ...seen, kind, source: fast })),
    ])
    await watchAll(world)
    expect(await testedTo()).toMatchObject({
      failed_sample: addDays(lastNight, -20),
      'failed_sample:first': lastNight,
    })
    expect(await signals()).toMatchObject([{ kind, closed: false, leaf: 'PROD.03' }])
    await watchAll(world, shanghaiInstant(addDays(lastNight, 21), '10:00'))
    expect(await testedTo()).toMatchObject({ failed_sample: lastNight })
    expect(await signals()).toHaveLength(1)
  })

  it('looks once where every source is equally late, and finds what it found when they were one', async () => {
    const kind = 'failed_sample' as const
    const seen = [...quietWeeks(kind), ...outbreak.map((one) => ({ ...one, kind }))].map((one) => ({
      ...one,
      recordedAt: shanghaiInstant(addDays(one.day, 3), '12:00'),
    }))
    const now = shanghaiInstant(addDays(lastNight, 4), '10:00')
    const told = async () =>
      (await signals()).map(({ level, key, method, surprise, count, expected, closed, period_from, period_to }) => ({
        ...{ level, key, method, surprise, count, expected, closed, period_from, period_to },
      }))
    await observe(world, seen)
    await watchAll(world, now)
    const asOne = await told()
    expect([asOne.length, asOne[0]?.closed]).toEqual([1, true])
    await sql`truncate signal, signal_event, signal_report, sighting, series_sighting, series_day, series_level, series, observation, watch_turn cascade`.execute(
      db,
    )
    await observe(
      world,
      seen.map((one, nth) => ({ ...one, source: `member:${nth % 2}` })),
    )
    await watchAll(world, now)
    expect(await told()).toEqual(asOne)
    expect(Object.keys(await testedTo())).not.toContain('failed_sample:first')
  })

  it('waits for a kind whose entries come late as long as they usually take', async () => {
    const late = quietWeeks('injury').map((seen) => ({
      ...seen,
      recordedAt: shanghaiInstant(addDays(seen.day, 5), '12:00'),
    }))
    await observe(world, late)
    await watchAll(world, shanghaiInstant('2026-11-21', '10:00'))
    const { rows } = await sql<{ tested: string }>`select tested_to ->> 'injury' as tested from watch_turn`.execute(db)
    expect(rows).toEqual([{ tested: lastNight }])
  })

  it('still finds an event whose entries came late', async () => {
    await observe(world, quietWeeks())
    await watchAll(world)
    expect(await signals()).toEqual([])
    await observe(
      world,
      outbreak.map((seen) => ({ ...seen, recordedAt: monday })),
    )
    await watchAll(world, shanghaiInstant('2026-11-17', '02:00'))
    expect(await signals()).toHaveLength(1)
  })

  it('does not wait for the night when what arrives is dangerous', async () => {
    await observe(world, quietWeeks())
    await watchAll(world)
    for (let nth = 0; nth < 6; nth += 1)
      await openCaseAt(world, {
        leaf: 'EQUIP.03',
        lead: 'AMR',
        district: 'NANSHAN',
        danger: 3,
        openedAt: new Date(monday.getTime() - 700_000),
      })
    await watchAll(world)
    expect(await signals()).toMatchObject([{ method: 'arrival', closed: false, leaf: 'EQUIP.03' }])
    expect(await db.selectFrom('signal_report').selectAll().execute()).toHaveLength(6)
  })

  it('goes on where a worker died, and leaves another worker its turn', async () => {
    await observe(world, quietWeeks())
    await sql`insert into watch_turn (id, taken_until, read_to, tested_to) values (1, ${new Date(monday.getTime() + 60_000)}, '{"received":0,"corrected":0,"regrouped":0,"observed":0}', '{}')`.execute(
      db,
    )
    await watchAll(world)
    expect(await db.selectFrom('sighting').selectAll().execute()).toEqual([])
    await watchAll(world, new Date(monday.getTime() + 61_000))
    expect((await db.selectFrom('sighting').selectAll().execute()).length).toBeGreaterThan(300)
  })
})

describe('a signal on the desk', () => {
  let signalId: number
  beforeEach(async () => {
    await observe(world, [...quietWeeks(), ...outbreak])
    await watchAll(world)
    signalId = (await signals())[0]?.id as number
  })
  const as = async (role: 'joint_office' | 'head' | 'officer', bureau = 'AMR') =>
    contextOf(world, { actor: await anOfficer(db, { role, bureau }) })

  it('is verified, judged an event and linked; its method is then known to be right', async () => {
    const office = await as('joint_office', 'DATA')
    await actOnSignal(office, { signalId, act: 'verify', reason: '派人去五家店看' })
    await actOnSignal(office, { signalId, act: 'confirm', reason: '三家店的电池同一批次' })
    const read = await readSignal(office, { signalId })
    expect(read.state).toBe('event')
    expect(read.events.map(({ act }) => act)).toEqual(['find', 'verify', 'confirm'])
    expect(read.acts).toEqual(['link', 'drop'])
    expect(await listPrecision(office)).toMatchObject([{ right: 1, dropped: 0 }])
    await expect(
      actOnSignal(office, { signalId, act: 'link', reason: '同一批电池', warningId: 99 }),
    ).rejects.toMatchObject({ fields: { warning: {} } })
    expect((await readSignal(office, { signalId })).state).toBe('event')
  })

  it('keeps its history where nobody can rewrite it', async () => {
    const office = await as('joint_office', 'DATA')
    await actOnSignal(office, { signalId, act: 'drop', reason: '一家媒体报道后的跟风投诉' })
    await expect(sql`update signal_event set reason = '改'`.execute(db)).rejects.toThrow(/append-only/)
    const horizon = (await sealAudit({ db, now: monday }, null)).horizon
    await sealAudit({ db, now: monday }, horizon)
    expect((await verifyAudit(world, { noted: null })).whole).toBe(true)
  })

  it('is seen by the head whose leaf it is, who cannot judge it; not by others', async () => {
    const head = await as('head')
    expect((await listSignals(head, { state: null, page: 1 })).signals).toHaveLength(1)
    expect((await readSignal(head, { signalId })).acts).toEqual([])
    await expect(actOnSignal(head, { signalId, act: 'drop', reason: '不想看' })).rejects.toMatchObject({
      name: 'Forbidden',
    })
    const other = await as('head', 'EEB')
    expect((await listSignals(other, { state: null, page: 1 })).signals).toEqual([])
    await expect(readSignal(other, { signalId })).rejects.toMatchObject({ name: 'NotFound' })
    await expect(listSignals(await as('officer'), { state: null, page: 1 })).rejects.toMatchObject({
      name: 'Forbidden',
    })
  })

  it('is acted on once: the second of two on the same sight is refused, and nothing without a reason', async () => {
    const office = await as('joint_office', 'DATA')
    await expect(actOnSignal(office, { signalId, act: 'verify', reason: '' })).rejects.toMatchObject({
      name: 'Invalid',
    })
    await actOnSignal(office, { signalId, act: 'drop', reason: '重复登记' })
    await expect(actOnSignal(office, { signalId, act: 'verify', reason: '再看看' })).rejects.toMatchObject({
      name: 'Conflict',
    })
    await actOnSignal(office, { signalId, act: 'reopen', reason: '又来了两起' })
    expect((await readSignal(office, { signalId })).state).toBe('verifying')
  })
})
