const DAY_MS = 86_400_000

/** Days since 1 January 1970 of a civil date, for counting with. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)

/** The civil date of a day number. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Weeks run from Monday to Sunday. */
export const isSunday = (day: number): boolean => (((day + 4) % 7) + 7) % 7 === 0
