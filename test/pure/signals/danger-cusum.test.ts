import { describe, expect, it } from 'vitest'
import { afterDay, dangerGain, meanDoubt, nodeSurprise } from '../../../src/alerts/signals/danger-cusum.ts'

const quiet = { expected: 0.5, dispersion: 1, usual: [0.6, 0.3, 0.08, 0.02] } as const
const gain = (reports: [number, number, number, number], extra = 0.5) => dangerGain({ ...quiet, reports }, extra)

describe('evidence that weighs danger', () => {
  it('falls on a quiet day by what the event should have brought, and never below nothing', () => {
    expect(gain([0, 0, 0, 0])).toBe(-0.5)
    expect(afterDay(0.2, gain([0, 0, 0, 0]))).toBe(0)
  })

  it('counts a report the more the rarer its danger is here', () => {
    expect(gain([0, 0, 0, 1])).toBeGreaterThan(gain([0, 0, 1, 0]))
    expect(gain([0, 0, 1, 0])).toBeGreaterThan(gain([0, 1, 0, 0]))
    expect(gain([0, 1, 0, 0])).toBeGreaterThan(gain([1, 0, 0, 0]))
  })

  it('is less where counts scatter more, and where more is usual', () => {
    const reports = [2, 2, 1, 0] as const
    const plain = dangerGain({ ...quiet, reports }, 0.5)
    expect(dangerGain({ ...quiet, reports, dispersion: 2 }, 0.5)).toBeCloseTo(plain / 2, 12)
    expect(dangerGain({ ...quiet, reports, expected: 5 }, 0.5)).toBeLessThan(plain)
  })

  it('does not rise without end in a year without events', () => {
    let sum = 0
    for (let day = 0; day < 365; day += 1)
      sum = afterDay(sum, gain([day % 4 === 0 ? 1 : 0, day % 8 === 0 ? 1 : 0, 0, 0]))
    expect(sum).toBeLessThan(3)
  })

  it('of two siblings at their parent passes what neither reaches alone', () => {
    const own = [1, 1, 0, 0] as const
    const both = [2, 2, 0, 0] as const
    let [child, parent] = [0, 0]
    for (let day = 0; day < 7; day += 1) {
      child = afterDay(child, dangerGain({ ...quiet, expected: 0.7, reports: own }, 0.5))
      parent = afterDay(parent, dangerGain({ ...quiet, expected: 1.4, reports: both }, 1))
    }
    expect(nodeSurprise(parent, 10)).toBeGreaterThan(nodeSurprise(child, 40))
  })
})

describe('what a wrong mean would explain', () => {
  it('is nothing where the mean is certain, little where much was seen, and most of it against a past of none', () => {
    expect(meanDoubt(5, 0.1, Number.POSITIVE_INFINITY)).toBe(0)
    expect(meanDoubt(5, 0.1, 0.5)).toBeGreaterThan(5)
    expect(meanDoubt(5, 0.1, 3)).toBeLessThan(meanDoubt(5, 0.1, 0.5))
    expect(meanDoubt(5, 0.1, 1000)).toBeLessThan(0.02)
  })

  it('grows with the surplus, and what was expected leaves no doubt', () => {
    expect(meanDoubt(12, 2, 6)).toBeGreaterThan(meanDoubt(6, 2, 6))
    expect(meanDoubt(2, 2, 6)).toBe(0)
    expect(meanDoubt(0, 2, 6)).toBeLessThan(0.4)
  })

  it('is the ratio of the negative binomial of the posterior to the Poisson law', () => {
    // Shape 2 and mean 1: P(3) = C(4,3)·(2/3)²·(1/3)³ = 4·(4/9)/27, against e⁻¹/3! under the Poisson law.
    expect(meanDoubt(3, 1, 2)).toBeCloseTo(Math.log((4 * 4) / 9 / 27 / (Math.exp(-1) / 6)), 10)
  })
})
