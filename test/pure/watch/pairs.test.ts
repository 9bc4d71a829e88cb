import { describe, expect, it } from 'vitest'
import { countDrawer } from '../../../bench/count-draws.ts'
import { chanceOf, type PairCount } from '../../../src/alerts/signals/disproportionality.ts'
import { seeded } from '../../../src/alerts/signals/random.ts'
import type { CountedPair } from '../../../src/alerts/watch/gather-pairs.ts'
import { pairTests } from '../../../src/alerts/watch/pair-tests.ts'

const products = 20
const hazards = 10

/** A product that is seldom told of, of the seventh hazard so many times: its pairs are 30 to 39. */
const rare = (together: number) => ({
  ...Object.fromEntries(Array.from({ length: 10 }, (_, nth) => [30 + nth, 1])),
  37: together,
})

/** Products that are told of with every hazard as often as chance has it, but for what is said of some pairs. */
function table(said: Record<number, number> = {}): CountedPair[] {
  const draw = countDrawer(seeded(3))
  const usual = Array.from({ length: products * hazards }, () => 1 + draw(3, 1.3))
  const seen = usual.map((count, nth) => said[nth] ?? count)
  const of = (pick: (nth: number) => boolean) => seen.reduce((sum, count, nth) => sum + (pick(nth) ? count : 0), 0)
  const all = of(() => true)
  return seen.map((both, nth): CountedPair => {
    const product = of((other) => Math.floor(other / hazards) === Math.floor(nth / hazards))
    const hazard = of((other) => other % hazards === nth % hazards)
    const names = { product: `p${Math.floor(nth / hazards)}`, hazard: `h${nth % hazards}` }
    return { seriesId: nth, ...names, count: { both, product, hazard, all } }
  })
}

describe('a product and a hazard that newly go together', () => {
  it('are told of with the whole table and what they were a fortnight before', () => {
    const found = pairTests(table(rare(30)), table(rare(1)), 0.1)
    expect(found.map(({ seriesId }) => seriesId)).toEqual([37])
    const { evidence } = found[0] as (typeof found)[number]
    expect(evidence).toMatchObject({ count: { both: 30, product: 39 }, before: { count: { both: 1 } }, pairs: 200 })
    expect(evidence.expected).toBeLessThan(8)
    expect(evidence.eb05).toBeGreaterThanOrEqual(2)
    expect(evidence.eb05).toBeLessThan(evidence.ebgm)
    expect(evidence.before?.eb05).toBeLessThan(2)
    expect(evidence.adjusted).toBeLessThan(0.001)
  })

  it('are not told of when they were known for it, unless they are twice as far out', () => {
    expect(pairTests(table(rare(31)), table(rare(30)), 0.1)).toEqual([])
    const few = pairTests(table(rare(40)), table(rare(6)), 0.1)
    expect(few[0]?.evidence.before?.eb05).toBeGreaterThan(0)
    expect(few.map(({ seriesId }) => seriesId)).toEqual([37])
  })

  it('are silent where every hazard is as frequent everywhere, or where too few pairs are known', () => {
    expect(pairTests(table(), [], 0.1)).toEqual([])
    expect(pairTests(table(rare(30)).slice(5, 44), [], 0.1)).toEqual([])
  })

  it('never pass on two events, nor when no share of false discoveries is allowed', () => {
    const few = { ...Object.fromEntries(Array.from({ length: 10 }, (_, nth) => [30 + nth, 0])), 37: 2 }
    expect(
      pairTests(
        table(few).filter(({ count }) => count.both > 0),
        [],
        1,
      ),
    ).toEqual([])
    expect(pairTests(table(rare(30)), table(rare(1)), 0)).toEqual([])
  })
})

describe('the chance of so many joint reports', () => {
  it('is that of the exact test, the seen count weighed half', () => {
    // Lady tasting tea: 4 of 4 right has 1/70, halved.
    expect(chanceOf({ both: 4, product: 4, hazard: 4, all: 8 })).toBeCloseTo(1 / 140, 12)
    expect(chanceOf({ both: 3, product: 4, hazard: 4, all: 8 })).toBeCloseTo(8 / 70 + 1 / 70, 12)
  })
  it('falls with each further joint report and is never nothing', () => {
    const at = (both: number): PairCount => ({ both, product: 40, hazard: 60, all: 2000 })
    const chances = [0, 1, 2, 5, 12, 40].map((both) => chanceOf(at(both)))
    expect(chances).toEqual([...chances].sort((a, b) => b - a))
    expect(chances.at(-1)).toBeGreaterThan(0)
    expect(chances[0]).toBeLessThanOrEqual(1)
  })
})
