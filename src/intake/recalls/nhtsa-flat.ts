import type { Bilingual } from '../../reference/city.ts'
import { plainText } from '../bulletins/plain-text.ts'
import type { ForeignComplaint, RecallNotice } from '../notice.ts'
import { foldSpaces, reject } from '../source-text.ts'
import type { NhtsaRow } from './nhtsa.ts'
import { complaintNotice, joinComplaint } from './nhtsa-complaints.ts'
import { campaignNotice, campaignNumber, mergeCampaigns } from './nhtsa-recalls.ts'
import { readDay } from './recall-dates.ts'

/** Rows have grown over the years: 24 fields in 2008, 27 in 2020, 29 in 2025; complaints 49. */
const recallWidth = { min: 22, known: 29 }
const complaintWidth = { min: 46, known: 49 }

/**
 * Rows of FLAT_RCL or FLAT_CMPL: tab-separated, no header, a quotation mark means nothing. Rows of one campaign are gathered over
 * the whole file, rows of one complaint while they follow each other.
 */
export async function* flatRows(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<NhtsaRow> {
  const campaigns = new Map<string, RecallNotice>()
  const drift = new Set<string>()
  let complaint: ForeignComplaint | null = null
  let number = 0
  for await (const line of linesOf(pieces)) {
    number += 1
    if (line.trim() === '') continue
    const fields = line.split('\t').map((field) => field.trim())
    const read = readFields(fields, drift)
    if ('reason' in read) yield { notice: null, reject: reject(number, read.reason, line), drift: [] }
    else if (read.notice.kind === 'recall') gather(campaigns, read.notice)
    else if (complaint?.sourceId === read.notice.sourceId) complaint = joinComplaint(complaint, read.notice)
    else {
      if (complaint) yield { notice: complaint, reject: null, drift: [] }
      complaint = read.notice
    }
  }
  if (complaint) yield { notice: complaint, reject: null, drift: [] }
  for (const notice of campaigns.values()) yield { notice, reject: null, drift: [] }
  if (drift.size > 0) yield { notice: null, reject: null, drift: [...drift] }
}

function gather(campaigns: Map<string, RecallNotice>, row: RecallNotice): void {
  const known = campaigns.get(row.sourceId)
  const [joined] = known ? mergeCampaigns([known, row]) : [row]
  if (joined) campaigns.set(row.sourceId, joined)
}

async function* linesOf(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

type FieldsRead = { notice: RecallNotice | ForeignComplaint } | { reason: Bilingual }

function readFields(fields: string[], drift: Set<string>): FieldsRead {
  const recall = campaignNumber(fields[1] ?? '')
  if (recall !== null && fields.length >= recallWidth.min) {
    if (fields.length > recallWidth.known) drift.add(`FLAT_RCL: ${fields.length} fields`)
    return { notice: recallOfFields(recall, fields) }
  }
  if (/^\d{1,9}$/.test(fields[1] ?? '') && fields.length >= complaintWidth.min) {
    if (fields.length > complaintWidth.known) drift.add(`FLAT_CMPL: ${fields.length} fields`)
    const filed = dayOf(fields[16]) ?? dayOf(fields[15])
    return filed === null ? { reason: noDay } : { notice: complaintOfFields(fields, filed) }
  }
  return { reason: noRow(fields.length) }
}

const noDay: Bilingual = { zh: '投诉没有收到日期', en: 'The complaint has no day on which it was received' }
const noRow = (width: number): Bilingual => ({
  zh: `这一行有 ${width} 个字段，既不是召回（22–29 个字段、第二个为召回编号）也不是投诉（46–49 个字段）`,
  en: `This row has ${width} fields: neither a recall (22 to 29, the second a campaign number) nor a complaint (46 to 49)`,
})

function recallOfFields(number: string, fields: string[]): RecallNotice {
  const text = (place: number) => plainText(fields[place - 1] ?? '')
  return campaignNotice({
    number,
    route: 'flat-file',
    make: text(3),
    model: text(4),
    year: text(5),
    maker: text(15) || text(8),
    component: text(7),
    defect: text(20),
    consequence: text(21),
    remedy: text(22),
    notes: text(23),
    units: /^\d+$/.test(text(12)) && Number(text(12)) > 0 ? Number(text(12)) : null,
    received: dayOf(fields[15]) ?? dayOf(fields[16]),
    madeFrom: dayOf(fields[8]),
    madeTo: dayOf(fields[9]),
    standard: text(19),
    doNotDrive: flag(fields[27]),
    parkOutside: flag(fields[28]),
  })
}

function complaintOfFields(fields: string[], filed: string): ForeignComplaint {
  const text = (place: number) => plainText(fields[place - 1] ?? '')
  const count = (place: number) => (/^\d{1,4}$/.test(text(place)) ? Number(text(place)) : null)
  return complaintNotice({
    number: text(2),
    route: 'flat-file',
    make: text(4),
    model: text(5),
    year: text(6),
    maker: text(3),
    components: text(12) === '' ? [] : [foldSpaces(text(12).split(':')[0] ?? '')],
    text: text(20),
    crash: text(7) === 'Y',
    fire: text(9) === 'Y',
    injuries: count(10),
    deaths: count(11),
    occurred: dayOf(fields[7]),
    filed,
  })
}

/** Days outside the life of the file (19010101, 11111111, the years 0022 and 3019) stand for "not known". */
function dayOf(field: string | undefined): string | null {
  const day = readDay(field ?? '', 'mdy')
  return day !== null && day > '1949-12-31' && day < '2090-01-01' ? day : null
}

function flag(field: string | undefined): boolean | null {
  return /^y(es)?$/i.test(field ?? '') ? true : /^n(o)?$/i.test(field ?? '') ? false : null
}
