import { sql } from 'kysely'
import { byteOrderMark, csvLine } from '../../cases/csv.ts'
import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { FirmRow } from '../read-firm.ts'
import { logQuery } from '../search/log-query.ts'
import { factColumns, firmColumns, type OpenColumn, type OpenFact } from './open-columns.ts'

const rowsPerRead = 1000
type Asked = { what: 'firms' | 'facts'; format: 'csv' | 'json' }

/** The public part of the register, read a thousand rows at a time while it is sent: CSV for spreadsheets, or one JSON array. Logged. */
export async function exportRegister(context: Context, { what, format }: Asked): Promise<AsyncGenerator<string>> {
  await logQuery(context, { what: 'export', enterpriseId: null })
  return what === 'firms'
    ? written(firmColumns, firmRows(context), format)
    : written(factColumns, factRows(context), format)
}

async function* written<Row>(
  columns: OpenColumn<Row>[],
  batches: AsyncGenerator<Row[]>,
  format: Asked['format'],
): AsyncGenerator<string> {
  if (format === 'csv') yield byteOrderMark + csvLine(columns.map(({ name }) => name))
  else yield '['
  let first = true
  for await (const rows of batches) {
    const lines = rows.map((row) =>
      format === 'csv'
        ? csvLine(columns.map(({ of }) => of(row)))
        : JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))),
    )
    yield format === 'csv' ? lines.join('') : `${first ? '\n' : ',\n'}${lines.join(',\n')}`
    first = false
  }
  if (format === 'json') yield '\n]\n'
}

async function* firmRows({ db }: Context): AsyncGenerator<FirmRow[]> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('enterprise')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsPerRead)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < rowsPerRead) return
    after = rows.at(-1)?.id ?? after
  }
}

async function* factRows({ db, now }: Context): AsyncGenerator<OpenFact[]> {
  const day = toShanghaiDate(now)
  for (let after = 0; ; ) {
    const { rows } = await sql<OpenFact>`
      select f.*, e.code, exists (select from firm_request r where r.fact_id = f.id and r.kind = 'objection' and r.state <> 'decided') as marked
        from enterprise_fact f join enterprise e on e.id = f.enterprise_id
       where f.id > ${after} and f.state = 'standing' and (f.shown_until is null or f.shown_until >= ${day})
       order by f.id limit ${rowsPerRead}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < rowsPerRead) return
    after = rows.at(-1)?.id ?? after
  }
}
