/** So many of so many. */
export type Share = { well: number; of: number }

/** Several shares as one. */
export const together = (shares: Share[]): Share =>
  shares.reduce((sum, { well, of }) => ({ well: sum.well + well, of: sum.of + of }), { well: 0, of: 0 })
