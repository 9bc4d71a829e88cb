import type { SightingKind } from '../../../src/alerts/watch/sighted.ts'
import { watchCity } from '../../../src/alerts/watch/watch-city.ts'
import type { Context, World } from '../../../src/context.ts'
import { addDays } from '../../../src/reference/calendar.ts'
import { contextOf, monday } from '../../support/world.ts'

/** Sunday 15 November 2026: the day before the Monday on which tests play, closed and the end of a week. */
export const lastNight = '2026-11-15'

/** Runs the watch until nothing is left to do. */
export async function watchAll(world: World, now: Date = monday): Promise<void> {
  const context: Context = contextOf(world, { actor: { kind: 'job', name: 'watch-city' }, now })
  while ((await watchCity(context)) > 0);
}

type Seen = {
  source?: string
  kind?: SightingKind
  day: string
  leaf?: string
  street?: string
  district?: string
  count?: number
  recordedAt?: Date
  product?: string
  hazards?: string[]
}

let refs = 0

/** What other sources saw, as rows; each day at the end of itself unless said otherwise. */
export async function observe({ db }: World, seen: Seen[]): Promise<void> {
  const rows = seen.map(
    ({
      source = 'test',
      kind = 'complaint',
      day,
      leaf = 'PROD.03',
      street,
      district,
      count = 1,
      recordedAt,
      product,
      hazards,
    }) => {
      refs += 1
      const told = {
        leaf,
        street: street ?? null,
        district: district ?? null,
        product: product ?? null,
        hazards: hazards ?? [],
      }
      return {
        source,
        ref: `r${refs}`,
        kind,
        day,
        count,
        recorded_at: recordedAt ?? new Date(`${day}T12:00:00Z`),
        ...told,
      }
    },
  )
  await db.insertInto('observation').values(rows).execute()
}

/** Sixteen quiet weeks over some streets and leaves, the same number every week, spread over its days. */
export function quietWeeks(kind: SightingKind = 'complaint', until = lastNight): Seen[] {
  const streets = ['粤海街道', '西丽街道', '桃源街道', '沙河街道', '南头街道', '招商街道']
  const leaves = ['FOOD.01', 'PROD.03', 'ENV.01', 'BUILD.04', 'EQUIP.01']
  return Array.from({ length: 16 * 7 * 3 }, (_, nth) => ({
    kind,
    day: addDays(until, -Math.floor(nth / 3)),
    district: 'NANSHAN',
    street: streets[(nth * 5) % 6] as string,
    leaf: leaves[(nth * 3 + Math.floor(nth / 7)) % 5] as string,
  }))
}
