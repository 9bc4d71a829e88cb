import type { RecallNotice } from '../../src/intake/notice.ts'
import { isGtin } from '../../src/intake/recalls/gtin.ts'
import { asList, asRecord, asText, type SourceRecord } from '../../src/intake/source-text.ts'
import { countryCode } from '../../src/reference/countries.ts'
import { type Check, day, firm, plain, recallDay, text } from './fields.ts'

/** What the samples of recalls in America and Europe hold apart. */

export const cpscKey = (record: SourceRecord) =>
  (asText(record.id) || asText(record.recall_number)).replace(/[^\dA-Za-z]/g, '').toUpperCase()
export const iresKey = (record: SourceRecord) =>
  asText(record.RECALLNUM) || `E${asText(record.RECALLEVENTID)}-${asText(record.PRODUCTID)}`
/** The set's columns went round: the address stands under `reason`, the reason under `date`, the date under `url`. */
const pressAddress = (record: SourceRecord) =>
  [record.reason, record.url].map(asText).find((value) => /^https?:/.test(value)) ?? ''
export const pressKey = (record: SourceRecord) => /(ucm\d+)/i.exec(pressAddress(record))?.[1] ?? ''

export const cpscFields: Check<RecallNotice>[] = [
  { field: 'id', stated: text('id'), read: (notice) => notice.sourceId },
  { field: 'date', stated: text('date'), read: (notice) => notice.publishedOn ?? '' },
  { field: 'title', stated: text('title'), read: (notice) => notice.title },
  {
    field: 'units',
    stated: text('units'),
    read: (notice) => (notice.unitsAffected.value === null ? '' : notice.unitsAffected.raw),
  },
  {
    field: 'no injuries',
    stated: (record) => (record.has_injuries === false ? '0' : ''),
    read: (notice) => String(notice.injuries ?? 0),
  },
  {
    field: 'deaths',
    stated: (record) => (record.has_deaths === true ? 'some' : ''),
    read: (notice) => (notice.deaths ? 'some' : 'none'),
  },
]

export const safetyGateFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('alert_number'), read: (notice) => notice.sourceId },
  { field: 'brand', stated: text('brand'), read: (notice) => notice.products[0]?.brand ?? '' },
  { field: 'category', stated: text('product_category'), read: (notice) => notice.products[0]?.category ?? '' },
  {
    field: 'origin',
    stated: (record) => countryCode(asText(record.country_of_origin)) ?? '',
    read: (notice) => notice.countryOfOrigin ?? '',
  },
  {
    field: 'barcode',
    stated: (record) => (isGtin(asText(record.barcode)) ? asText(record.barcode) : ''),
    read: (notice) => notice.products[0]?.gtins[0] ?? '',
  },
]

export const notificationFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('reference'), read: (notice) => notice.sourceId },
  { field: 'date', stated: (record) => asText(record.publicationDate).slice(0, 10), read: recallDay },
  {
    field: 'brand',
    stated: (record) =>
      asList(asRecord(record.product)?.brands)
        .map((one) => asText(asRecord(one)?.brand))
        .join(', '),
    read: (notice) => notice.products[0]?.brand ?? '',
  },
]

const classes: Record<string, string> = {
  '1': 'serious',
  '2': 'high',
  '3': 'medium',
  'Class I': 'serious',
  'Class II': 'high',
  'Class III': 'medium',
}
export const openFdaFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('recall_number'), read: (notice) => notice.sourceId },
  { field: 'product', stated: text('product_description'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'firm', stated: text('recalling_firm'), read: firm },
  {
    field: 'class',
    stated: (record) => classes[asText(record.classification)] ?? '',
    read: (notice) => notice.riskLevelStated ?? '',
  },
  { field: 'date', stated: day('report_date', 'mdy'), read: recallDay },
  { field: 'quantity', stated: text('product_quantity'), read: (notice) => notice.unitsAffected.raw },
]

export const iresFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('RECALLNUM'), read: (notice) => notice.sourceId },
  { field: 'product', stated: plain('PRODUCTDESCRIPTIONTXT'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'firm', stated: plain('FIRMLEGALNAM'), read: firm },
  { field: 'reason', stated: plain('PRODUCTSHORTREASONTXT'), read: (notice) => notice.hazardText },
  {
    field: 'class',
    stated: (record) => classes[asText(record.CENTERCLASSIFICATIONTYPETXT)] ?? '',
    read: (notice) => notice.riskLevelStated ?? '',
  },
  { field: 'date', stated: day('ENFORCEMENTREPORTDT', 'mdy'), read: recallDay },
  { field: 'quantity', stated: plain('PRODUCTDISTRIBUTEDQUANTITY'), read: (notice) => notice.unitsAffected.raw },
]

export const pressFields: Check<RecallNotice>[] = [
  { field: 'address', stated: pressAddress, read: (notice) => notice.url ?? '' },
  { field: 'firm', stated: plain('company'), read: firm },
  { field: 'product', stated: plain('product_descrpition'), read: (notice) => notice.products[0]?.name ?? '' },
  {
    field: 'reason',
    stated: (record) => (/^https?:/.test(asText(record.reason)) ? plain('date')(record) : plain('reason')(record)),
    read: (notice) => notice.hazardText,
  },
]
