import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { adjustedRates, type OutcomeCell } from '../../../src/insights/evaluation/adjusted-rates.ts'
import { wilsonInterval } from '../../../src/insights/statistics/wilson-interval.ts'

const normal = () => 0

/** Cases of a bureau: easy ones go well with `easy`, hard ones with `hard`. */
const bureau = (name: string, easy: [number, number], hard: [number, number]): OutcomeCell[] => [
  { bureau: name, traits: [0], of: easy[1], well: easy[0] },
  { bureau: name, traits: [1], of: hard[1], well: hard[0] },
]

describe('rates adjusted for difficulty', () => {
  it('do not punish a bureau for a hard remit', () => {
    const cells = [
      ...bureau('EASY', [720, 900], [40, 100]),
      ...bureau('HARD', [80, 100], [360, 900]),
      ...bureau('SAME', [400, 500], [200, 500]),
    ]
    const { bureaus, rates, effects } = adjustedRates(cells, 0, normal)
    expect(bureaus).toEqual(['EASY', 'HARD', 'SAME'])
    for (const rate of rates) expect(rate).toBeCloseTo(0.6, 2)
    expect(effects[0]?.effect).toBeCloseTo(Math.log(0.4 / 0.6) - Math.log(0.8 / 0.2), 1)
  })

  it('do not excuse a bureau that does badly with the same cases as the others', () => {
    const cells = [
      ...bureau('GOOD', [450, 500], [350, 500]),
      ...bureau('BAD', [300, 500], [150, 500]),
      ...bureau('MID', [400, 500], [250, 500]),
    ]
    const { rates } = adjustedRates(cells, 0, normal)
    const [bad, good, mid] = rates as [number, number, number]
    expect(bad).toBeLessThan(mid)
    expect(mid).toBeLessThan(good)
    expect(bad).toBeCloseTo(0.45, 1)
  })

  it('pull a bureau with few cases towards the city', () => {
    const cells = [
      ...Array.from({ length: 8 }, (_, nth) => bureau(`B${nth}`, [400 + 5 * nth, 500], [300, 500])).flat(),
      ...bureau('TINY', [0, 2], [0, 1]),
    ]
    const { bureaus, rates, between } = adjustedRates(cells, 0, normal)
    expect(rates[bureaus.indexOf('TINY')]).toBeGreaterThan(0.5)
    expect(between).toBeLessThan(0.6)
  })

  it('are answered when everything went well, and when a trait stands on every case', () => {
    const cells = ['A', 'B'].map((name) => ({ bureau: name, traits: [1, 0], of: 50, well: 50 }))
    const random = seeded(3)
    const standard = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const { rates, effects, draws } = adjustedRates(cells, 500, standard)
    for (const rate of rates) expect(rate).toBeGreaterThan(0.97)
    expect(effects).toEqual([null, null])
    const first = draws.map((all) => all[0] as number).sort((a, b) => a - b)
    expect(first[12]).toBeGreaterThan(0.85)
  })

  it('draw as wide as the counts are small', () => {
    const random = seeded(7)
    const standard = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const spread = (of: number) => {
      const cells = ['A', 'B', 'C', 'D'].map((name, nth) => ({
        bureau: name,
        traits: [0],
        of,
        well: Math.round(of * (0.6 + 0.05 * nth)),
      }))
      const { draws } = adjustedRates(cells, 400, standard)
      const first = draws.map((rates) => rates[0] as number)
      const mean = first.reduce((a, b) => a + b) / first.length
      return Math.sqrt(first.reduce((a, b) => a + (b - mean) ** 2, 0) / first.length)
    }
    expect(spread(100)).toBeGreaterThan(2 * spread(2000))
    // Binomial error of 2,000 at .6 is .011; the level of the others adds hardly anything.
    expect(spread(2000)).toBeGreaterThan(0.008)
    expect(spread(2000)).toBeLessThan(0.016)
  })
})

describe('the Wilson interval', () => {
  it('gives the published values', () => {
    const { low, high } = wilsonInterval(81, 263)
    expect(low).toBeCloseTo(0.2553, 4)
    expect(high).toBeCloseTo(0.3662, 4)
    expect(wilsonInterval(0, 20)).toMatchObject({ share: 0, low: 0 })
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.1611, 4)
    expect(wilsonInterval(0, 0)).toEqual({ share: null, low: null, high: null })
  })
})
