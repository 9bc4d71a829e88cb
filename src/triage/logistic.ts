/** A logistic regression: one weight for each input. */
export type Logistic = { weights: ArrayLike<number>; offset: number }

/** The probability of "yes", 1 / (1 + e^−(offset + Σ weight × input)). */
export function logisticOf({ weights, offset }: Logistic, inputs: ArrayLike<number>): number {
  let sum = offset
  for (let j = 0; j < inputs.length; j += 1) sum += (weights[j] as number) * (inputs[j] as number)
  return 1 / (1 + Math.exp(-sum))
}
