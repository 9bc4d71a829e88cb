/** Filters that one account keeps and that one bureau shares, the longest name in characters, and how far they are counted. */
export const filterLimits = { own: 10, shared: 10, name: 20, counted: 999 } as const
