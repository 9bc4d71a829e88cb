/** A share with its 95 % interval; all null where nothing was counted. */
export type ShareInterval = { share: number | null; low: number | null; high: number | null }

/** The two-sided 95 % point of the normal law. */
export const z95 = 1.959963984540054

/**
 * The share `yes / of` with its Wilson score interval at 95 % (Wilson 1927), which stays within 0 and 1 and holds its level for small
 * counts and for shares near the ends.
 */
export function wilsonInterval(yes: number, of: number): ShareInterval {
  if (of <= 0) return { share: null, low: null, high: null }
  const share = yes / of
  const spread = z95 * z95
  const middle = (share + spread / (2 * of)) / (1 + spread / of)
  const half = (z95 / (1 + spread / of)) * Math.sqrt((share * (1 - share)) / of + spread / (4 * of * of))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
