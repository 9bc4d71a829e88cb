import type { Said } from '../../errors.ts'
import { addDays, isRealDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { type PersonalKind, personalDataIn } from '../../triage/personal-details.ts'
import {
  type AgeBand,
  ageBands,
  type MemberKind,
  memberKinds,
  type ObservationKind,
  observationKinds,
} from './member-words.ts'

/** The columns of a report, in the order of the form and of the CSV file. */
export const observationColumns = [
  'ref',
  'kind',
  'day',
  'count',
  'leaf',
  'hazards',
  'product',
  'brand',
  'enterprise',
  'district',
  'street',
  'age_band',
] as const
export type ObservationColumn = (typeof observationColumns)[number]

/** One row as it came, every value a text; a column left out is empty. */
export type TypedObservation = Partial<Record<string, string>>

export type Observation = {
  ref: string
  kind: ObservationKind
  day: string
  count: number
  leaf: string | null
  hazards: string[]
  product: string | null
  brand: string | null
  enterprise: string | null
  district: string | null
  street: string | null
  age_band: AgeBand | null
}

/** What is wrong with one cell; `row` counts from 0. */
export type ObservationFault = { row: number; column: string; said: Said }

export const rowsMax = 1000
const backDays_max = 366
const longest: Partial<Record<ObservationColumn, number>> = {
  ref: 64,
  product: 100,
  brand: 60,
  enterprise: 100,
  street: 40,
}

type Asked = { city: City; member: MemberKind; today: string }

/** Reads the rows of a report. Every fault is named with its row and column; nothing is guessed and nothing personal is let in. */
export function readObservations(
  asked: Asked,
  rows: TypedObservation[],
): { observations: Observation[]; faults: ObservationFault[] } {
  const read = rows.map((row) => readRow(asked, trimmed(row)))
  const faults = read.flatMap(({ faults }, row) =>
    Object.entries(faults).map(([column, said]) => ({ row, column, said })),
  )
  return { observations: read.map(({ observation }) => observation), faults: [...faults, ...repeats(read)] }
}

type Row = Record<string, string>
const trimmed = (row: TypedObservation): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name.trim().toLowerCase(), (value ?? '').trim()]))

function readRow(asked: Asked, row: Row): { observation: Observation; faults: Record<string, Said> } {
  const of = (column: ObservationColumn): string => row[column] ?? ''
  const { city } = asked
  const hazards = of('hazards')
    .split(/[;；、,，\s]+/)
    .filter(Boolean)
  const district = districtOf(city, of('district'))
  const faults = {
    ...unknownColumns(row),
    ...formFaults(asked, row),
    ...listFaults(city, of, hazards, district),
    ...personalFaults(row),
  }
  const text = (column: ObservationColumn) => of(column) || null
  return {
    faults,
    observation: {
      ref: of('ref'),
      kind: of('kind') as ObservationKind,
      day: of('day'),
      count: Number(of('count') || '1'),
      leaf: text('leaf'),
      hazards: hazards.map((hazard) => hazardOf(city, hazard) ?? hazard),
      product: text('product'),
      brand: text('brand'),
      enterprise: text('enterprise'),
      district,
      street: text('street'),
      age_band: ageBands.find((band) => band === of('age_band')) ?? null,
    },
  }
}

function unknownColumns(row: Row): Record<string, Said> {
  const names = Object.keys(row).filter((name) => !observationColumns.some((column) => column === name))
  const said = {
    zh: `没有这一列；可用的列：${observationColumns.join('、')}。个人信息不接收`,
    en: `There is no such column. Columns: ${observationColumns.join(', ')}. Nothing personal is accepted`,
  }
  return Object.fromEntries(names.map((name) => [name, said]))
}

function formFaults({ member, today }: Asked, row: Row): Record<string, Said> {
  const of = (column: ObservationColumn): string => row[column] ?? ''
  const { reports } = memberKinds[member]
  const tooLong = Object.entries(longest).find(([column, max]) => of(column as ObservationColumn).length > max)
  const day = of('day')
  return {
    ...(/^[\w.:/-]{1,64}$/.test(of('ref')) ? {} : { ref: sayRef }),
    ...(reports.some((kind) => kind === of('kind')) ? {} : { kind: sayKind(reports) }),
    ...(isRealDate(day) && day <= today && day >= addDays(today, -backDays_max) ? {} : { day: sayDay(today) }),
    ...(/^(?:[1-9]\d{0,3})?$/.test(of('count')) ? {} : { count: sayCount }),
    ...(of('leaf') === '' && of('product') === '' ? { product: sayWhat } : {}),
    ...(tooLong ? { [tooLong[0]]: sayShorter(tooLong[1]) } : {}),
    ...(of('age_band') !== '' && (of('kind') !== 'injury' || !ageBands.some((band) => band === of('age_band')))
      ? { age_band: sayBand }
      : {}),
  }
}

