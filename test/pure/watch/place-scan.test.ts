import { describe, expect, it } from 'vitest'
import { countDrawer } from '../../../bench/count-draws.ts'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { dayNumber } from '../../../src/alerts/watch/civil-days.ts'
import type { PlacedCount } from '../../../src/alerts/watch/gather-placed.ts'
import { scanSector, scanTable } from '../../../src/alerts/watch/place-scan.ts'
import { city } from './small-city.ts'

const night = dayNumber('2026-11-15')
const nanshan = city.districts.find(({ id }) => id === 'NANSHAN')?.streets.map(({ zh }) => zh) ?? []
const longgang = city.districts.find(({ id }) => id === 'LONGGANG')?.streets.map(({ zh }) => zh) ?? []

/** Twelve weeks of a sector in two districts, as chance has it, and some more. */
function events(more: PlacedCount[] = [], seed = 1): PlacedCount[] {
  const draw = countDrawer(seeded(seed))
  const usual = Array.from({ length: 84 }, (_, nth) =>
    [
      ...nanshan.map((street) => ({ district: 'NANSHAN', street })),
      ...longgang.map((street) => ({ district: 'LONGGANG', street })),
    ]
      .map((place) => ({ ...place, day: night - nth, events: draw(0.15, 1) }))
      .filter(({ events }) => events > 0),
  ).flat()
  return [...usual, ...more]
}

const scan = (counts: PlacedCount[]) => scanSector(city, { kind: 'complaint', sector: 'FOOD', counts, night })

/** Two neighbouring streets of one district, some events on each of the last three days. */
const cluster = ['西丽街道', '桃源街道'].flatMap((street) =>
  [0, 1, 2].map((back) => ({ district: 'NANSHAN', street, day: night - back, events: 3 })),
)

describe('the scan of a sector', () => {
  it('finds neighbouring streets that have just had too many, with the days, and a p that can be computed again from what is kept', () => {
    const found = scan(events(cluster))
    expect(found?.p).toBeLessThanOrEqual(0.001)
    expect(
      found?.places
        .filter(({ seen }) => seen > 2)
        .map(({ street }) => street)
        .sort(),
    ).toEqual(['桃源街道', '西丽街道'])
    expect(found?.days).toBeGreaterThanOrEqual(2)
    expect(found?.seen).toBeGreaterThanOrEqual(18)
    expect(found?.expected).toBeLessThan((found?.seen ?? 0) / 2)
    expect(found?.daily.at(-1)?.seen).toBeGreaterThanOrEqual(6)
    // As read back from the database.
    const kept = JSON.parse(JSON.stringify(found))
    expect(scanTable(city, kept)).toEqual(found)
  })

  it('does not call the same events a cluster where the whole city had as many more', () => {
    const everywhere = [
      ...nanshan.map((street) => ['NANSHAN', street]),
      ...longgang.map((street) => ['LONGGANG', street]),
    ]
    const risen = everywhere.flatMap(([district, street]) =>
      [0, 1, 2].map((back) => ({
        district: district as string,
        street: street as string,
        day: night - back,
        events: 3,
      })),
    )
    expect(scan(events(risen))?.p).toBeGreaterThan(0.01)
  })

  it('cries wolf no more often than its p says', () => {
    const alarms = Array.from({ length: 60 }, (_, nth) => scan(events([], nth + 100))).filter(
      (one) => one && one.p <= 0.05,
    )
    expect(alarms.length).toBeLessThanOrEqual(8)
  })

  it('never joins districts far from each other, nor places whose middle nobody knows', () => {
    const far = [
      { district: 'NANSHAN', street: '蛇口街道', day: night, events: 6 },
      { district: 'LONGGANG', street: '坪地街道', day: night, events: 6 },
    ]
    const places = scan(events(far))?.places ?? []
    expect(new Set(places.map(({ district }) => district)).size).toBe(1)
    const nowhere = scan(events([{ district: 'NANSHAN', street: '不知街道', day: night, events: 12 }]))
    expect(nowhere?.places.map(({ street }) => street)).toEqual(['不知街道'])
  })

  it('says nothing of a sector with too few events', () => {
    expect(scan(cluster.slice(0, 2))).toBeNull()
  })
})
