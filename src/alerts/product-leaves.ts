import type { City, Leaf } from '../reference/city.ts'

/** The leaves that a recall or a bulletin can concern: those to which the city's product groups lead, in the order of the sectors. */
export function productLeaves({ leaves, productGroups }: City): Leaf[] {
  const led = new Set(productGroups.map(({ leaf }) => leaf))
  return [...leaves.values()].filter(({ code }) => led.has(code))
}
