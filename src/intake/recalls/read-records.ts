import type { Bilingual } from '../../reference/city.ts'
import type { ParseResult, RecallNotice, Reject } from '../notice.ts'
import { reject, type SourceRecord, unknownFields } from '../source-text.ts'

type Records = { rows: { row: number | string; record: SourceRecord }[]; rejects: Reject[] }

type Reading = {
  /** The fields that a record of this kind has, and what its source calls itself: any other field is drift. */
  known: (record: SourceRecord) => { fields: ReadonlySet<string>; source: string }
  /** Null where what a notice cannot do without is missing. */
  noticeOf: (record: SourceRecord) => RecallNotice | null
  missing: Bilingual
}

/** Reads records one by one into notices; those that lack what is needed are rejected whole, and fields never seen before are named once. */
export function readRecords(
  { rows, rejects }: Records,
  { known, noticeOf, missing }: Reading,
): ParseResult<RecallNotice> {
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [...rejects], drift: [] }
  const drift = new Set<string>()
  for (const { row, record } of rows) {
    const { fields, source } = known(record)
    for (const field of unknownFields(record, fields, source)) drift.add(field)
    const notice = noticeOf(record)
    if (notice) result.notices.push(notice)
    else result.rejects.push(reject(row, missing, record))
  }
  return { ...result, drift: [...drift] }
}
