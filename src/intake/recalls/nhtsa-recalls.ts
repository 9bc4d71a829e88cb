import { plainText } from '../bulletins/plain-text.ts'
import type { Measure, RecalledProduct, RecallNotice } from '../notice.ts'
import { asText, foldSpaces, type SourceRecord } from '../source-text.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { type DayOrder, readDay } from './recall-dates.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'

/** The third character of a campaign number says what is recalled. */
const kinds: Record<string, string> = { V: 'Vehicle', E: 'Equipment', T: 'Tire', C: 'Child seat', X: 'Vehicle' }
const campaign = /^\d{2}[VETCXI]\d{3,6}$/

/** One row of a campaign, as the service or the flat file gives it; texts empty when absent. */
export type CampaignRow = {
  number: string
  route: string
  make: string
  model: string
  year: string
  maker: string
  component: string
  defect: string
  consequence: string
  remedy: string
  notes: string
  units: number | null
  /** ISO dates. */
  received: string | null
  madeFrom: string | null
  madeTo: string | null
  standard: string
  /** Null where the source leaves the flag out: nothing is known then. */
  doNotDrive: boolean | null
  parkOutside: boolean | null
}

/** A flag as a boolean or a word; null where the source leaves it out. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  return /^(?:y|yes|true|1)$/i.test(asText(value)) ? true : /^(?:n|no|false|0)$/i.test(asText(value)) ? false : null
}

/**
 * A recall as `recallsByVehicle` tells it: its dates are day, month, year; where the answer contradicts that (`order` null), a day
 * that could be two is none. Null without a campaign number or with a date that is none.
 */
export function campaignOfApi(record: SourceRecord, order: DayOrder | null): RecallNotice | null {
  const field = (name: string) => plainText(asText(record[name]))
  const number = campaignNumber(field('NHTSACampaignNumber'))
  const written = field('ReportReceivedDate')
  const received = readDay(written, order)
  if (number === null || (written !== '' && readDay(written, 'dmy') === null)) return null
  return campaignNotice({
    number,
    route: 'vehicle-json',
    make: field('Make'),
    model: field('Model'),
    year: field('ModelYear'),
    maker: field('Manufacturer'),
    component: field('Component'),
    defect: field('Summary'),
    consequence: field('Consequence'),
    remedy: field('Remedy'),
    notes: field('Notes'),
    units: Number(asText(record.PotentialNumberofUnitsAffected).replace(/,/g, '')) || null,
    received,
    madeFrom: null,
    madeTo: null,
    standard: '',
    doNotDrive: flagOf(record.parkIt),
    parkOutside: flagOf(record.parkOutSide),
  })
}

/** `18V675000`, written one way; null for anything else. The pages cut the zeros that the files keep. */
export function campaignNumber(written: string): string | null {
  const number = written.replace(/[\s-]/g, '').toUpperCase()
  return campaign.test(number) ? number.padEnd(9, '0') : null
}

export function campaignNotice(row: CampaignRow): RecallNotice {
  const parts = row.component.split(':').map((part) => part.trim())
  return recallNotice({
    source: 'nhtsa',
    sourceId: row.number,
    route: row.route,
    title: foldSpaces(`${row.make} ${row.model}: ${parts[0] ?? ''}`),
    url: `https://www.nhtsa.gov/recalls?nhtsaId=${row.number}`,
    publishedOn: row.received,
    jurisdiction: 'USA',
    products: [productOf(row)],
    firms: row.maker === '' ? [] : [{ name: row.maker, role: 'manufacturer', country: null, city: null }],
    hazards: readEnglishHazards(`${row.consequence} ${row.defect}`),
    hazardText: row.consequence,
    defects: row.defect === '' ? [] : [row.defect],
    clauses: row.standard === '' ? [] : [`FMVSS ${row.standard}`],
    measures: measuresOf(row),
    unitsAffected:
      row.units === null
        ? { value: null, status: 'unknown', raw: '' }
        : { value: row.units, status: 'exact', raw: String(row.units) },
    description: [row.component, row.notes].filter((text) => text !== '').join('. '),
  })
}

function productOf({ number, make, model, year, madeFrom, madeTo }: CampaignRow): RecalledProduct {
  return recalledProduct({
    name: foldSpaces(`${make} ${model}`),
    brand: make || null,
    models: /^(?:19|20)\d{2}$/.test(year) ? [year] : [],
    category: kinds[number.charAt(2)] ?? null,
    producedFrom: madeFrom,
    producedTo: madeTo,
  })
}

function measuresOf({ remedy, received, doNotDrive, parkOutside }: CampaignRow): Measure[] {
  const warn = (text: string): Measure => ({ code: 'WARN', text, ordered: null, from: null })
  return [
    { code: 'RECALL_END_USER', text: remedy || 'Recall', ordered: null, from: received },
    ...(/replac/i.test(remedy) ? [{ code: 'REPLACE' as const, text: 'Replace', ordered: null, from: null }] : []),
    ...(/repair|update|inspect|adjust/i.test(remedy)
      ? [{ code: 'REPAIR' as const, text: 'Repair', ordered: null, from: null }]
      : []),
    ...(doNotDrive ? [warn('Do not drive')] : []),
    ...(parkOutside ? [warn('Park outside')] : []),
  ]
}

/** One notice a campaign: its vehicles together, the model years of each vehicle in one line, the largest count of units. */
export function mergeCampaigns(rows: Iterable<RecallNotice>): RecallNotice[] {
  const byNumber = new Map<string, RecallNotice>()
  for (const row of rows) {
    const known = byNumber.get(row.sourceId)
    byNumber.set(row.sourceId, known ? joined(known, row) : row)
  }
  return [...byNumber.values()]
}

function joined(known: RecallNotice, row: RecallNotice): RecallNotice {
  const units = [known.unitsAffected, row.unitsAffected].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
  return {
    ...known,
    products: row.products.reduce(joinProduct, known.products),
    firms: [...known.firms, ...row.firms.filter(({ name }) => !known.firms.some((firm) => firm.name === name))],
    hazards: [...new Set([...known.hazards, ...row.hazards])],
    clauses: [...new Set([...known.clauses, ...row.clauses])],
    unitsAffected: units ?? known.unitsAffected,
  }
}

function joinProduct(products: RecalledProduct[], more: RecalledProduct): RecalledProduct[] {
  const at = products.findIndex(({ name }) => name === more.name)
  const known = products[at]
  if (!known) return [...products, more]
  const models = [...new Set([...known.models, ...more.models])].sort()
  const earliest = [known.producedFrom, more.producedFrom].filter((day) => day !== null).sort()[0] ?? null
  const latest =
    [known.producedTo, more.producedTo]
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  return products.with(at, { ...known, models, producedFrom: earliest, producedTo: latest })
}
