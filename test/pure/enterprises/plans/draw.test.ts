import { describe, expect, test } from 'vitest'
import { assignInspectors, drawFirms, type PoolFirm, poolHash } from '../../../../src/enterprises/plans/draw.ts'

const pool: PoolFirm[] = Array.from({ length: 400 }, (_, at) => ({
  code: `F${String(at).padStart(4, '0')}`,
  class: at < 5 ? 'D' : at < 100 ? 'C' : 'A',
  weight: at < 5 ? 10 : at < 100 ? 5 : 1,
}))
const codesOf = (firms: PoolFirm[]) => firms.map(({ code }) => code)

describe('a draw', () => {
  test('is the same for everybody who has pool and seed, whatever the order of the pool', () => {
    expect(codesOf(drawFirms('20261116-05-17-22', pool, 30, ['D']))).toEqual(
      codesOf(drawFirms('20261116-05-17-22', pool.toReversed(), 30, ['D'])),
    )
    expect(poolHash(pool)).toBe(poolHash(pool.toReversed()))
  })
  test('is another under another seed, and another pool has another hash', () => {
    expect(codesOf(drawFirms('one', pool, 30, []))).not.toEqual(codesOf(drawFirms('two', pool, 30, [])))
    expect(poolHash(pool.slice(1))).not.toBe(poolHash(pool))
  })
  test('holds what is always looked at, nobody twice, and no more than asked', () => {
    const drawn = codesOf(drawFirms('a', pool, 30, ['D']))
    expect(drawn.slice(0, 5).sort()).toEqual(['F0000', 'F0001', 'F0002', 'F0003', 'F0004'])
    expect(new Set(drawn).size).toBe(30)
    expect(drawFirms('a', pool, 999, [])).toHaveLength(400)
  })
  test('favours weight: over many seeds class C comes up about five times as often as class A', () => {
    const counts = { A: 0, C: 0, D: 0, B: 0 }
    for (let seed = 0; seed < 300; seed += 1)
      for (const firm of drawFirms(`s${seed}`, pool, 5, [])) counts[firm.class] += 1
    const ratio = counts.C / 95 / (counts.A / 300)
    expect(ratio).toBeGreaterThan(3.5)
    expect(ratio).toBeLessThan(6.5)
  })
})

describe('inspectors', () => {
  const drawn = codesOf(drawFirms('a', pool, 30, []))
  test('are shared out evenly by chance, two to a firm, never one twice', () => {
    const assigned = assignInspectors('a', { drawn, inspectors: [1, 2, 3, 4, 5], each: 2, last: new Map() })
    const load = Map.groupBy([...assigned.values()].flat(), (id) => id)
    expect([...load.values()].map((list) => list.length)).toEqual([12, 12, 12, 12, 12])
    for (const pair of assigned.values()) expect(new Set(pair).size).toBe(2)
  })
  test('do not visit the same firm twice running while others are there', () => {
    const [first = ''] = drawn
    const assigned = assignInspectors('a', {
      drawn: [first],
      inspectors: [1, 2, 3, 4],
      each: 2,
      last: new Map([[first, [1, 2]]]),
    })
    expect(assigned.get(first)?.toSorted()).toEqual([3, 4])
    expect(() => assignInspectors('a', { drawn, inspectors: [1], each: 2, last: new Map() })).toThrow(RangeError)
  })
})
