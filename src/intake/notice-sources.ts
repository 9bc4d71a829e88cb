import { Invalid } from '../errors.ts'
import type { City } from '../reference/city.ts'
import type { TradeCodes } from '../reference/trade-codes.ts'
import { epingRows } from './bulletins/eping.ts'
import { parseTbtZh } from './bulletins/tbt-zh.ts'
import { parseWtoDocument } from './bulletins/wto-document.ts'
import type { NoticeSource, ParseResult, Reject, SourceNotice } from './notice.ts'
import { parseAccc } from './recalls/accc.ts'
import { parseCpsc } from './recalls/cpsc.ts'
import { parseFda } from './recalls/fda.ts'
import { parseHealthCanada } from './recalls/health-canada.ts'
import { nhtsaRows } from './recalls/nhtsa.ts'
import { parseOpss } from './recalls/opss.ts'
import { parseSafetyGate } from './recalls/safety-gate.ts'
import { parseSamr } from './recalls/samr.ts'
import { parseSampling } from './sampling/sampling.ts'
import { reject } from './source-text.ts'

/** What reading one row of a document gave: a notice, or a reject, and whatever the source did that is new. */
export type RowRead = { notice: SourceNotice | null; reject: Reject | null; drift: string[] }

export type Reading = {
  city: City
  codes: TradeCodes
  /** The document answers a query for what is new, not for everything. */
  increment?: boolean
}

/**
 * The rows of a document, one by one, so that 100,000 notices need no more memory than one. A page that its reader refuses (nested
 * without end, too large) is one reject.
 */
export async function* readNotices(source: NoticeSource, bytes: Uint8Array, reading: Reading): AsyncGenerator<RowRead> {
  try {
    yield* noticeSources[source](bytes, reading)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    yield { notice: null, reject: reject('file', error.said, ''), drift: [] }
  }
}

const noticeSources: Record<
  NoticeSource,
  (bytes: Uint8Array, reading: Reading) => Iterable<RowRead> | AsyncIterable<RowRead>
> = {
  cpsc: (bytes, { increment = false }) => rowsOf(parseCpsc(bytes, { increment })),
  'safety-gate': (bytes) => rowsOf(parseSafetyGate(bytes)),
  fda: (bytes) => rowsOf(parseFda(bytes)),
  nhtsa: (bytes) => nhtsaRows(bytes),
  'health-canada': (bytes) => rowsOf(parseHealthCanada(bytes)),
  opss: (bytes) => rowsOf(parseOpss(bytes)),
  accc: (bytes) => rowsOf(parseAccc(bytes)),
  samr: (bytes) => rowsOf(parseSamr(bytes)),
  sampling: (bytes) => laterRows(parseSampling(bytes)),
  eping: (bytes, { codes }) => epingRows(bytes, { codes }),
  wto: (bytes, { codes }) => laterRows(parseWtoDocument(bytes, { codes })),
  'tbt-zh': (bytes, { codes }) => rowsOf(parseTbtZh(bytes, { codes })),
}

function* rowsOf({ notices, rejects, drift }: ParseResult): Generator<RowRead> {
  for (const notice of notices) yield { notice, reject: null, drift: [] }
  for (const reject of rejects) yield { notice: null, reject, drift: [] }
  if (drift.length > 0) yield { notice: null, reject: null, drift }
}

async function* laterRows(result: Promise<ParseResult>): AsyncGenerator<RowRead> {
  yield* rowsOf(await result)
}
