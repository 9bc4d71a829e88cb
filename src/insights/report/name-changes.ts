import { adjustedForDiscovery } from '../../alerts/signals/false-discovery.ts'
import type { Computed } from './compute-figure.ts'
import type { Change, FigureShown } from './report-content.ts'

/** The expected share of false claims among the changes that a report names (Benjamini & Hochberg 1995). */
export const falseClaimsMax = 0.05

/**
 * Names the changes of a report: only what differs from the period before beyond chance, tested together, is called up or down. The order
 * stays as given.
 */
export function nameChanges(computed: Computed[]): FigureShown[] {
  const tested = computed.filter(({ p }) => p !== null)
  const adjusted = adjustedForDiscovery(tested.map(({ p }) => p as number))
  const byId = new Map(tested.map(({ id }, nth) => [id, adjusted[nth] as number]))
  return computed.map(({ p: _, ...figure }) => ({ ...figure, change: changeOf(figure, byId.get(figure.id) ?? null) }))
}

function changeOf({ value, before }: Pick<FigureShown, 'value' | 'before'>, q: number | null): Change {
  if (q === null || value === null || before === null) return 'unknown'
  if (q > falseClaimsMax) return 'none'
  return value > before ? 'up' : 'down'
}
