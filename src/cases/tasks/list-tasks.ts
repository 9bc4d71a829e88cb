import { sql } from 'kysely'
import { may, worksOnCases } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'

export type TaskKind = Tables['task']['kind']

export const taskKinds: Record<TaskKind, Bilingual> = {
  handling: { zh: '办理', en: 'Handling' },
  part: { zh: '协办', en: 'Part of a case' },
  sub_task: { zh: '分解任务', en: 'Step of a case' },
  rapid_response: { zh: '快速处置', en: 'Rapid response' },
  recall_follow_up: { zh: '召回跟进', en: 'Recall follow-up' },
  recall_report: { zh: '催交召回报告', en: 'Recall report late' },
  sold_after_recall: { zh: '召回后仍在售', en: 'After the recall' },
  tbt_review: { zh: '技术性贸易措施研判', en: 'TBT review' },
  response: { zh: '处置任务', en: 'Response task' },
}

export type TaskShown = {
  id: number
  kind: TaskKind
  bureau: string
  caseId: number | null
  noticeId: number | null
  /** The response it is part of, and whether that is a drill. */
  responseId: number | null
  drill: boolean
  title: Bilingual
  because: string[]
  createdAt: Date
  dueAt: Date | null
}

export type TasksAsked = { bureau: string | null; kind: TaskKind | null; page: number }

const pageSize = 50

/**
 * The open tasks of the actor's bureau — of every bureau, or the one asked for, for those who may see them all — what must be done at
 * once first, then by what is due; those of drills last. Tasks of cases are for those who may see cases. `total` counts what is real.
 */
export async function listTasks(
  context: Context,
  asked: TasksAsked,
): Promise<{ tasks: TaskShown[]; total: number; pages: number }> {
  const rows = await pageOf(context, asked)
    .selectFrom('page')
    .innerJoin('task as t', 't.id', 'page.id')
    .innerJoin('counted', (join) => join.onTrue())
    .select(['t.id', 't.kind', 't.bureau', 't.case_id', 't.notice_id', 't.response_id', 't.title_zh', 't.title_en'])
    .select(['t.because', 't.created_at', 't.due_at', 'page.drill', 'counted.total', 'counted.listed'])
    .orderBy(inOrder)
    .execute()
  const [first] = rows
  return {
    tasks: rows.map(shown),
    total: first?.total ?? 0,
    pages: Math.max(1, Math.ceil((first?.listed ?? 0) / pageSize)),
  }
}

const inOrder = sql`page.drill, page.at_once desc, page.due_at asc nulls last, page.id`

/** `counted` and `page`, by the few narrow columns that order tasks: the wide ones are read for one page. */
function pageOf(context: Context, asked: TasksAsked) {
  return context.db
    .with('open', () => openTasks(context, asked))
    .with('counted', (found) =>
      found
        .selectFrom('open')
        .select([
          sql<number>`(count(*) filter (where not drill))::int`.as('total'),
          sql<number>`count(*)::int`.as('listed'),
        ]),
    )
    .with('page', (found) =>
      found
        .selectFrom('open as page')
        .selectAll()
        .orderBy(inOrder)
        .limit(pageSize)
        .offset((asked.page - 1) * pageSize),
    )
}

function openTasks(context: Context, asked: TasksAsked) {
  const bureau = bureauSeen(context, asked.bureau)
  let query = context.db
    .selectFrom('task as t')
    .leftJoin('response as r', 'r.id', 't.response_id')
    .where('t.done_at', 'is', null)
    .select(['t.id', 't.due_at'])
    .select(sql<boolean>`coalesce(r.drill, false)`.as('drill'))
    .select(sql<boolean>`t.kind in ('rapid_response', 'response')`.as('at_once'))
  if (bureau !== null) query = query.where('t.bureau', '=', bureau)
  if (!worksOnCases(context.actor)) query = query.where('t.case_id', 'is', null)
  if (asked.kind !== null) query = query.where('t.kind', '=', asked.kind)
  return query
}

type Row = Pick<Tables['task'], 'kind' | 'bureau' | 'title_zh' | 'title_en' | 'because'> & {
  id: number
  case_id: number | null
  notice_id: number | null
  response_id?: number | null
  drill?: boolean
  created_at: Date
  due_at: Date | null
}

/** A row of `task` as desks show it. */
export function shown(row: Row): TaskShown {
  return {
    id: row.id,
    kind: row.kind,
    bureau: row.bureau,
    caseId: row.case_id,
    noticeId: row.notice_id,
    responseId: row.response_id ?? null,
    drill: row.drill ?? false,
    title: { zh: row.title_zh, en: row.title_en },
    because: row.because,
    createdAt: row.created_at,
    dueAt: row.due_at,
  }
}

function bureauSeen({ actor }: Context, asked: string | null): string | null {
  if (may(actor, 'see_all_tasks')) return asked
  if (actor.kind === 'staff' && may(actor, 'own_tasks')) return actor.bureau
  throw new Forbidden({ zh: '您的岗位没有任务。', en: 'Your role has no tasks.' })
}
