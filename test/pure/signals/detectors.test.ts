import { describe, expect, it } from 'vitest'
import { BAYES_SIX_WEEKS, bayes } from '../../../src/alerts/signals/bayes.ts'
import { cdc } from '../../../src/alerts/signals/cdc.ts'
import { chooseDailyDetector, chooseDetector, fallbackDetector } from '../../../src/alerts/signals/detector-choice.ts'
import { ears } from '../../../src/alerts/signals/ears.ts'
import { EEARS, eears } from '../../../src/alerts/signals/eears.ts'
import { likelihoodCusum } from '../../../src/alerts/signals/likelihood-cusum.ts'
import { glrCasesNeeded, likelihoodGlr } from '../../../src/alerts/signals/likelihood-glr.ts'
import { outbreakP, outbreakPCasesNeeded } from '../../../src/alerts/signals/outbreak-p.ts'
import { rki } from '../../../src/alerts/signals/rki.ts'
import { standardisedCusum } from '../../../src/alerts/signals/standardised-cusum.ts'

describe('the predictive test for short series', () => {
  it('lets one case pass after six weeks of none, and alarms on two', () => {
    const quiet = [0, 0, 0, 0, 0, 0, 2]
    expect(bayes(quiet, 6, BAYES_SIX_WEEKS)).toMatchObject({ upper: 1, alarm: true })
    expect(bayes(quiet.with(6, 1), 6, BAYES_SIX_WEEKS)?.alarm).toBe(false)
    expect(bayes(quiet.with(6, 1), 6, BAYES_SIX_WEEKS)?.p).toBeCloseTo(1 - Math.sqrt(6 / 7), 12)
  })

  it('is silent with five weeks only, and knows nothing of an unknown week', () => {
    expect(bayes([1, 1, 1, 1, 1, 9], 5, BAYES_SIX_WEEKS)).toBeNull()
    expect(bayes([1, 1, Number.NaN, 1, 1, 1, 9], 6, BAYES_SIX_WEEKS)).toMatchObject({ alarm: false, upper: Number.NaN })
  })
})

describe('the sum for slow rises', () => {
  const means = new Array(60).fill(3)

  it('finds a doubling that no single week shows, and begins anew after its alarm', () => {
    const counts = means.map((_, t) => (t < 30 ? 3 : 6))
    const steps = likelihoodCusum({ counts, means, overdispersion: 0.1 }, Math.log(1.5), 3)
    const first = steps.findIndex(({ alarm }) => alarm)
    expect(first).toBeGreaterThan(30)
    expect(first).toBeLessThan(38)
    expect(steps[first + 1]?.value).toBeLessThan(3)
  })

  it('says how many cases would have been needed: as many alarm, one less does not', () => {
    const counts = [3, 4, 5, 4, 3]
    const needed = Math.floor(likelihoodCusum({ counts, means, overdispersion: 0.2 }, 0.5, 3)[4]?.casesNeeded ?? 0)
    const alarmAt = (last: number) =>
      likelihoodCusum({ counts: counts.with(4, last), means, overdispersion: 0.2 }, 0.5, 3)[4]?.alarm
    expect(alarmAt(needed)).toBe(false)
    expect(alarmAt(needed + 1)).toBe(true)
  })

  it('of unknown size is at least that of any known size', () => {
    const counts = [3, 2, 6, 7, 5, 8, 9]
    const known = likelihoodCusum({ counts, means, overdispersion: 0.1 }, 0.7, 100).at(-1)?.value ?? 0
    const choice = { limit: 100, direction: 1, stepsMin: 1, stepsBack: null } as const
    const unknown = likelihoodGlr({ counts, means, overdispersion: 0.1 }, choice).at(-1)?.value ?? 0
    expect(unknown).toBeGreaterThanOrEqual(known)
    const poisson = { counts, means, overdispersion: 0 }
    const limited = { ...choice, limit: 4 }
    const needed = glrCasesNeeded(poisson, limited)[2] as number
    expect(likelihoodGlr({ ...poisson, counts: counts.with(2, needed) }, limited)[2]?.alarm).toBe(true)
    expect(likelihoodGlr({ ...poisson, counts: counts.with(2, needed - 1) }, limited)[2]?.alarm).toBe(false)
  })

  it('in its classic form reaches its decision with the count it names', () => {
    const choice = { reference: 1.04, decision: 2.26, scale: 'rossi', overdispersion: 0 } as const
    const counts = [4, 6, 5]
    const upper = standardisedCusum(counts, 4, choice)[2]?.upper ?? 0
    expect(standardisedCusum([4, 6, upper + 0.001], 4, choice)[2]?.alarm).toBe(true)
    expect(standardisedCusum([4, 6, upper - 0.001], 4, choice)[2]?.alarm).toBe(false)
  })
})

