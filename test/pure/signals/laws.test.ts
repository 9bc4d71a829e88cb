import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBound, countMass, countTail, lawOf } from '../../../src/alerts/signals/count-law.ts'
import { digamma, logGamma, trigamma } from '../../../src/alerts/signals/gamma-function.ts'
import { gammaCdf, gammaTail } from '../../../src/alerts/signals/gamma-law.ts'
import { normalQuantile, normalTail } from '../../../src/alerts/signals/normal-law.ts'
import { studentQuantile, studentTail } from '../../../src/alerts/signals/student-law.ts'

const near = (a: number, b: number, relative = 1e-13) => expect(Math.abs(a / b - 1)).toBeLessThan(relative)

describe('the laws that bounds are computed with', () => {
  it('give the tabulated values', () => {
    near(normalQuantile(0.975), 1.959963984540054)
    near(normalTail(3), 0.0013498980316301)
    near(normalTail(20), 2.753624118606234e-89, 1e-12)
    near(studentQuantile(0.975, 6), 2.4469118511449692)
    near(studentTail(2, 1), 0.5 - Math.atan(2) / Math.PI)
    near(gammaCdf(1, 1), 1 - Math.exp(-1))
    near(gammaTail(50, 1), Math.exp(-50))
    near(logGamma(10), Math.log(362880))
    near(digamma(1), -0.5772156649015329)
    near(trigamma(1), Math.PI ** 2 / 6)
    near(countTail(10, lawOf(5, 1)), 0.031828057306204804)
    near(countTail(1, { mean: 2, size: 1 }), 2 / 3)
  })

  it('are whole: all counts together have probability 1, and quantile and tail undo each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        (mean, phi) => {
          const law = lawOf(mean, phi)
          const top = countBound(1e-9, law)
          let sum = 0
          for (let y = 0; y <= top; y += 1) sum += countMass(y, law)
          expect(sum).toBeGreaterThan(1 - 2e-9)
          expect(sum).toBeLessThan(1 + 1e-11)
        },
      ),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(Math.abs(normalTail(normalQuantile(p)) - (1 - p))).toBeLessThan(1e-13)
      }),
    )
  })

  it('bound counts so that no more than alpha lies beyond, and one case less would be too few', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.constantFrom(0.001, 0.01, 0.05, 0.3),
        (mean, phi, alpha) => {
          const law = lawOf(mean, phi)
          const bound = countBound(alpha, law)
          expect(countTail(bound + 1, law)).toBeLessThanOrEqual(alpha * (1 + 1e-9))
          if (bound > 0) expect(countTail(bound, law)).toBeGreaterThan(alpha * (1 - 1e-9))
        },
      ),
    )
  })

  it('say that they do not know rather than guess', () => {
    expect(countTail(Number.NaN, lawOf(3, 1))).toBeNaN()
    expect(countBound(0.01, lawOf(1e12, 1))).toBeNaN()
    expect(normalQuantile(1.5)).toBeNaN()
  })
})
