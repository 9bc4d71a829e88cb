import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as pairs from '../../../src/alerts/signals/disproportionality.ts'
import { adjustedForDiscovery } from '../../../src/alerts/signals/false-discovery.ts'
import { STREAM_METHODS, type StreamMethod, testStream } from '../../../src/alerts/signals/online-discovery.ts'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { likeliestPrior } from '../../../src/alerts/signals/ratio-prior.ts'
import { geometricMean, ratioBelow, ratioPosterior, ratioQuantile } from '../../../src/alerts/signals/shrunken-ratio.ts'
import { nearestZones, permutationScan } from '../../../src/alerts/signals/space-time-scan.ts'

describe('a product and a hazard reported together', () => {
  const pair = { both: 12, product: 40, hazard: 60, all: 2000 }

  it('is measured by the ratios one can check by hand', () => {
    expect(pairs.prr(pair).value).toBeCloseTo(12 / 40 / (48 / 1960), 12)
    expect(pairs.ror(pair).value).toBeCloseTo((12 * 1912) / (28 * 48), 12)
    expect(pairs.expectedOf(pair)).toBeCloseTo(1.2, 12)
    expect(pairs.passesEvans(pair)).toBe(true)
    expect(pairs.passesEvans({ ...pair, both: 2 })).toBe(false)
  })

  it('is no signal when as frequent as chance, whatever the measure', () => {
    const chance = { both: 10, product: 100, hazard: 100, all: 1000 }
    expect(pairs.prr(chance).logLower).toBeLessThan(0)
    expect(pairs.ror(chance).logLower).toBeLessThan(0)
    expect(pairs.informationComponent(chance).lower).toBeLessThan(0)
    expect(pairs.simpleInformationComponent(chance).value).toBeCloseTo(0, 12)
    expect(pairs.logLikelihoodRatio(chance)).toBe(0)
    expect(pairs.chiSquare(chance)).toBeCloseTo(0, 12)
  })
})

describe('the shrunken ratio', () => {
  const prior = { alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, share: 1 / 3 }

  it('believes one surprising report little and many more', () => {
    const one = geometricMean(ratioPosterior(1, 0.05, prior))
    const many = geometricMean(ratioPosterior(40, 2, prior))
    expect(one).toBeLessThan(20)
    expect(many).toBeGreaterThan(one)
    expect(many).toBeLessThan(20)
  })

  it('has quantiles that its own law confirms, in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (count, expected) => {
          const posterior = ratioPosterior(count, expected, prior)
          const low = ratioQuantile(0.05, posterior)
          const high = ratioQuantile(0.95, posterior)
          expect(low).toBeLessThan(high)
          expect(ratioBelow(low, posterior)).toBeCloseTo(0.05, 10)
        },
      ),
    )
  })

  it('finds again the law that counts were drawn from', () => {
    const random = seeded(4)
    const tally = new Map<string, { count: number; expected: number; pairs: number }>()
    for (let i = 0; i < 6000; i += 1) {
      const expected = 1 + (i % 3)
      const rate = expected * (random() < 0.1 ? 8 : 1)
      let count = 0
      for (let product = random(); product > Math.exp(-rate); product *= random()) count += 1
      const group = tally.get(`${count} ${expected}`) ?? { count, expected, pairs: 0 }
      group.pairs += 1
      if (count > 0) tally.set(`${count} ${expected}`, group)
    }
    const { prior: found } = likeliestPrior([...tally.values()])
    const raised = geometricMean(ratioPosterior(24, 3, found))
    const usual = geometricMean(ratioPosterior(3, 3, found))
    expect(raised).toBeGreaterThan(7)
    expect(raised).toBeLessThan(9)
    expect(usual).toBeLessThan(1.15)
  }, 20_000)
})

describe('many tests at once', () => {
  it('are adjusted as by hand, and never below p itself', () => {
    expect(adjustedForDiscovery([0.01, 0.04, 0.03, 0.5])).toEqual([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }), (ps) => {
        const plain = adjustedForDiscovery(ps)
        const careful = adjustedForDiscovery(ps, { dependent: true })
        ps.forEach((p, i) => {
          expect(plain[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12))
          expect(careful[i]).toBeGreaterThanOrEqual(plain[i] as number)
          expect(plain[i]).toBeLessThanOrEqual(1)
        })
      }),
    )
  })

  it('in a stream earn by discoveries, and a level never depends on what comes later', () => {
    const quiet = new Array(20).fill(0.9)
    const lucky = quiet.with(2, 1e-9)
    const methods = Object.keys(STREAM_METHODS) as StreamMethod[]
    for (const method of methods) {
      const before = testStream(method, quiet, { alpha: 0.05 })
      const after = testStream(method, lucky, { alpha: 0.05 })
      expect(before.some(({ discovery }) => discovery)).toBe(false)
      expect(after.map(({ discovery }) => discovery).indexOf(true)).toBe(2)
      expect(after.slice(0, 3).map(({ level }) => level)).toEqual(before.slice(0, 3).map(({ level }) => level))
      if (method !== 'Alpha_spending') expect(after[4]?.level).toBeGreaterThan(before[4]?.level as number)
    }
  })
})

describe('the scan for places', () => {
  const distances = Array.from({ length: 9 }, (_, a) =>
    Array.from({ length: 9 }, (_, b) => Math.hypot((a % 3) - (b % 3), Math.floor(a / 3) - Math.floor(b / 3))),
  )
  const zones = nearestZones(distances, 4)
  const even = Array.from({ length: 10 }, () => new Array(9).fill(3))

  it('finds the two corner streets where cases have just risen', () => {
    const cases = even.map((row, t) => (t >= 8 ? row.with(0, 12).with(1, 12) : row))
    const { clusters, p } = permutationScan(cases, zones, 4, { replications: 99, random: seeded(1) })
    expect(zones[clusters[0]?.zone as number]).toEqual([0, 1])
    expect(clusters[0]?.duration).toBe(2)
    expect(p).toBe(0.01)
  })

  it('gives up early what is nothing remarkable, with a p that says so, and goes to the end where it is', () => {
    const settings = (seed: number) => ({ replications: 999, random: seeded(seed), enough: 20 })
    const nothing = permutationScan(even, zones, 4, settings(3))
    expect(nothing.replications).toBeLessThan(100)
    expect(nothing.p).toBe(20 / nothing.replications)
    const risen = even.map((row, t) => (t >= 8 ? row.with(0, 12).with(1, 12) : row))
    expect(permutationScan(risen, zones, 4, settings(3))).toMatchObject({ p: 0.001, replications: 999 })
  })

  it('makes no zone of places infinitely far from each other', () => {
    const apart = [
      [0, 1, Number.POSITIVE_INFINITY],
      [1, 0, Number.POSITIVE_INFINITY],
      [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
    ]
    expect(nearestZones(apart, 3)).toEqual([[0], [0, 1], [1], [2]])
  })

  it('stays quiet when the whole city rises alike, and repeats itself exactly', () => {
    const cases = even.map((row, t) => (t >= 8 ? row.map((count) => 3 * count) : row))
    const once = permutationScan(cases, zones, 4, { replications: 49, random: seeded(2) })
    expect(once.clusters[0]?.score ?? 0).toBeLessThan(1e-9)
    expect(permutationScan(cases, zones, 4, { replications: 49, random: seeded(2) })).toEqual(once)
  })
})