describe('rules without a model', () => {
  it('EARS looks back past a guard of two days in C2 only', () => {
    const days = [5, 6, 4, 5, 6, 4, 5, 30, 30, 12]
    const choice = { baseline: 7, spreadMin: 0.5, alpha: 0.001 }
    expect(ears(days, 9, { ...choice, method: 'C1' })?.alarm).toBe(false)
    expect(ears(days, 9, { ...choice, method: 'C2' })?.alarm).toBe(true)
    expect(ears(days, 9, { ...choice, method: 'C3' })).toBeNull()
  })

  it('extended EARS is not blinded by a burst in the week before', () => {
    const days = [10, 12, 9, 11, 60, 10, 12, 30]
    const seen = eears(days, 7, EEARS)
    expect(seen?.plain.alarm).toBe(false)
    expect(seen?.weighted.alarm).toBe(true)
    expect(eears(days, 6, EEARS)).toBeNull()
  })

  it('RKI and CDC compare with the same weeks of earlier years', () => {
    const weeks = new Array(300).fill(4)
    const choice = { years: 2, width: 4, recent: false, weeksPerYear: 52 }
    expect(rki(weeks, 299, choice)).toEqual({ upper: 9.598, alarm: false })
    expect(rki(weeks.with(299, 10), 299, choice)?.alarm).toBe(true)
    const months = { years: 5, months: 1, alpha: 0.025, weeksPerYear: 52 }
    expect(cdc(weeks, 299, months)).toEqual({ upper: 16, alarm: false })
    expect(cdc(weeks.with(299, 5), 299, months)?.alarm).toBe(true)
    expect(cdc(weeks.slice(100), 199, months)).toBeNull()
  })

  it('a rising series is more of an outbreak than the same counts falling', () => {
    expect(outbreakP([1, 2, 3, 6, 9])).toBeGreaterThan(100)
    expect(outbreakP([9, 6, 3, 2, 1])).toBeCloseTo(1, 12)
    expect(outbreakP([0, 0, 0])).toBe(1)
    const needed = outbreakPCasesNeeded([2, 3, 2, 3], 100, 1000) as number
    expect(outbreakP([2, 3, 2, needed])).toBeGreaterThan(100)
    expect(outbreakP([2, 3, 2, needed - 1])).toBeLessThanOrEqual(100)
  })
})

describe('the choice by length of history', () => {
  it('asks for years before it speaks of seasons', () => {
    const methods = (weeks: number) => chooseDetector(weeks).detectors.map(({ method }) => method)
    expect(methods(400)).toEqual(['farrington', 'cusum'])
    expect(methods(120)).toEqual(['farrington', 'cusum'])
    expect(methods(60)).toEqual(['bayes', 'cusum'])
    expect(methods(8)).toEqual(['bayes'])
    expect(methods(3)).toEqual([])
  })

  it('uses as many years as there are, and a trend only from three', () => {
    const farringtonAt = (weeks: number) => chooseDetector(weeks).detectors[0]
    expect(farringtonAt(400)).toMatchObject({ settings: { years: 5, trend: true } })
    expect(farringtonAt(3 * 52 + 3)).toMatchObject({ settings: { years: 3, trend: true } })
    expect(farringtonAt(3 * 52 + 2)).toMatchObject({ settings: { years: 2, trend: false } })
  })

  it('shares alpha among daily series and labels a fallback', () => {
    expect(chooseDailyDetector(30, 10).detectors[0]).toMatchObject({ method: 'eears', settings: { alpha: 0.0025 } })
    expect(chooseDailyDetector(6, 10).detectors).toEqual([])
    expect(fallbackDetector('no convergence')).toMatchObject({ fallback: true, detectors: [{ method: 'ears' }] })
  })
})
