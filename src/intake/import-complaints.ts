import { parse } from 'csv-parse/sync'
import type { Context } from '../context.ts'
import { Conflict, Invalid } from '../errors.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import { parseComplaint } from './new-complaint.ts'
import { receiveComplaint } from './receive-complaint.ts'

export type ImportCount = {
  source: string
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
  rejects: { row: number; reason: string }[]
}

type Row = Record<string, unknown>

/** How many rows are on their way at once: enough to fill a group commit, few enough to stay small. */
const abreast = 64

/**
 * Takes in a hotline's day: CSV with a header, or one JSON object a line. Columns are those of the API, plus `number`, the
 * hotline's own number, under which a resent row is known again; Chinese headings are understood too.
 * A bad row is rejected with its reason and the rest goes on.
 */
export async function importComplaints(
  context: Context,
  file: { name: string; bytes: Uint8Array },
): Promise<ImportCount> {
  const rows = readRows(file)
  const today = toShanghaiDate(context.now)
  const count: ImportCount = {
    source: 'complaints',
    seen: rows.length,
    new: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    rejects: [],
  }
  for (let start = 0; start < rows.length; start += abreast) {
    const some = rows.slice(start, start + abreast)
    await Promise.all(some.map((row, offset) => takeIn(context, row, start + offset + 1, today, count)))
  }
  return count
}

async function takeIn(context: Context, row: Row, number: number, today: string, count: ImportCount): Promise<void> {
  try {
    const { number: channelRef, ...complaint } = renamed(row)
    const ref = typeof channelRef === 'string' && channelRef !== '' ? { channelRef } : {}
    const { repeat } = await receiveComplaint(context, parseComplaint(complaint, today), { channel: 'hotline', ...ref })
    count[repeat ? 'unchanged' : 'new'] += 1
  } catch (error) {
    count.rejected += 1
    count.rejects.push({ row: number, reason: reasonOf(error) })
  }
}

function readRows({ name, bytes }: { name: string; bytes: Uint8Array }): Row[] {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes).replace(/^\uFEFF/, '')
  if (/\.csv$/i.test(name)) {
    return parse(text, { columns: true, skip_empty_lines: true, trim: true, relax_column_count: true }) as Row[]
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as Row
      } catch {
        return { unreadable: line.slice(0, 80) }
      }
    })
}

const headings: Record<string, string> = {
  工单编号: 'number',
  编号: 'number',
  标题: 'title',
  内容: 'text',
  诉求内容: 'text',
  类型: 'kind',
  被投诉方: 'respondent',
  产品: 'product',
  地点: 'place',
  发生日期: 'occurred_on',
  金额: 'amount',
  姓名: 'name',
  电话: 'phone',
  邮箱: 'email',
}
const kinds: Record<string, string> = { 投诉: 'complaint', 举报: 'report' }

/** Brings a row to the shape of the API: headings in one language, contact apart, empty cells gone, numbers as numbers. */
function renamed(row: Row): Row {
  const named: Row = {}
  for (const [heading, cell] of Object.entries(row)) {
    if (cell !== '' && cell !== null) named[headings[heading] ?? heading] = cell
  }
  const { name, phone, email, kind, amount, number, contact, ...rest } = named
  const given = { ...(name ? { name } : {}), ...(phone ? { phone: String(phone) } : {}), ...(email ? { email } : {}) }
  return {
    ...rest,
    ...(number === undefined ? {} : { number: String(number) }),
    kind: typeof kind === 'string' ? (kinds[kind] ?? kind) : (kind ?? 'complaint'),
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    ...(Object.keys(given).length > 0 ? { contact: given } : contact === undefined ? {} : { contact }),
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Invalid) {
    return Object.entries(error.fields)
      .map(([field, said]) => `${field}: ${said.zh} ${said.en}`)
      .join('; ')
  }
  if (error instanceof Conflict) {
    return '同一编号此前内容不同；请核对编号。The same number came before with other content; check the number.'
  }
  throw error
}
