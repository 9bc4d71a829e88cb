import { logGamma } from './gamma-function.ts'
import type { RatioPrior } from './shrunken-ratio.ts'
import { leastAt } from './simplex.ts'

/** Pairs with the same count and (nearly) the same expectation, and how many they are. */
export type PairGroup = { count: number; expected: number; pairs: number }

/** Where DuMouchel's search began. */
const START: RatioPrior = { alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, share: 1 / 3 }

/**
 * The prior that makes the counts likeliest, downhill from DuMouchel's published start (1999): the likelihood is flat and may have a
 * second maximum, hardly higher, with a narrower first law; this start leads to the vaguer one, as openEBGM's five starts do. Only pairs
 * that were reported are listed, so each law is divided by its probability of at least one report (`zerosUnseen`, as openEBGM
 * with N* = 1); PhViD does not divide.
 */
export function likeliestPrior(
  groups: readonly PairGroup[],
  { zerosUnseen = true } = {},
): { prior: RatioPrior; logLikelihood: number } {
  const counts = [...new Set(groups.map(({ count }) => count))]
  const slot = new Map(counts.map((count, i) => [count, i]))
  const slots = Uint32Array.from(groups, ({ count }) => slot.get(count) as number)
  const lost = (point: readonly number[]) => -logLikelihoodOf(groups, counts, slots, fromPoint(point), zerosUnseen)
  const { point, value } = leastAt(lost, toPoint(START))
  return { prior: fromPoint(point), logLikelihood: -value }
}

const toPoint = ({ alpha1, beta1, alpha2, beta2, share }: RatioPrior): number[] => [
  Math.log(alpha1),
  Math.log(beta1),
  Math.log(alpha2),
  Math.log(beta2),
  Math.log(share / (1 - share)),
]

function fromPoint(point: readonly number[]): RatioPrior {
  const [alpha1, beta1, alpha2, beta2] = point.slice(0, 4).map(Math.exp) as [number, number, number, number]
  return { alpha1, beta1, alpha2, beta2, share: 1 / (1 + Math.exp(-(point[4] as number))) }
}

function logLikelihoodOf(
  groups: readonly PairGroup[],
  counts: readonly number[],
  slots: Uint32Array,
  prior: RatioPrior,
  zerosUnseen: boolean,
): number {
  const gammas1 = counts.map((count) => logGamma(prior.alpha1 + count) - logGamma(prior.alpha1) - logGamma(count + 1))
  const gammas2 = counts.map((count) => logGamma(prior.alpha2 + count) - logGamma(prior.alpha2) - logGamma(count + 1))
  let sum = 0
  for (let i = 0; i < groups.length; i += 1) {
    const { count, expected, pairs } = groups[i] as PairGroup
    const slot = slots[i] as number
    const one = chance(count, expected, prior.alpha1, prior.beta1, gammas1[slot] as number, zerosUnseen)
    const other = chance(count, expected, prior.alpha2, prior.beta2, gammas2[slot] as number, zerosUnseen)
    sum += pairs * Math.log(prior.share * one + (1 - prior.share) * other)
  }
  return Number.isNaN(sum) ? Number.NEGATIVE_INFINITY : sum
}

function chance(
  count: number,
  expected: number,
  alpha: number,
  beta: number,
  gammas: number,
  zerosUnseen: boolean,
): number {
  const logZero = -alpha * Math.log1p(expected / beta)
  const seen = Math.exp(gammas + logZero - count * Math.log1p(beta / expected))
  return zerosUnseen ? seen / -Math.expm1(logZero) : seen
}
