import { sql } from 'kysely'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { caseStates } from '../acts/case-states.ts'
import { byteOrderMark, csvLine } from '../csv.ts'
import { type InboxAsked, leafNamed, matching } from './list-inbox.ts'

/** The most cases that one file holds, and how many are read at a time. */
export const exportMax_cases = 50_000
const batch_cases = 500

/**
 * The cases of a desk under its filters as CSV, in the order of the inbox, piece by piece. Who took it, with which filters and how
 * many cases is in the audit trail before the first piece leaves. It holds nothing of the reporters, and not the text they wrote.
 * Throws Forbidden for a role that sees no cases.
 */
export async function exportInbox(context: Context, asked: InboxAsked): Promise<AsyncGenerator<string>> {
  const { db, actor } = context
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '只有工作人员可以导出。', en: 'Only staff may export.' })
  const found = await db
    .with('matching', () => matching(context, asked))
    .selectFrom('matching')
    .select('id')
    .orderBy(sql`danger >= 2 desc, next_due_at asc nulls last, id`)
    .limit(exportMax_cases)
    .execute()
  await recordAudit(db, context, {
    act: 'cases_exported',
    subject: `bureau:${actor.bureau}`,
    detail: { ...filtersOf(asked), cases: found.length },
  })
  return piecesOf(
    context,
    found.map(({ id }) => id),
  )
}

/** What was searched for may be somebody's name: the trail, which is kept for ever, says only that a search was made. */
function filtersOf(asked: InboxAsked): Record<string, string | number | boolean> {
  const { page: _, ...filters } = asked
  const given = Object.entries(filters).flatMap(([name, value]): [string, string | number | boolean][] => {
    if (value === null || value === '') return []
    return [name === 'words' ? ['searched', true] : [name, value]]
  })
  return Object.fromEntries(given)
}

async function* piecesOf(context: Context, ids: number[]): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns.map(([head]) => head))
  for (let from = 0; from < ids.length; from += batch_cases) {
    const batch = ids.slice(from, from + batch_cases)
    const rows = await readCases(context, batch)
    const byId = new Map(rows.map((row) => [row.id, row]))
    yield batch
      .flatMap((id) => byId.get(id) ?? [])
      .map((row) => csvLine(columns.map(([, cell]) => cell(row, context))))
      .join('')
  }
}

function readCases({ db }: Context, ids: number[]) {
  return db
    .selectFrom('case_file')
    .where('id', 'in', ids)
    .select(['id', 'kind', 'state', 'leaf', 'lead', 'support', 'district', 'street', 'danger', 'risk'])
    .select(['title', 'opened_at', 'next_due_at'])
    .execute()
}

type Row = Awaited<ReturnType<typeof readCases>>[number]
type Cell = (row: Row, context: Context) => string | number | null

const columns: [head: string, cell: Cell][] = [
  ['案件编号 Case', ({ id }) => id],
  ['类别 Kind', ({ kind }) => (kind === 'complaint' ? '投诉 Complaint' : '举报 Report')],
  ['状态 State', ({ state }) => `${caseStates[state].zh} ${caseStates[state].en}`],
  ['事项代码 Leaf code', ({ leaf }) => leaf],
  ['事项 Leaf', ({ leaf }, { city }) => leafNamed(city, leaf).zh],
  ['主办单位 Lead bureau', ({ lead }, { city }) => bureauNamed(city, lead)],
  ['协办单位 Supporting bureaus', ({ support }, { city }) => support.map((id) => bureauNamed(city, id)).join('、')],
  ['区 District', ({ district }, { city }) => city.districts.find(({ id }) => id === district)?.zh ?? district],
  ['街道 Sub-district', ({ street }) => street],
  ['危险 Danger', ({ danger }) => danger],
  ['风险 Risk', ({ risk }) => risk],
  ['收到 Received', ({ opened_at }) => shanghaiTime(opened_at)],
  ['时限 Due', ({ next_due_at }) => next_due_at && shanghaiTime(next_due_at)],
  ['超期 Overdue', ({ next_due_at }, { now }) => (next_due_at !== null && next_due_at < now ? '是 yes' : '否 no')],
  ['标题 Title', ({ title }) => title],
  ['网址 Address', ({ id }, { publicUrl }) => `${publicUrl}/bureau/cases/${id}`],
]

const bureauNamed = (city: City, id: string): string => city.bureaus.get(id)?.zh ?? id

const shanghaiTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
