import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import { Conflict, Invalid } from '../errors.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import { type HotlineReject, type HotlineRow, readHotlineDay } from './hotline-rows.ts'
import { parseComplaint } from './new-complaint.ts'
import { receiveComplaint } from './receive-complaint.ts'

export type ImportCount = {
  source: string
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
  /** By line of the file. */
  rejects: HotlineReject[]
  /** Columns that no filing has; nothing was read from them. */
  unread: string[]
}

/** How many rows are on their way at once: enough to fill a group commit, few enough to stay small. */
const abreast = 64

/**
 * Takes in a hotline's day (`hotline-rows.ts`). A row is known again by the hotline's own number, one without a number by its
 * content, so that a resent day creates nothing twice. A bad row is rejected with its reason and the rest goes on.
 */
export async function importComplaints(context: Context, file: { bytes: Uint8Array }): Promise<ImportCount> {
  const { rows, rejects, unread } = readHotlineDay(file.bytes)
  const today = toShanghaiDate(context.now)
  const count: ImportCount = {
    source: 'complaints',
    seen: rows.length + rejects.length,
    new: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    rejects,
    unread,
  }
  for (let start = 0; start < rows.length; start += abreast) {
    await Promise.all(rows.slice(start, start + abreast).map((row) => takeIn(context, row, today, count)))
  }
  rejects.sort((one, other) => one.row - other.row)
  return { ...count, rejected: rejects.length }
}

async function takeIn(context: Context, row: HotlineRow, today: string, count: ImportCount): Promise<void> {
  try {
    const complaint = parseComplaint(row.filing, today)
    const channelRef = row.number ?? contentRef(row.filing)
    const { repeat } = await receiveComplaint(context, complaint, { channel: 'hotline', channelRef })
    count[repeat ? 'unchanged' : 'new'] += 1
  } catch (error) {
    count.rejects.push({ row: row.line, reason: reasonOf(error) })
  }
}

const contentRef = (filing: object): string => `content-${hash('sha256', JSON.stringify(filing)).slice(0, 40)}`

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
