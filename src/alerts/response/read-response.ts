import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Bilingual } from '../../reference/city.ts'
import { findResponse, type ResponseFound } from './find-response.ts'
import { mayMove, type ResponseMove, responseMoveNames } from './response-moves.ts'
import { doesTask, runsResponse } from './response-sight.ts'
import type { ResponseEventAct } from './response-words.ts'

export type ResponseTask = {
  id: number
  action: string
  bureau: string
  title: Bilingual
  critical: boolean
  rule: string
  because: string[]
  dueAt: Date | null
  doneAt: Date | null
  failed: boolean
  result: string | null
  checks: { number: number; zh: string; en: string; tickedAt: Date | null; name: string | null }[]
  evidence: { id: number; name: string; scan: 'clean' | 'unscanned' }[]
  /** Whether the reader does it, and whether they may hand it over. */
  mine: boolean
  mayHandOver: boolean
}

export type ResponseLine = {
  id: number
  at: Date
  name: string | null
  bureau: string | null
  act: ResponseEventAct
  action: string | null
  text: string
}

export type ResponseRead = {
  response: ResponseFound
  tasks: ResponseTask[]
  /** The situation log, newest first. */
  log: ResponseLine[]
  moves: ResponseMove[]
  runs: boolean
}

const logMax = 500

/** One response with its tasks — late ones first, then critical ones, then by when — and its log. Throws NotFound. */
export async function readResponse(context: Context, { responseId }: { responseId: number }): Promise<ResponseRead> {
  const { db, actor, now } = context
  const response = await findResponse(context, responseId)
  const runs = runsResponse(actor, response)
  const rows = await taskRows(db, responseId).execute()
  const log = await logRows(db, responseId).execute()
  const tasks = rows.map(({ title_zh, title_en, due_at, done_at, failed, checks, ...row }): ResponseTask => {
    const live = done_at === null && response.state === 'open'
    const mine = live && doesTask(actor, row)
    return {
      ...row,
      title: { zh: title_zh, en: title_en },
      dueAt: due_at,
      doneAt: done_at,
      failed: failed ?? false,
      checks: checks.map(({ ticked_at, ...check }) => ({ ...check, tickedAt: ticked_at ? new Date(ticked_at) : null })),
      mine,
      mayHandOver: live && (mine || runs),
    }
  })
  return {
    response,
    tasks: tasks.toSorted((a, b) => urgency(a, now) - urgency(b, now) || dueOf(a) - dueOf(b) || a.id - b.id),
    log,
    moves: responseMoveNames.filter((move) => mayMove(actor, response, move)),
    runs,
  }
}

const dueOf = ({ dueAt }: ResponseTask): number => dueAt?.getTime() ?? Number.POSITIVE_INFINITY

/** Late, then critical, then the rest; what is over last. */
function urgency(task: ResponseTask, now: Date): number {
  if (task.doneAt !== null) return 3
  if (dueOf(task) < now.getTime()) return 0
  return task.critical ? 1 : 2
}

function taskRows(db: Db, responseId: number) {
  return db
    .selectFrom('task as t')
    .innerJoin('response_task as r', 'r.task_id', 't.id')
    .where('t.response_id', '=', responseId)
    .select(['t.id', 't.bureau', 't.title_zh', 't.title_en', 't.because', 't.due_at', 't.done_at', 't.result'])
    .select(['r.action', 'r.critical', 'r.rule', 'r.failed'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('response_check as k')
          .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = k.ticked_by`))
          .whereRef('k.task_id', '=', 't.id')
          .select(['k.number', 'k.zh', 'k.en', 'k.ticked_at', 'who.name'])
          .orderBy('k.number'),
      ).as('checks'),
      jsonArrayFrom(
        eb
          .selectFrom('response_evidence as e')
          .whereRef('e.task_id', '=', 't.id')
          .select(['e.id', 'e.name', 'e.scan'])
          .orderBy('e.id'),
      ).as('evidence'),
    ])
    .orderBy('t.id')
}

function logRows(db: Db, responseId: number) {
  return db
    .selectFrom('response_event as e')
    .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = e.actor`))
    .leftJoin('response_task as t', 't.task_id', 'e.task_id')
    .where('e.response_id', '=', responseId)
    .select(['e.id', 'e.at', 'who.name', 'e.bureau', 'e.act', 'e.text', 't.action'])
    .orderBy('e.id', 'desc')
    .limit(logMax)
}
