import { Invalid, type Said } from '../../errors.ts'

/** A place on the map in WGS 84, degrees. */
export type Point = { lat: number; long: number }

/** The point of `lat` and `long`; null when neither is given. Throws Invalid when one is missing or neither can be a place. */
export function readPoint(given: URLSearchParams): Point | null {
  const [lat, long] = [given.get('lat')?.trim() ?? '', given.get('long')?.trim() ?? given.get('lon')?.trim() ?? '']
  if (lat === '' && long === '') return null
  const point = { lat: degrees(lat, 90), long: degrees(long, 180) }
  if (point.lat === null) throw refused('lat')
  if (point.long === null) throw refused('long')
  return { lat: point.lat, long: point.long }
}

/**
 * The point as everybody may see it: a hundredth of a degree is about 1.1 km in Shenzhen, the size of a sub-district, so that
 * nobody's door can be read from it.
 */
export function roundedPoint({ lat, long }: Point): Point {
  return { lat: Math.round(lat * 100) / 100, long: Math.round(long * 100) / 100 }
}

function degrees(text: string, most: number): number | null {
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return null
  const value = Number(text)
  return Math.abs(value) <= most ? value : null
}

function refused(name: 'lat' | 'long'): Invalid {
  return new Invalid(both, { [name]: both })
}

const both: Said = {
  zh: 'lat 和 long 要一起给出，用十进制度（WGS 84）',
  en: 'Give lat and long together, in decimal degrees (WGS 84)',
}
