/** Mean of the values; NaN when one is unknown or there is none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number
  return sum / values.length
}

/** Standard deviation with n − 1 in the denominator, computed in two passes. */
export function deviationOf(values: ArrayLike<number>): number {
  const mean = meanOf(values)
  let squares = 0
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] as number) - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}
