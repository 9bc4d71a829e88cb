import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { draftQualityWarning } from '../../../src/alerts/warnings/draft-quality-warning.ts'
import { startWarning } from '../../../src/alerts/warnings/start-warning.ts'
import { actOnSignal } from '../../../src/alerts/watch/act-on-signal.ts'
import { readSignal } from '../../../src/alerts/watch/read-signal.ts'
import { replayWatch } from '../../../src/alerts/watch/replay-watch.ts'
import { WATCH } from '../../../src/alerts/watch/watch-choice.ts'
import { addDays, shanghaiInstant } from '../../../src/reference/calendar.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { lastNight, observe, quietWeeks, watchAll } from './watched.ts'

const world = await useWorld()
const { db } = world
const asked = { kind: 'complaint', from: addDays(lastNight, -13), to: lastNight, choice: WATCH } as const

/** Two a day over the last week in one street about one product. */
const event = Array.from({ length: 14 }, (_, nth) => ({
  day: addDays(lastNight, -Math.floor(nth / 2)),
  district: 'NANSHAN',
  street: '粤海街道',
  leaf: 'PROD.03',
  product: '电动自行车锂电池',
  hazards: ['fire'],
}))

describe('looking back', () => {
  it('says of an event that people confirmed when these settings would have shown it, and how much sooner', async () => {
    await observe(world, [...quietWeeks(), ...event])
    await watchAll(world)
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
    const { id } = await db.selectFrom('signal').select('id').executeTakeFirstOrThrow()
    expect((await replayWatch(world, asked)).events).toEqual([])
    await actOnSignal(office, { signalId: id, act: 'confirm', reason: '现场看到同一批电池' })
    const replay = await replayWatch(world, asked)
    expect(replay.events).toMatchObject([{ name: `#${id}`, planted: false, firstDay: addDays(lastNight, -6) }])
    // The watch was started too late; night by night it would have been seen some days before.
    expect(replay.events[0]?.found?.daysSooner).toBeGreaterThan(0)
    // The day of the whole district and the cluster in its street are told of in one night, and not again.
    const nights = replay.signals.filter(({ event: shown }) => shown !== null).map(({ night }) => night)
    expect(new Set(nights).size).toBe(1)
    expect(replay.falsePerWeek).toBeLessThanOrEqual(0.5)
  })

  it('changes nothing, and with settings out of reach finds nothing', async () => {
    await observe(world, [...quietWeeks(), ...event])
    await watchAll(world, shanghaiInstant(addDays(lastNight, -20), '10:00'))
    const before = await sql`select count(*)::int as n from signal`.execute(db)
    const replay = await replayWatch(world, {
      ...asked,
      choice: { ...WATCH, surpriseMin: 1e6, discoveryShare: 1e-300 },
    })
    expect(replay.signals).toEqual([])
    expect(replay.right).toBeNull()
    expect((await sql`select count(*)::int as n from signal`.execute(db)).rows).toEqual(before.rows)
  })
})

describe('a warning drafted from a signal', () => {
  it('links the signal that was judged an event, and an exercise leaves it alone', async () => {
    await observe(world, [...quietWeeks(), ...event])
    await watchAll(world)
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
    const { id } = await db.selectFrom('signal').select('id').executeTakeFirstOrThrow()
    await actOnSignal(office, { signalId: id, act: 'confirm', reason: '现场看到同一批电池' })
    const origin = { signalId: id, incidentId: null, caseId: null, assessmentId: null }
    const content = await startWarning(office, { origin })
    await draftQualityWarning(office, { content, drill: true, origin })
    expect((await readSignal(office, { signalId: id })).state).toBe('event')
    await draftQualityWarning(office, { content, drill: false, origin })
    const read = await readSignal(office, { signalId: id })
    expect(read.state).toBe('linked')
    expect(read.events.at(-1)?.act).toBe('link')
    expect(read.warnings).toHaveLength(2)
  })
})
