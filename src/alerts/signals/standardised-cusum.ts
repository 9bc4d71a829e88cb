/** How a count becomes a standardised value, and back into the count that would just reach it. */
type Scale = {
  value: (count: number, mean: number, alpha: number) => number
  count: (value: number, mean: number, alpha: number) => number
}

const onTwoThirds = (shift: (mean: number) => number): Scale => ({
  value: (x, m) => (x ** (2 / 3) - (m ** (2 / 3) - shift(m))) / ((2 / 3) * m ** (1 / 6)),
  count: (v, m) => Math.max(0, (2 / 3) * m ** (1 / 6) * v + (m ** (2 / 3) - shift(m))) ** (3 / 2),
})

/** The transformations of R's `algo.cusum`; `anscombe2nd` shifts by m^(−1/3)/9 one way and m^(1/3)/9 back, as there. */
export const CUSUM_SCALES = {
  standard: { value: (x, m) => (x - m) / Math.sqrt(m), count: (v, m) => Math.ceil(Math.sqrt(m) * v + m) },
  rossi: {
    value: (x, m) => (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m)),
    count: (v, m) => 2 * v * Math.sqrt(m) + 5 * m - 2 * Math.sqrt(4 * m * m + 2 * m ** 1.5 * v),
  },
  anscombe: onTwoThirds(() => 0),
  anscombe2nd: {
    value: onTwoThirds((m) => m ** (-1 / 3) / 9).value,
    count: onTwoThirds((m) => m ** (1 / 3) / 9).count,
  },
  pearsonNegBin: {
    value: (x, m, alpha) => (x - m) / Math.sqrt(m + alpha * m * m),
    count: (v, m, alpha) => Math.sqrt(m + alpha * m * m) * v + m,
  },
} satisfies Record<string, Scale>

export type CusumScale = keyof typeof CUSUM_SCALES | 'none'

export type CusumChoice = { reference: number; decision: number; scale: CusumScale; overdispersion: number }

export type CusumStep = { value: number; upper: number; alarm: boolean }

/**
 * The classic CUSUM of Rossi et al. 1999 (R: `algo.cusum`): S ← max(0, S + z − reference), alarm when S ≥ decision; S is not reset.
 * `upper` is the count that would just alarm; without a scale it is what S still lacks.
 */
export function standardisedCusum(counts: ArrayLike<number>, mean: number, choice: CusumChoice): CusumStep[] {
  const { reference, decision, overdispersion } = choice
  const scale = choice.scale === 'none' ? null : CUSUM_SCALES[choice.scale]
  const steps: CusumStep[] = []
  let sum = 0
  for (let t = 0; t < counts.length; t += 1) {
    const count = counts[t] as number
    const needed = decision + reference - sum
    sum = Math.max(0, sum + (scale ? scale.value(count, mean, overdispersion) : count) - reference)
    const upper = scale ? scale.count(needed, mean, overdispersion) : decision - sum
    steps.push({ value: sum, upper: upper > 0 ? upper : 0, alarm: sum >= decision })
  }
  return steps
}
