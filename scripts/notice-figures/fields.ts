import { plainText } from '../../src/intake/bulletins/plain-text.ts'
import type { RecallNotice, SourceNotice } from '../../src/intake/notice.ts'
import { readDay } from '../../src/intake/recalls/recall-dates.ts'
import { asText, type SourceRecord } from '../../src/intake/source-text.ts'

/** One field that a sample also holds apart: what stands there, and what was read. */
export type Check<N extends SourceNotice> = {
  field: string
  stated: (record: SourceRecord) => string
  read: (notice: N) => string
}
export const text = (name: string) => (record: SourceRecord) => asText(record[name])

export const day = (name: string, order: 'dmy' | 'mdy') => (record: SourceRecord) =>
  readDay(asText(record[name]), order) ?? ''
export const plain = (name: string) => (record: SourceRecord) => plainText(asText(record[name]))
export const recallDay = (notice: RecallNotice) => notice.publishedOn ?? ''
export const firm = (notice: RecallNotice) => notice.firms[0]?.name ?? ''
