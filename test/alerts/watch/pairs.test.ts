import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { dayNumber } from '../../../src/alerts/watch/civil-days.ts'
import { findSignals } from '../../../src/alerts/watch/find-signals.ts'
import { gatherPairs } from '../../../src/alerts/watch/gather-pairs.ts'
import { readSignal } from '../../../src/alerts/watch/read-signal.ts'
import { recordSignals } from '../../../src/alerts/watch/record-signals.ts'
import { WATCH } from '../../../src/alerts/watch/watch-choice.ts'
import { addDays } from '../../../src/reference/calendar.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { lastNight, observe, watchAll } from './watched.ts'

const world = await useWorld()
const { db, city } = world
const hazards = city.hazards.slice(0, 6).map(({ id }) => id)
const products = Array.from({ length: 9 }, (_, nth) => `器具${nth}`)
const night = addDays(lastNight, -1)

const random = seeded(5)
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T

/** Twenty weeks of every product with every hazard, as chance has it. */
const usual = Array.from({ length: 20 * 7 * 4 }, (_, nth) => ({
  day: addDays(lastNight, -Math.floor(nth / 4)),
  product: oneOf(products),
  hazards: [oneOf(hazards)],
}))
/** Twelve days of a product that nobody knew, always with the same hazard. */
const turned = Array.from({ length: 12 }, (_, nth) => ({
  day: addDays(night, -nth),
  product: '新器具',
  hazards: [hazards[5] as string],
}))

/** Only what is no sum of evidence and no burst: those have their own tests. */
const pairsAlone = { ...WATCH, surpriseMin: 1e6 }

const found = async () => findSignals(world, { kind: 'complaint', night, choice: pairsAlone, earlier: [] })

describe('a product with a hazard', () => {
  it('that newly stands out becomes a signal with its table, its measures and what it was a fortnight before', async () => {
    await observe(world, [...usual, ...turned])
    await watchAll(world)
    const { fresh } = await found()
    expect(fresh.map(({ candidate: { method, series } }) => [method, series.level, series.key])).toEqual([
      ['disproportionality', 'product_hazard', `新器具|${hazards[5]}`],
    ])
    const [id] = await recordSignals(
      contextOf(world, { actor: { kind: 'job', name: 'watch' } }),
      { fresh, again: [] },
      0,
    )
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
    const signal = await readSignal(office, { signalId: id as number })
    expect(signal).toMatchObject({ method: 'disproportionality', measure: 'incidents', count: 12, to: night })
    expect(signal.evidence.pair).toMatchObject({ count: { both: 12, product: 12 }, evans: true, before: null })
    expect(signal.evidence.pair?.eb05).toBeGreaterThanOrEqual(2)
    expect(signal.evidence.curve.at(-1)?.count).toBeGreaterThan(0)
  })

  it('that is as frequent as chance has it is none', async () => {
    await observe(world, usual)
    await watchAll(world)
    expect((await found()).fresh).toEqual([])
  })
})

describe('the table of products and hazards', () => {
  it('counts an incident of many letters once, and only what names a product', async () => {
    const product = '某器具'
    const ids: number[] = []
    for (let nth = 0; nth < 3; nth += 1)
      ids.push(await openCaseAt(world, { leaf: 'PROD.03', openedAt: new Date(monday.getTime() - 700_000) }))
    await sql`update report set product = ${product} where id = any(${ids.slice(0, 2)}::int8[])`.execute(db)
    await sql`update assessment set hazards = array['fire'] where report_id = any(${ids}::int8[])`.execute(db)
    const span = { kind: 'complaint', from: dayNumber(lastNight) - 30, to: dayNumber('2026-11-16') } as const
    await watchAll(world)
    expect((await gatherPairs(db, span)).map(({ count }) => count)).toEqual([
      { both: 2, product: 2, hazard: 2, all: 2 },
    ])
    await sql`update sighting set incident_id = 1`.execute(db)
    expect((await gatherPairs(db, span)).map(({ count }) => count)).toEqual([
      { both: 1, product: 1, hazard: 1, all: 1 },
    ])
    await sql`update sighting set people = 0`.execute(db)
    expect(await gatherPairs(db, span)).toEqual([])
  })
})
