import { plainText } from '../bulletins/plain-text.ts'
import type { ForeignComplaint } from '../notice.ts'
import { asList, asRecord, asText, foldSpaces, type SourceRecord } from '../source-text.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { flagOf } from './nhtsa-recalls.ts'
import { type DayOrder, readDay } from './recall-dates.ts'

export type ComplaintRow = {
  number: string
  route: string
  make: string
  model: string
  year: string
  maker: string
  components: string[]
  text: string
  crash: boolean
  fire: boolean
  injuries: number | null
  deaths: number | null
  occurred: string | null
  filed: string | null
}

/** A complaint as `complaintsByVehicle` tells it: its dates are month, day, year; a day that could be two is none where the answer contradicts that. Null without an ODI number or the day it was filed. */
export function complaintOfApi(record: SourceRecord, order: DayOrder | null): ForeignComplaint | null {
  const number = asText(record.odiNumber)
  const filed = readDay(asText(record.dateComplaintFiled), order)
  if (!/^\d{4,9}$/.test(number) || filed === null) return null
  const products = asList(record.products)
    .map(asRecord)
    .filter((product) => product !== null)
  const product = products.find((one) => asText(one.type) === 'Vehicle') ?? products[0] ?? {}
  return complaintNotice({
    number,
    route: 'vehicle-json',
    make: asText(product.productMake),
    model: asText(product.productModel),
    year: asText(product.productYear),
    maker: asText(record.manufacturer),
    components: splitComponents(asText(record.components)),
    text: plainText(asText(record.summary)),
    crash: flagOf(record.crash) === true,
    fire: flagOf(record.fire) === true,
    injuries: countOf(record.numberOfInjuries),
    deaths: countOf(record.numberOfDeaths),
    occurred: readDay(asText(record.dateOfIncident), order),
    filed,
  })
}

/** Components are parted by a comma; a comma with a blank after it belongs to the name: `SERVICE BRAKES, HYDRAULIC`. */
export function splitComponents(field: string): string[] {
  return [
    ...new Set(
      field
        .split(/,(?! )/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
}

/** Number of the vehicle, place and name of the owner stay behind: nothing here needs them. */
export function complaintNotice(row: ComplaintRow): ForeignComplaint {
  const product = foldSpaces(`${row.make} ${row.model}`)
  return {
    kind: 'complaint_abroad',
    source: 'nhtsa',
    sourceId: `ODI-${Number(row.number)}`,
    route: row.route,
    title: foldSpaces(`${product}: ${row.components[0] ?? 'UNKNOWN OR OTHER'}`),
    titleZh: null,
    url: null,
    publishedOn: row.filed,
    jurisdiction: 'USA',
    product,
    brand: row.make || null,
    models: /^(?:19|20)\d{2}$/.test(row.year) ? [row.year] : [],
    maker: row.maker || null,
    components: row.components,
    crash: row.crash,
    fire: row.fire,
    injuries: row.injuries,
    deaths: row.deaths,
    occurredOn: row.occurred,
    description: row.text,
    hazards: [
      ...new Set([...(row.fire ? ['fire'] : []), ...(row.crash ? ['traffic'] : []), ...readEnglishHazards(row.text)]),
    ],
  }
}

/** The same number comes once a component and once a model year that was asked for. */
export function mergeComplaints(rows: Iterable<ForeignComplaint>): ForeignComplaint[] {
  const byNumber = new Map<string, ForeignComplaint>()
  for (const row of rows) {
    const known = byNumber.get(row.sourceId)
    byNumber.set(row.sourceId, known ? joinComplaint(known, row) : row)
  }
  return [...byNumber.values()]
}

export function joinComplaint(known: ForeignComplaint, row: ForeignComplaint): ForeignComplaint {
  return {
    ...known,
    components: [...new Set([...known.components, ...row.components])],
    models: [...new Set([...known.models, ...row.models])].sort(),
    hazards: [...new Set([...known.hazards, ...row.hazards])],
  }
}

function countOf(value: unknown): number | null {
  const count = Number(asText(value))
  return asText(value) !== '' && Number.isInteger(count) && count >= 0 ? count : null
}
