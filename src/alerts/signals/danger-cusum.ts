import { logGamma } from './gamma-function.ts'

/** Shares of reports by danger 0, 1, 2, 3; they add up to 1. */
export type DangerShares = readonly [number, number, number, number]

/** One day of one node of the hierarchy (a street's leaf, a district's sector …). */
export type NodeDay = {
  /** Reports by danger. */
  reports: readonly [number, number, number, number]
  /** Reports expected on this day without an event. */
  expected: number
  /** Variance = dispersion × mean, at least 1. */
  dispersion: number
  /** How dangerous the node's reports usually are. */
  usual: DangerShares
}

/** An event may tell of anything, so a report of each danger is as likely: rare dangerous reports then weigh most. */
const EACH_DANGER = 0.25

/** An expectation below this (one report in three years) is not believed. */
const EXPECTED_MIN = 1 / 1000

/**
 * What a day adds to the sum for an event that brings `extra` reports a day on top of the usual ones. The log-likelihood ratio of a
 * marked Poisson process, Σ over reports ln(1 + extra·g₁(danger)/(expected·g₀(danger))) − extra, divided by the dispersion
 * (Höhle & Paul 2008 for the sum, Cox & Isham 1980 for the marks): a report counts the more the rarer its danger is in this
 * node. Sums of siblings' reports at their parent find what is spread too thin for any one of them.
 */
export function dangerGain({ reports, expected, dispersion, usual }: NodeDay, extra: number): number {
  const rate = Math.max(EXPECTED_MIN, expected)
  let gain = -extra
  for (let danger = 0; danger < 4; danger += 1) {
    const count = reports[danger] as number
    if (count === 0) continue
    gain += count * Math.log1p((extra * EACH_DANGER) / (rate * (usual[danger] as number)))
  }
  return gain / Math.max(1, dispersion)
}

/** The sum of evidence after a day: never below 0, so that a quiet year does not hide an event. */
export function afterDay(sum: number, gain: number): number {
  return Math.max(0, sum + gain)
}

/**
 * How much of a run's evidence a wrong mean would explain: what ln P(count) gains when the `expected` number is not taken as certain but as
 * learned from so many reports — the negative binomial of a gamma posterior against the Poisson law (Gelman et al., Bayesian Data Analysis, 2.6).
 * Near 0 where much was seen before; several units where five reports stand against a past of none. Never below 0.
 */
export function meanDoubt(count: number, expected: number, learnedFrom: number): number {
  if (learnedFrom === Number.POSITIVE_INFINITY) return 0
  const all = learnedFrom + expected
  const unsure = logGamma(learnedFrom + count) - logGamma(learnedFrom) + learnedFrom * Math.log(learnedFrom / all)
  return Math.max(0, unsure - count * Math.log(all) + expected)
}

/**
 * Evidence of a node beside others: its sum less ln of how many nodes share its level, because among many nodes some sum is high by
 * chance. The node with the highest surprise is the one that explains an event best.
 */
export function nodeSurprise(sum: number, nodesOfLevel: number): number {
  return sum - Math.log(nodesOfLevel)
}
