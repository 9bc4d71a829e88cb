import type { City } from '../../reference/city.ts'
import { ruleOfRow } from './clock-holds.ts'
import type { ClockRow } from './clock-moves.ts'

/** The clock events that the running clocks of a case wait for, e.g. `terminated` while a mediation has not ended. */
export function eventsOwed(city: City, rows: ClockRow[]): string[] {
  const running = rows.filter(({ met_at }) => met_at === null)
  return [...new Set(running.flatMap((row) => ruleOfRow(city, row)?.until.split('|') ?? []))]
}
