import type { Bilingual } from '../../reference/city.ts'
import type { ForeignComplaint, RecallNotice, Reject } from '../notice.ts'
import {
  asText,
  decodeText,
  readJsonRecords,
  reject,
  type SourceRecord,
  textFormat,
  unknownFields,
} from '../source-text.ts'
import { isZip, unpack, zipEntries } from '../zip.ts'
import { complaintOfApi, mergeComplaints } from './nhtsa-complaints.ts'
import { flatRows } from './nhtsa-flat.ts'
import { campaignOfApi, mergeCampaigns } from './nhtsa-recalls.ts'
import { type DayOrder, dayOrderIn } from './recall-dates.ts'

export type NhtsaRow = { notice: RecallNotice | ForeignComplaint | null; reject: Reject | null; drift: string[] }

const flatBytesMax = 4 * 1024 * 1024 * 1024

/**
 * Recalls and owners' complaints of the US highway safety administration: answers of api.nhtsa.gov (recallsByVehicle, complaintsByVehicle),
 * the tab-separated files FLAT_RCL and FLAT_CMPL, or the ZIP that holds one. "Nothing found" comes as status 400 with `{"count":0}`.
 * A campaign names many vehicles and a complaint many components over several rows: each becomes one notice.
 * Source of the fields: NHTSA, RCL.txt (May 2025) and CMPL.txt (June 2021).
 */
export async function* nhtsaRows(bytes: Uint8Array): AsyncGenerator<NhtsaRow> {
  if (isZip(bytes)) {
    yield* rowsOfZip(bytes)
    return
  }
  const text = decodeText(bytes)
  if (textFormat(text) === 'text') yield* flatRows([text])
  else yield* rowsOfApi(text)
}

async function* rowsOfZip(bytes: Uint8Array): AsyncGenerator<NhtsaRow> {
  try {
    const entries = zipEntries(bytes).filter(({ name }) => /\.(txt|tsv|csv|json)$/i.test(name))
    for (const entry of entries) yield* flatRows(piecesOf(bytes, entry))
    if (entries.length === 0) yield { notice: null, reject: reject('file', noFlatFile, ''), drift: [] }
  } catch (error) {
    const reason = brokenArchive(error instanceof Error ? error.message : String(error))
    yield { notice: null, reject: reject('file', reason, ''), drift: [] }
  }
}

async function* piecesOf(bytes: Uint8Array, entry: ReturnType<typeof zipEntries>[number]): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const piece of unpack(bytes, entry, flatBytesMax)) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

const brokenArchive = (message: string): Bilingual => ({
  zh: `压缩包不完整或有错（${message}），已读出的行已保留，请重新下载`,
  en: `The archive is cut off or broken (${message}); the rows read before it are kept. Fetch it again`,
})
const noFlatFile: Bilingual = {
  zh: '压缩包中没有 .txt 数据文件，请下载 FLAT_RCL 或 FLAT_CMPL',
  en: 'The archive holds no .txt file: fetch FLAT_RCL or FLAT_CMPL',
}

const recallFields = new Set(
  `Manufacturer NHTSACampaignNumber NHTSAActionNumber parkIt parkOutSide overTheAirUpdate ReportReceivedDate Component Summary Consequence
  Remedy Notes ModelYear Make Model PotentialNumberofUnitsAffected`.split(/\s+/),
)
const complaintFields = new Set(
  `odiNumber manufacturer crash fire numberOfInjuries numberOfDeaths dateOfIncident dateComplaintFiled vin components summary products`.split(
    /\s+/,
  ),
)

function* rowsOfApi(text: string): Generator<NhtsaRow> {
  const read = readJsonRecords(text, ['results', 'Results'], ['NHTSACampaignNumber', 'odiNumber'])
  for (const one of read.rejects) yield { notice: null, reject: one, drift: [] }
  const days = (name: string) => read.rows.map(({ record }) => asText(record[name]))
  const recallOrder = orderIn(days('ReportReceivedDate'), 'dmy')
  const complaintOrder = orderIn([...days('dateComplaintFiled'), ...days('dateOfIncident')], 'mdy')
  const campaigns: RecallNotice[] = []
  const complaints: ForeignComplaint[] = []
  const drift = new Set<string>()
  for (const { row, record } of read.rows) {
    const isRecall = 'NHTSACampaignNumber' in record
    const known = isRecall ? recallFields : complaintFields
    for (const field of unknownFields(record, known, isRecall ? 'nhtsa recall' : 'nhtsa complaint')) drift.add(field)
    const reason = isRecall
      ? keep(campaigns, campaignOfApi(record, recallOrder))
      : keep(complaints, complaintOfApi(record, complaintOrder))
    if (reason) yield { notice: null, reject: reject(row, reason(record), record), drift: [] }
  }
  for (const notice of [...mergeCampaigns(campaigns), ...mergeComplaints(complaints)])
    yield { notice, reject: null, drift: [] }
  if (drift.size > 0) yield { notice: null, reject: null, drift: [...drift] }
}

/** The documented order, unless a day of the answer contradicts it: then those that could be two days are none. */
function orderIn(days: string[], documented: DayOrder): DayOrder | null {
  return dayOrderIn(days, documented) === documented ? documented : null
}

function keep<N>(list: N[], notice: N | null): ((record: SourceRecord) => Bilingual) | null {
  if (notice === null) return noNumber
  list.push(notice)
  return null
}

const noNumber = (record: SourceRecord): Bilingual => ({
  zh: `编号或日期无效：${asText(record.NHTSACampaignNumber ?? record.odiNumber) || '空'}`,
  en: `The campaign number, ODI number or date is not one: ${asText(record.NHTSACampaignNumber ?? record.odiNumber) || 'empty'}`,
})
