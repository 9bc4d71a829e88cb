import { z } from 'zod'

/** Counts by period from 0; unknown ones are NaN. */
export type Counts = Float64Array

export const numbers = z.array(z.number().nullable())

/** R writes an absent value as {} or null. */
export const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === null || isEmptyObject(value) ? undefined : value), type.optional())

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

export const countsOf = (values: readonly (number | null)[]): Counts =>
  Float64Array.from(values, (value) => value ?? Number.NaN)
