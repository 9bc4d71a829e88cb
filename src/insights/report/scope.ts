import { addDays, daysBetween, shanghaiInstant } from '../../reference/calendar.ts'
import type { City, DistrictId, Domain } from '../../reference/city.ts'

/** What a report is about: a half-open period of civil days, one district or the whole city, one domain or all. */
export type Scope = { from: string; until: string; district: DistrictId | null; domain: Domain | null }

/** The period of the same length right before, with which a report compares. */
export function periodBefore({ from, until }: Pick<Scope, 'from' | 'until'>): { from: string; until: string } {
  return { from: addDays(from, -daysBetween(from, until)), until: from }
}

/** The leaves of the domain of a scope; null where it is about all, also what fits no leaf. */
export function leavesOf({ sectors }: City, { domain }: Pick<Scope, 'domain'>): string[] | null {
  if (domain === null) return null
  return sectors.filter((sector) => sector.domain === domain).flatMap(({ leaves }) => leaves.map(({ code }) => code))
}

/** Residents of the district, or of the whole city. */
export function residentsOf({ population }: City, { district }: Pick<Scope, 'district'>): number {
  if (district !== null) return population.districts.get(district) ?? 0
  return [...population.districts.values()].reduce((sum, one) => sum + one, 0)
}

/** The instants at which a civil period begins and ends. */
export const instantsOf = ({ from, until }: { from: string; until: string }): { from: Date; until: Date } => ({
  from: shanghaiInstant(from),
  until: shanghaiInstant(until),
})
