import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { Forbidden } from '../errors.ts'
import type { Bilingual } from '../reference/city.ts'

export type TaskKind = Tables['task']['kind']

export const taskKinds: Record<TaskKind, Bilingual> = {
  handling: { zh: '办理', en: 'Handling' },
  part: { zh: '协办', en: 'Part of a case' },
  sub_task: { zh: '分解任务', en: 'Step of a case' },
  rapid_response: { zh: '快速处置', en: 'Rapid response' },
  recall_follow_up: { zh: '召回跟进', en: 'Recall follow-up' },
  tbt_review: { zh: '技术性贸易措施研判', en: 'TBT review' },
}

export type TaskShown = {
  id: number
  kind: TaskKind
  bureau: string
  caseId: number | null
  noticeId: number | null
  title: Bilingual
  because: string[]
  createdAt: Date
  dueAt: Date | null
}

const pageSize = 50

/**
 * The open tasks of the actor's bureau — of every bureau, or the one asked for, for those who may see them all — rapid
 * responses first, then by what is due.
 */
export async function listTasks(
  context: Context,
  asked: { bureau: string | null; kind: TaskKind | null; page: number },
): Promise<{ tasks: TaskShown[]; total: number; pages: number }> {
  const { db } = context
  const bureau = bureauSeen(context, asked.bureau)
  let query = db
    .selectFrom('task')
    .where('done_at', 'is', null)
    .select(['id', 'kind', 'bureau', 'case_id', 'notice_id', 'title_zh', 'title_en', 'because', 'created_at', 'due_at'])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
  if (bureau !== null) query = query.where('bureau', '=', bureau)
  if (asked.kind !== null) query = query.where('kind', '=', asked.kind)
  const rows = await query
    .orderBy(sql`kind = 'rapid_response'`, 'desc')
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('id')
    .limit(pageSize)
    .offset((asked.page - 1) * pageSize)
    .execute()
  const total = rows[0]?.total ?? 0
  return { tasks: rows.map(shown), total, pages: Math.max(1, Math.ceil(total / pageSize)) }
}

type Row = Pick<Tables['task'], 'kind' | 'bureau' | 'title_zh' | 'title_en' | 'because'> & {
  id: number
  case_id: number | null
  notice_id: number | null
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
