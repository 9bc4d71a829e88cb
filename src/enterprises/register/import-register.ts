import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { recordFacts } from './record-facts.ts'
import { recordFirms } from './record-firms.ts'
import { type RegisterRow, readRegisterFile } from './register-file.ts'
import { type Faults, factRow, firmRow, type SheetName } from './register-sheets.ts'

export type RegisterCount = {
  sheet: SheetName
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
  rejects: Rejected[]
}
export type Rejected = { row: number; faults: Faults; raw: string }
export type Recorded = { new: number; changed: number; unchanged: number; rejects: Rejected[] }

/** Rows are written this many to a transaction; a run cut short is finished by reading the same file again. */
const abreast = 500

/**
 * Takes in a sheet of the register: firms, or facts of one kind. A row told before changes nothing, one told differently changes what
 * stands and keeps what it said before; a bad one is named with its reason and the rest goes on. Throws Invalid for an unreadable file.
 */
export async function importRegister(
  context: Context,
  file: { sheet: SheetName; name: string; bytes: Uint8Array },
): Promise<RegisterCount> {
  const rows = await readRegisterFile(file)
  const { sheet } = file
  const count: RegisterCount = { sheet, seen: rows.length, new: 0, changed: 0, unchanged: 0, rejected: 0, rejects: [] }
  for (let start = 0; start < rows.length; start += abreast) {
    const recorded = await takeIn(context, sheet, rows.slice(start, start + abreast))
    count.new += recorded.new
    count.changed += recorded.changed
    count.unchanged += recorded.unchanged
    count.rejects.push(...recorded.rejects)
  }
  count.rejected = count.rejects.length
  await recordRun(context, file, count)
  return count
}

async function takeIn(context: Context, sheet: SheetName, rows: RegisterRow[]): Promise<Recorded> {
  const today = toShanghaiDate(context.now)
  const read = rows.map((row) => ({
    row,
    read: sheet === 'enterprises' ? firmRow(row) : factRow(sheet, row, context.city, today),
  }))
  const rejects = read.flatMap(({ row, read }) =>
    'faults' in read ? [{ row: row.number, faults: read.faults, raw: JSON.stringify(row.cells) }] : [],
  )
  const good = read.flatMap(({ row, read }) =>
    'row' in read ? [{ number: row.number, row: read.row, raw: JSON.stringify(row.cells) }] : [],
  )
  const recorded =
    sheet === 'enterprises'
      ? await recordFirms(
          context,
          good.flatMap(({ row }) => ('formerNames' in row ? [row] : [])),
        )
      : await recordFacts(
          context,
          good.flatMap(({ row, ...at }) => ('documentNo' in row ? [{ ...at, fact: row }] : [])),
        )
  return { ...recorded, rejects: [...rejects, ...recorded.rejects] }
}

async function recordRun(
  { db, now }: Context,
  { sheet, name, bytes }: { sheet: SheetName; name: string; bytes: Uint8Array },
  { rejects, sheet: _, ...count }: RegisterCount,
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('register_run')
      .values({ sheet, name, sha256, started_at: now, ...count })
      .returning('id')
      .executeTakeFirstOrThrow()
    const rows = rejects.slice(0, 5000).map(({ row, faults, raw }) => ({
      run_id: id,
      row,
      reason_zh: Object.entries(faults)
        .map(([column, { zh }]) => `${column}：${zh}`)
        .join('；'),
      reason_en: Object.entries(faults)
        .map(([column, { en }]) => `${column}: ${en}`)
        .join('; '),
      raw: raw.slice(0, 4000),
    }))
    if (rows.length > 0) await tx.insertInto('register_reject').values(rows).execute()
  })
}
