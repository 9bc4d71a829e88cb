import { createHash, createHmac } from 'node:crypto'
import type { RiskClass } from '../../reference/credit-rules.ts'

/**
 * The draw of a plan (双随机): firms by chance with the weight of their class, inspectors by chance. All of it follows from the pool and the
 * seed, so that whoever has both draws the same. Pure.
 */

export type PoolFirm = { code: string; class: RiskClass; weight: number }

/** SHA-256 of the pool: a line for each firm in the order of codes, `code class weight`. */
export function poolHash(pool: PoolFirm[]): string {
  const lines = inOrder(pool).map(({ code, class: riskClass, weight }) => `${code} ${riskClass} ${weight}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex')
}

/**
 * `count` firms without repetition, in the order drawn: first those of the classes that are always looked at, then by the least
 * −ln(u)/weight (Efraimidis and Spirakis 2006), where u comes from HMAC-SHA256 of the firm's code under the seed.
 */
export function drawFirms(seed: string, pool: PoolFirm[], count: number, always: RiskClass[]): PoolFirm[] {
  return pool
    .map((firm) => ({
      firm,
      first: always.includes(firm.class) ? 0 : 1,
      key: -Math.log(chance(seed, `firm:${firm.code}`)) / firm.weight,
    }))
    .sort((a, b) => a.first - b.first || a.key - b.key || (a.firm.code < b.firm.code ? -1 : 1))
    .slice(0, count)
    .map(({ firm }) => firm)
}

/**
 * For each drawn firm `each` inspectors: those with the fewest firms so far, among them by chance; not those who inspected the firm last
 * time, as long as others are there. Throws RangeError with fewer inspectors than one firm needs.
 */
export function assignInspectors(
  seed: string,
  {
    drawn,
    inspectors,
    each,
    last,
  }: { drawn: string[]; inspectors: number[]; each: number; last: Map<string, number[]> },
): Map<string, number[]> {
  if (inspectors.length < each) throw new RangeError(`${each} inspectors are needed, there are ${inspectors.length}`)
  const load = new Map(inspectors.map((id) => [id, 0]))
  const assigned = new Map<string, number[]>()
  for (const code of drawn) {
    const was = last.get(code) ?? []
    const ranked = inspectors.toSorted(
      (a, b) =>
        Number(was.includes(a)) - Number(was.includes(b)) ||
        (load.get(a) ?? 0) - (load.get(b) ?? 0) ||
        chance(seed, `inspector:${a}:${code}`) - chance(seed, `inspector:${b}:${code}`),
    )
    const chosen = ranked.slice(0, each)
    for (const id of chosen) load.set(id, (load.get(id) ?? 0) + 1)
    assigned.set(code, chosen)
  }
  return assigned
}

/** A number in (0, 1) that follows from seed and name alone: 52 bits of the HMAC. */
function chance(seed: string, name: string): number {
  const bytes = createHmac('sha256', seed).update(name).digest()
  return (Number(bytes.readBigUInt64BE() >> 12n) + 0.5) / 2 ** 52
}

function inOrder(pool: PoolFirm[]): PoolFirm[] {
  return pool.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
