import type { ForeignComplaint, RecallNotice } from '../../src/intake/notice.ts'
import { asText, foldSpaces, type SourceRecord } from '../../src/intake/source-text.ts'
import { type Check, day, firm, plain, recallDay, text } from './fields.ts'

/** What the samples of NHTSA, Health Canada and SAMR hold apart. */

export const nhtsaRecallFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('NHTSACampaignNumber'), read: (notice) => notice.sourceId },
  { field: 'date', stated: day('ReportReceivedDate', 'dmy'), read: recallDay },
  { field: 'maker', stated: plain('Manufacturer'), read: firm },
  { field: 'defect', stated: plain('Summary'), read: (notice) => notice.defects[0] ?? '' },
  { field: 'consequence', stated: plain('Consequence'), read: (notice) => notice.hazardText },
  { field: 'remedy', stated: plain('Remedy'), read: (notice) => notice.measures[0]?.text ?? '' },
  {
    field: 'vehicle',
    stated: (record) => `${asText(record.Make)} ${asText(record.Model)}`,
    read: (notice) => notice.products.map(({ name }) => name)[0] ?? '',
  },
]

export const nhtsaComplaintFields: Check<ForeignComplaint>[] = [
  { field: 'number', stated: (record) => `ODI-${asText(record.odiNumber)}`, read: (notice) => notice.sourceId },
  { field: 'filed', stated: day('dateComplaintFiled', 'mdy'), read: (notice) => notice.publishedOn ?? '' },
  { field: 'happened', stated: day('dateOfIncident', 'mdy'), read: (notice) => notice.occurredOn ?? '' },
  { field: 'crash', stated: (record) => String(record.crash), read: (notice) => String(notice.crash) },
  { field: 'fire', stated: (record) => String(record.fire), read: (notice) => String(notice.fire) },
  { field: 'injuries', stated: text('numberOfInjuries'), read: (notice) => String(notice.injuries) },
  { field: 'deaths', stated: text('numberOfDeaths'), read: (notice) => String(notice.deaths) },
  { field: 'components', stated: text('components'), read: (notice) => notice.components.join(',') },
  { field: 'maker', stated: text('manufacturer'), read: (notice) => notice.maker ?? '' },
]

export const healthCanadaFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('NID'), read: (notice) => notice.sourceId },
  { field: 'title', stated: plain('Title'), read: (notice) => notice.title },
  { field: 'date', stated: day('Last updated', 'mdy'), read: recallDay },
  { field: 'product', stated: plain('Product'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'category', stated: plain('Category'), read: (notice) => notice.products[0]?.category ?? '' },
  { field: 'issue', stated: plain('Issue'), read: (notice) => notice.hazardText },
]

/** The form prints `label |` and the value on the next line: read here by that alone. */
const onForm = (label: string) => (record: SourceRecord) => {
  const value =
    new RegExp(`(?:^|\\n)${label} ?\\|\\s*([^|]+?)\\s*\\|`).exec(
      typeof record.text === 'string' ? record.text : '',
    )?.[1] ?? ''
  return /^[—\s]+$/.test(value) ? '' : foldSpaces(value)
}
export const samrKey = (record: SourceRecord) =>
  /\/t\d{8}_(\d+)\.s?html?/.exec(asText(record.url))?.[1] ?? asText(record.id)
export const samrFields: Check<RecallNotice>[] = [
  { field: 'producer', stated: onForm('生产者名称'), read: firm },
  { field: 'product', stated: onForm('产品名称'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'brand', stated: onForm('品牌'), read: (notice) => notice.products[0]?.brand ?? '' },
  { field: 'units', stated: onForm('涉及数量'), read: (notice) => notice.unitsAffected.raw },
  { field: 'model', stated: onForm('型号/规格'), read: (notice) => notice.products[0]?.models.join('、') ?? '' },
  { field: 'batch', stated: onForm('生产批号/批次'), read: (notice) => notice.products[0]?.batches.join('、') ?? '' },
]
