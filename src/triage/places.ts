import type { City, District, Street } from '../reference/city.ts'
import type { Assessment } from './assessment.ts'
import { type Found, findPhrases, indexPerOwner } from './phrases.ts'

type PlaceName = { district: District; street: Street | null; rank: number }
export type NamedPlace = Found<PlaceName>

/** How exactly a name says where it is: a full street name most, a landmark least. */
const RANK = { street: 4, streetAlias: 3, district: 2, districtAlias: 1, landmark: 0 } as const

const placeNames = indexPerOwner<City, PlaceName>((city) => city.districts.flatMap(namesOf))

/** Names of districts, streets and landmarks of the city in a text. */
export function placesIn(simplified: string, city: City): NamedPlace[] {
  return findPhrases(simplified, placeNames(city))
}

/**
 * District and street: those of the form's place field, else those of the text. A district named decides among streets that share a name;
 * else the most exact and longest name wins.
 */
export function placeOf(formPlace: string, inText: NamedPlace[], city: City): Assessment['place'] {
  const inForm = formPlace === '' ? [] : placesIn(formPlace, city)
  const names = inForm.length > 0 ? inForm : inText
  const found = mostExact(names)
  if (!found) return { district: null, street: null, because: '没有写明区或街道 / no district or street named' }
  const where = inForm.length > 0 ? '地点一栏 / place field' : '正文 / text'
  const { district, street } = found.value
  const point = pointOf(names, district)
  const because = `${where}: ${found.phrase}`
  return { district: district.id, street: street?.zh ?? null, because, ...(point ? { point } : {}) }
}

/** Of the places named in the district the first whose position is known. */
function pointOf(names: NamedPlace[], district: District): [number, number] | undefined {
  const known = names.find(({ value, phrase }) => value.district === district && phrase in district.points)
  return known && district.points[known.phrase]
}

function mostExact(names: NamedPlace[]): NamedPlace | null {
  const districts = new Set(names.filter(({ value }) => isDistrict(value)).map(({ value }) => value.district))
  const within = names.filter(({ value }) => districts.size === 0 || districts.has(value.district))
  const weight = ({ phrase, value }: NamedPlace) => value.rank * 100 + phrase.length
  return within.reduce<NamedPlace | null>((best, one) => (best && weight(best) >= weight(one) ? best : one), null)
}

const isDistrict = ({ rank }: PlaceName): boolean => rank === RANK.district || rank === RANK.districtAlias

function namesOf(district: District): [string, PlaceName][] {
  const named =
    (rank: number, street: Street | null) =>
    (name: string): [string, PlaceName] => [name, { district, street, rank }]
  return [
    ...[district.zh].map(named(RANK.district, null)),
    ...district.aliases.map(named(RANK.districtAlias, null)),
    ...district.landmarks.map(named(RANK.landmark, null)),
    ...district.streets.flatMap((street) => [
      ...[street.zh].map(named(RANK.street, street)),
      ...street.aliases.map(named(RANK.streetAlias, street)),
    ]),
  ].filter(([name]) => name.length > 1)
}
