import { NotFound, type Said } from '../errors.ts'
import { storable } from '../intake/storable.ts'
import { isRealDate, shanghaiInstant } from '../reference/calendar.ts'

/** One value of a form as trimmed text that can be stored, cut at `max` characters; '' when it is missing or a file. */
export function lineOf(form: FormData, name: string, max: number): string {
  const value = form.get(name)
  return typeof value === 'string' ? storable(value).trim().slice(0, max) : ''
}

/** What `SubmissionKey` wrote into the form, to be given to a verb; nothing when a program sent it without. */
export function submissionOf(form: FormData): { submissionKey?: string } {
  const submissionKey = lineOf(form, 'submission_key', 64)
  return submissionKey === '' ? {} : { submissionKey }
}

/** One value of a query; null when it is missing, empty or not among `known`. */
export function chosen<Value extends string>(value: string | undefined, known: readonly Value[]): Value | null {
  return known.find((one) => one === value) ?? null
}

/** A page number from 1, at most 1000. */
export function pageOf(value: string | undefined): number {
  const page = Number(value)
  return Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1
}

/** A row's number in a path; null for anything that is none. */
export function idOf(value: string): number | null {
  return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
}

/** The number of a version, or of one in a list: what an `integer` column holds. Null for anything that is none. */
export function ordinalOf(value: string): number | null {
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null
}

/** A row's number in a path. Throws NotFound with `missing` for anything that is none. */
export function idIn(value: string | undefined, missing: Said): number {
  const id = idOf(value ?? '')
  if (id === null) throw new NotFound(missing)
  return id
}

/** The number of a version in a path. Throws NotFound with `missing` for anything that is none. */
export function ordinalIn(value: string | undefined, missing: Said): number {
  const number = ordinalOf(value ?? '')
  if (number === null) throw new NotFound(missing)
  return number
}

/** A query string of the values that are given; '' when none is. */
export function queryOf(values: Record<string, string | number | null>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)] as [string, string]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** What a `datetime-local` field sends; null for anything that is no time. */
export function typedInstant(written: string): Date | null {
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)/.exec(written) ?? []
  return isRealDate(date) ? shanghaiInstant(date, time) : null
}
