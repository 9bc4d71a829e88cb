import type { City, District, Street } from '../reference/city.ts'
import type { Assessment } from './assessment.ts'

/** District and street named in the form's place field, else in the text. A street decides its district; of several names the longest wins. */
export function placeOf(formPlace: string, simplified: string, city: City): Assessment['place'] {
  const names = namesOf(city)
  const fromForm = longestIn(formPlace, names)
  const found = fromForm ?? longestIn(simplified, names)
  if (!found) return { district: null, street: null, because: '没有写明区或街道 / no district or street named' }
  const where = fromForm ? '地点一栏 / place field' : '正文 / text'
  return { district: found.district.id, street: found.street?.zh ?? null, because: `${where}: ${found.name}` }
}

/** Where the name of a place stands in the text, or null. */
export function placeNameIn(simplified: string, city: City): { name: string; start: number } | null {
  const found = longestIn(simplified, namesOf(city))
  return found ? { name: found.name, start: simplified.indexOf(found.name) } : null
}

type PlaceName = { name: string; district: District; street: Street | null }
const knownNames = new WeakMap<City, PlaceName[]>()

/** Streets before districts and long names before short ones, so that the first hit is the most exact. */
function namesOf(city: City): PlaceName[] {
  const known = knownNames.get(city)
  if (known) return known
  const names = city.districts.flatMap((district) => [
    ...[district.zh, ...district.aliases].map((name) => ({ name, district, street: null })),
    ...district.streets.flatMap((street) => [street.zh, ...street.aliases].map((name) => ({ name, district, street }))),
  ])
  names.sort((a, b) => Number(b.street !== null) - Number(a.street !== null) || b.name.length - a.name.length)
  knownNames.set(city, names)
  return names
}

function longestIn(text: string, names: PlaceName[]): PlaceName | null {
  if (text === '') return null
  return names.find((one) => one.name.length > 1 && text.includes(one.name)) ?? null
}
