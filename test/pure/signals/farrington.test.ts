import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  farrington,
  IMPROVED_FARRINGTON,
  ORIGINAL_FARRINGTON,
  originalFarrington,
} from '../../../src/alerts/signals/farrington.ts'
import { flexibleBaseline } from '../../../src/alerts/signals/farrington-baseline.ts'
import { fitQuasiPoisson } from '../../../src/alerts/signals/quasi-poisson.ts'
import { seeded } from '../../../src/alerts/signals/random.ts'

const WEEK = 290

/** Weekly counts with a season, made of a seed. */
function weeks(seed: number, mean = 6): Float64Array {
  const random = seeded(seed)
  return Float64Array.from({ length: WEEK + 1 }, (_, t) => {
    const expected = mean * Math.exp(0.5 * Math.sin((2 * Math.PI * t) / 52))
    let count = 0
    for (let product = random(); product > Math.exp(-expected); product *= random()) count += 1
    return count
  })
}

describe('the seasonal bound', () => {
  it('lets an ordinary week pass and reports a tripled one', () => {
    const counts = weeks(1)
    counts[WEEK] = 6
    expect(farrington(counts, WEEK, IMPROVED_FARRINGTON)?.alarm).toBe(false)
    counts[WEEK] = 30
    const seen = farrington(counts, WEEK, IMPROVED_FARRINGTON)
    expect(seen?.alarm).toBe(true)
    expect(seen?.p).toBeLessThan(0.001)
    expect(seen?.caution).toBeNull()
  })

  it('rises as fewer false alarms are allowed, and is higher when the mean itself is uncertain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
        const counts = weeks(seed)
        const at = (alpha: number, threshold: 'delta' | 'nbPlugin' | 'muan') =>
          farrington(counts, WEEK, { ...IMPROVED_FARRINGTON, alpha, threshold })?.upper ?? Number.NaN
        for (const threshold of ['delta', 'nbPlugin', 'muan'] as const) {
          expect(at(0.001, threshold)).toBeGreaterThanOrEqual(at(0.01, threshold))
          expect(at(0.01, threshold)).toBeGreaterThanOrEqual(at(0.1, threshold))
        }
        expect(at(0.01, 'muan')).toBeGreaterThanOrEqual(at(0.01, 'nbPlugin'))
      }),
      { numRuns: 30 },
    )
  })

  it('depends only on weeks up to the one under test, and not on those left out as too recent', () => {
    const counts = weeks(7)
    const before = farrington(counts, WEEK - 1, IMPROVED_FARRINGTON)
    counts[WEEK] = 500
    expect(farrington(counts, WEEK - 1, IMPROVED_FARRINGTON)).toEqual(before)
    counts[WEEK - 20] = 400
    expect(farrington(counts, WEEK - 1, IMPROVED_FARRINGTON)?.upper).toBe(before?.upper)
  })

  it('is hardly moved by one past outbreak, which it weights down', () => {
    const counts = weeks(3)
    const quiet = farrington(counts, WEEK, IMPROVED_FARRINGTON)?.expected.eta ?? Number.NaN
    counts[WEEK - 104] = 90
    const weighted = farrington(counts, WEEK, IMPROVED_FARRINGTON)?.expected.eta ?? Number.NaN
    const plain = farrington(counts, WEEK, { ...IMPROVED_FARRINGTON, reweightAbove: null })?.expected.eta ?? Number.NaN
    expect(Math.abs(weighted - quiet)).toBeLessThan(Math.abs(plain - quiet) / 3)
  })

  it('doubles its expectation when every count is doubled, without reweighting', () => {
    const counts = weeks(11)
    const choice = { ...IMPROVED_FARRINGTON, reweightAbove: null, trend: false }
    const single = farrington(counts, WEEK, choice)?.expected
    const double = farrington(
      counts.map((count) => 2 * count),
      WEEK,
      choice,
    )?.expected
    expect((double?.eta ?? 0) - (single?.eta ?? 0)).toBeCloseTo(Math.LN2, 9)
  })

  it('answers nothing when history is short or unknown, and cautions when almost all weeks are zero', () => {
    expect(farrington(weeks(1).slice(60), WEEK - 60, IMPROVED_FARRINGTON)).toBeNull()
    expect(farrington(new Float64Array(WEEK + 1).fill(Number.NaN), WEEK, IMPROVED_FARRINGTON)).toBeNull()
    const rare = new Float64Array(WEEK + 1)
    rare[100] = 1
    rare[WEEK] = 1
    const seen = farrington(rare, WEEK, { ...IMPROVED_FARRINGTON, periods: 1 })
    expect(seen?.alarm ?? false).toBe(false)
    expect(seen === null || seen.caution !== null).toBe(true)
  })

  it('raises no alarm with fewer than five cases in four weeks', () => {
    const counts = new Float64Array(WEEK + 1).map((_, t) => (t % 4 === 0 ? 1 : 0))
    counts[WEEK] = 4
    counts.fill(0, WEEK - 3, WEEK)
    const seen = farrington(counts, WEEK, IMPROVED_FARRINGTON)
    expect(seen?.enoughCases).toBe(false)
    expect(seen?.alarm).toBe(false)
  })

  it('of 1996 uses both sides of alpha and the windows alone', () => {
    const counts = weeks(5)
    counts[WEEK - 26] = 300
    const seen = originalFarrington(counts, WEEK, ORIGINAL_FARRINGTON)
    const without = originalFarrington(counts.with(WEEK - 26, 0), WEEK, ORIGINAL_FARRINGTON)
    expect(seen?.upper).toBe(without?.upper)
  })
})

describe('the weeks compared with', () => {
  it('are the windows on one level, and everything between on its own when the year is cut', () => {
    const counts = weeks(2)
    const windows = flexibleBaseline(counts, WEEK, { ...IMPROVED_FARRINGTON, periods: 1 })
    expect(windows?.counts.length).toBe(5 * 7)
    const all = flexibleBaseline(counts, WEEK, IMPROVED_FARRINGTON)
    expect(all?.counts.length).toBe(5 * 52 + 3 - 26)
    expect(new Set(all?.levels).size).toBe(10)
  })

  it('leave out unknown counts', () => {
    const counts = weeks(2)
    counts[WEEK - 52] = Number.NaN
    expect(flexibleBaseline(counts, WEEK, { ...IMPROVED_FARRINGTON, periods: 1 })?.counts.length).toBe(5 * 7 - 1)
  })
})

describe('the regression', () => {
  it('fits each level its mean when there is no trend', () => {
    const fit = fitQuasiPoisson(
      {
        counts: Float64Array.of(1, 3, 5, 7),
        times: Float64Array.of(-4, -3, -2, -1),
        levels: Uint16Array.of(0, 0, 1, 1),
        levelCount: 2,
      },
      false,
      null,
    )
    expect(fit.converged).toBe(true)
    expect(Math.exp(fit.intercepts[0] as number)).toBeCloseTo(2, 6)
    expect(Math.exp(fit.intercepts[1] as number)).toBeCloseTo(6, 6)
  })

  it('finds the slope of counts that double from step to step', () => {
    const fit = fitQuasiPoisson(
      {
        counts: Float64Array.of(1, 2, 4, 8, 16),
        times: Float64Array.of(-5, -4, -3, -2, -1),
        levels: new Uint16Array(5),
        levelCount: 1,
      },
      true,
      null,
    )
    expect(fit.slope).toBeCloseTo(Math.LN2, 8)
    expect(Math.exp(fit.intercepts[0] as number)).toBeCloseTo(32, 6)
  })
})