function listFaults(
  city: City,
  of: (column: ObservationColumn) => string,
  hazards: string[],
  district: string | null,
): Record<string, Said> {
  const unknown = hazards.find((hazard) => hazardOf(city, hazard) === null)
  return {
    ...(of('leaf') === '' || city.leaves.has(of('leaf')) ? {} : { leaf: sayLeaf }),
    ...(unknown === undefined ? {} : { hazards: sayHazard(city, unknown) }),
    ...(of('district') !== '' && district === null ? { district: sayDistrict(city) } : {}),
  }
}

const hazardOf = ({ hazards }: City, name: string): string | null =>
  hazards.find(({ id, zh }) => id === name || zh === name)?.id ?? null

function districtOf({ districts }: City, name: string): string | null {
  return districts.find(({ id, zh, aliases }) => id === name || zh === name || aliases.includes(name))?.id ?? null
}

/** A firm may bear a name and has an address: neither is a person's there. */
const publicOfFirms: PersonalKind[] = ['name', 'address']

function personalFaults(row: Row): Record<string, Said> {
  const found = Object.entries(row).filter(([column, text]) =>
    personalDataIn(text).some(({ kind }) => column !== 'enterprise' || !publicOfFirms.includes(kind)),
  )
  return Object.fromEntries(found.filter(([column]) => column !== 'day').map(([column]) => [column, personal]))
}

/** A reference that stands twice in one report names two things. */
function repeats(read: { observation: Observation }[]): ObservationFault[] {
  const first = new Map<string, number>()
  return read.flatMap(({ observation: { ref } }, row) => {
    const before = first.get(ref)
    if (before === undefined) {
      first.set(ref, row)
      return []
    }
    return ref === '' ? [] : [{ row, column: 'ref', said: sayTwice }]
  })
}

const personal = {
  zh: '这里像是个人信息（姓名、电话、证件号等），不接收；请删去后再报',
  en: 'This looks like personal data (a name, a phone, an identity number), which is not accepted; take it out',
}
const sayRef = {
  zh: '请给出本单位自己的编号：字母、数字和 - . _ : /，最多 64 个',
  en: 'Give your own reference: letters, digits and - . _ : /, at most 64',
}
const sayTwice = { zh: '同一编号在这次报送里出现两次', en: 'The same reference stands twice in this report' }
const sayKind = (kinds: ObservationKind[]): Said => ({
  zh: `本单位报送的种类是：${kinds.map((kind) => `${kind}（${observationKinds[kind].zh}）`).join('、')}`,
  en: `You report: ${kinds.join(', ')}`,
})
const sayDay = (today: string): Said => ({
  zh: `日期写成 ${today}，不晚于今天，不早于一年前`,
  en: `Write the day as ${today}, not in the future and within a year`,
})
const sayCount = { zh: '件数为 1 至 9999 的整数，空着为 1', en: 'A whole number from 1 to 9999; empty is 1' }
const sayWhat = { zh: '类别代码和产品至少填一项', en: 'Give the leaf code or the product' }
const sayShorter = (max: number): Said => ({ zh: `最多 ${max} 字`, en: `At most ${max} characters` })
const sayBand = {
  zh: `年龄段只用于伤害：${ageBands.join('、')}；不填年龄和姓名`,
  en: `Age bands are for injuries: ${ageBands.join(', ')}; no age and no name`,
}
const sayLeaf = { zh: '没有这个类别代码，见 /api/v1/sectors', en: 'No such leaf; see /api/v1/sectors' }
const sayHazard = ({ hazards }: City, name: string): Said => ({
  zh: `没有“${name.slice(0, 20)}”这种危害；可用：${hazards.map(({ id, zh }) => `${zh} ${id}`).join('、')}`,
  en: `No such hazard; use ${hazards.map(({ id }) => id).join(', ')}`,
})
const sayDistrict = ({ districts }: City): Said => ({
  zh: `请写区名：${districts.map(({ zh }) => zh).join('、')}`,
  en: `Give a district: ${districts.map(({ id }) => id).join(', ')}`,
})
