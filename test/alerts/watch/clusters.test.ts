import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { findSignals } from '../../../src/alerts/watch/find-signals.ts'
import { scanTable } from '../../../src/alerts/watch/place-scan.ts'
import { readSignal } from '../../../src/alerts/watch/read-signal.ts'
import { recordSignals } from '../../../src/alerts/watch/record-signals.ts'
import { WATCH } from '../../../src/alerts/watch/watch-choice.ts'
import { addDays } from '../../../src/reference/calendar.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { lastNight, observe, watchAll } from './watched.ts'

const world = await useWorld()
const { db, city } = world
const random = seeded(8)
const streets = city.districts.flatMap(({ id, streets }) => streets.map(({ zh }) => ({ district: id, street: zh })))
const somewhere = () => streets[Math.floor(random() * streets.length)] as (typeof streets)[number]
const leaves = ['FOOD.01', 'FOOD.02', 'FOOD.03', 'FOOD.04']

/** Thirteen weeks of one sector all over the city, as chance has it. */
const usual = Array.from({ length: 13 * 7 * 3 }, (_, nth) => ({
  day: addDays(lastNight, -Math.floor(nth / 3)),
  leaf: leaves[nth % 4] as string,
  ...somewhere(),
}))
/** Three neighbouring streets, each with two. */
const together = ['桃源街道', '西丽街道', '沙河街道'].flatMap((street, nth) =>
  [0, 1].map((back) => ({
    day: addDays(lastNight, -back),
    district: 'NANSHAN',
    street,
    leaf: leaves[(nth + back) % 4] as string,
  })),
)
const scanAlone = { ...WATCH, only: 'space_time' as const }
const found = async () => findSignals(world, { kind: 'complaint', night: lastNight, choice: scanAlone, earlier: [] })

describe('a cluster of places', () => {
  it('becomes a signal with its places, its days, its people and a p that can be computed again', async () => {
    await observe(world, [...usual, ...together])
    await watchAll(world)
    const { fresh } = await found()
    expect(fresh).toHaveLength(1)
    const [id] = await recordSignals(
      contextOf(world, { actor: { kind: 'job', name: 'watch' } }),
      { fresh, again: [] },
      0,
    )
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
    const signal = await readSignal(office, { signalId: id as number })
    expect(signal).toMatchObject({ method: 'space_time', to: lastNight, level: 'district_sector', district: 'NANSHAN' })
    expect(signal.title.zh).toMatch(/南山区 · .+街道等 \d 处 · .*天 \d+ 起事件/)
    const { cluster, places, dangers } = signal.evidence
    expect(cluster?.places.map(({ street }) => street)).toEqual(
      expect.arrayContaining(['桃源街道', '西丽街道', '沙河街道']),
    )
    // Only what lies in the cylinder stands behind it.
    expect(dangers.reduce((sum, people) => sum + people, 0)).toBe(signal.count)
    expect(places.reduce((sum, { people }) => sum + people, 0)).toBe(signal.count)
    if (!cluster) throw new Error('no cluster was kept')
    expect(scanTable(city, cluster)).toMatchObject({
      p: cluster.p,
      seen: cluster.seen,
      replications: cluster.replications,
    })
    expect(cluster.p).toBe(signal.p)
  })

  it('is not found where events are where they usually are', async () => {
    await observe(world, usual)
    await watchAll(world)
    expect((await found()).fresh).toEqual([])
  })

  it('waits until it is known where events usually are', async () => {
    await observe(world, [...usual.filter(({ day }) => day > addDays(lastNight, -60)), ...together])
    await watchAll(world)
    expect((await found()).fresh).toEqual([])
  })
})
