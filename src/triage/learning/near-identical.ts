import type { Bag } from './vocabulary.ts'

const BANDS = 12
const HASHES_PER_BAND = 3
const ALIKE = 0.5

/**
 * A number for each text, the same for texts that are nearly the same: they share at least half of their features, directly or by
 * way of others. Candidates are found by MinHash bands (Broder 1997; two texts of likeness 0.6 meet with probability 0.95).
 */
export function nearIdentical(bags: Bag[]): Int32Array {
  const group = Int32Array.from(bags, (_, i) => i)
  const holders = new Map<string, number>()
  const sets = bags.map(({ hashes }) => new Set(hashes))
  for (const [i, { hashes }] of bags.entries()) {
    for (const key of bandsOf(hashes)) {
      const other = holders.get(key) ?? i
      holders.set(key, other)
      if (other !== i && alike(sets[i] as Set<number>, sets[other] as Set<number>)) join(group, i, other)
    }
  }
  return group.map((_, i) => headOf(group, i))
}

function bandsOf(hashes: Int32Array): string[] {
  return Array.from({ length: BANDS }, (_, band) => {
    const minima = Array.from({ length: HASHES_PER_BAND }, (_, at) => minimumOf(hashes, band * HASHES_PER_BAND + at))
    return [band, ...minima].join(' ')
  })
}

function minimumOf(hashes: Int32Array, salt: number): number {
  const factor = Math.imul(2 * salt + 1, 0x9e3779b1) | 1
  let least = 0xffffffff
  for (const hash of hashes) {
    const mixed = Math.imul(hash ^ (hash >>> 15), factor)
    least = Math.min(least, (mixed ^ (mixed >>> 13)) >>> 0)
  }
  return least
}

function alike(a: Set<number>, b: Set<number>): boolean {
  const shared = a.intersection(b).size
  return shared / (a.size + b.size - shared) >= ALIKE
}

function join(group: Int32Array, a: number, b: number): void {
  group[headOf(group, a)] = headOf(group, b)
}

function headOf(group: Int32Array, i: number): number {
  let head = i
  while (group[head] !== head) head = group[head] as number
  return head
}
