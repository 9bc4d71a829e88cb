import { isRealDate, shanghaiInstant } from '../../reference/calendar.ts'

/**
 * An instant as Open311 programs write it (https://www.w3.org/TR/NOTE-datetime): `2026-05-31T09:00:00+08:00`, `…Z`. A day alone is
 * its beginning in Shanghai, or with `end` the midnight that ends it; a time without a zone is Shanghai's. Null for anything else.
 */
export function readW3cDate(text: string, side: 'start' | 'end' = 'start'): Date | null {
  // In an address that was not escaped the plus of the zone arrives as a blank.
  const written = text.trim().replace(/ (?=\d\d:?\d\d$)/, '+')
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(written)
  const [, day = '', time, seconds = ':00', fraction = '', zone = '+08:00'] = found ?? []
  if (!isRealDate(day)) return null
  if (time === undefined) return shanghaiInstant(day, side === 'end' ? '24:00' : '00:00')
  const instant = new Date(
    `${day}T${time}${seconds}${fraction.slice(0, 4)}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`,
  )
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** An instant as Open311 answers it, in Shanghai's zone: `2026-05-31T09:00:00+08:00`. */
export function w3cDate(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}
