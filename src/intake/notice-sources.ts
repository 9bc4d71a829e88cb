import type { City } from '../reference/city.ts'
import type { TradeCodes } from '../reference/trade-codes.ts'
import { epingRows } from './bulletins/eping.ts'
import { parseTbtZh } from './bulletins/tbt-zh.ts'
import type { Notice, NoticeSource, ParseResult, Reject } from './notice.ts'
import { parseCpsc } from './recalls/cpsc.ts'
import { parseSafetyGate } from './recalls/safety-gate.ts'
import { parseSamr } from './recalls/samr.ts'

/** What reading one row of a document gave: a notice, or a reject, and whatever the source did that is new. */
export type RowRead = { notice: Notice | null; reject: Reject | null; drift: string[] }

export type Reading = { city: City; codes: TradeCodes }

/** How each source is read, row by row, so that a document of 100,000 notices needs no more memory than one. */
export const noticeSources: Record<
  NoticeSource,
  (bytes: Uint8Array, reading: Reading) => Iterable<RowRead> | AsyncIterable<RowRead>
> = {
  cpsc: (bytes) => rowsOf(parseCpsc(bytes)),
  'safety-gate': (bytes) => rowsOf(parseSafetyGate(bytes)),
  samr: (bytes) => rowsOf(parseSamr(bytes)),
  eping: (bytes, { codes }) => epingRows(bytes, { codes }),
  'tbt-zh': (bytes, { codes }) => rowsOf(parseTbtZh(bytes, { codes })),
}

function* rowsOf({ notices, rejects, drift }: ParseResult): Generator<RowRead> {
  for (const notice of notices) yield { notice, reject: null, drift: [] }
  for (const reject of rejects) yield { notice: null, reject, drift: [] }
  if (drift.length > 0) yield { notice: null, reject: null, drift }
}
