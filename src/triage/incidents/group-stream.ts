import { type BlockKey, blockKeysOf, CANDIDATES_MAX, HOLDERS_MAX } from './block-keys.ts'
import { type Group, MEMBERS_COMPARED_MAX, type Measure, type Placing, placeReport } from './grouping.ts'
import type { Portrait } from './portrait.ts'

export type Placed = { portrait: Portrait; placing: Placing }

/** Places reports one after the other, as the sweep does, but in memory. Answers each report's placing and the group it ends in. */
export function groupStream(
  portraits: Portrait[],
  measure: Measure,
): { placed: Placed[]; groupOf: Map<number, number> } {
  const groupOf = new Map<number, number>()
  const groups = new Map<number, Portrait[]>()
  const holders = new Map<number, number[]>()
  const placed = portraits.map((portrait) => {
    const { id } = portrait.sketch
    const keys = blockKeysOf(portrait)
    const near = [...new Set(candidatesOf(keys, holders).map((one) => groupOf.get(one) as number))]
    const candidates = near.map((group): Group => ({ id: group, members: comparedOf(groups.get(group) ?? []) }))
    const placing = placeReport(portrait, candidates, measure)
    const joined = placing.kind === 'join' ? [placing.group, ...placing.merges] : []
    const members = [...joined.flatMap((group) => groups.get(group.id) ?? []), portrait]
    const home = joined[0]?.id ?? id
    for (const group of joined) groups.delete(group.id)
    groups.set(home, members)
    for (const member of members) groupOf.set(member.sketch.id, home)
    for (const { key } of keys) holders.set(key, [id, ...(holders.get(key) ?? [])].slice(0, HOLDERS_MAX))
    return { portrait, placing }
  })
  return { placed, groupOf }
}

/** Reports that share the most worth of keys: a key that many hold is worth little, however rare it is in other texts. */
export function candidatesOf(keys: BlockKey[], holders: Map<number, number[]>): number[] {
  const shared = new Map<number, number>()
  for (const { key, weight } of keys) {
    const held = holders.get(key) ?? []
    for (const holder of held) shared.set(holder, (shared.get(holder) ?? 0) + weight / held.length)
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1] || b[0] - a[0])
    .slice(0, CANDIDATES_MAX)
    .map(([id]) => id)
}

/** Of a large group the oldest and the newest half of what is compared. */
export function comparedOf<Member>(members: Member[]): Member[] {
  if (members.length <= MEMBERS_COMPARED_MAX) return members
  const half = MEMBERS_COMPARED_MAX / 2
  return [...members.slice(0, half), ...members.slice(-half)]
}
