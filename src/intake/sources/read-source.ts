import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import type { WayIn } from '../import-notices.ts'
import { type NoticeSource, noticeSourceNames } from '../notice.ts'
import { listSources, type SourceHealth } from './list-sources.ts'
import type { RunSeen } from './source-state.ts'

export type SourceRun = RunSeen & {
  id: number
  at: Date
  way: WayIn
  new: number
  changed: number
  unchanged: number
  error: string | null
  /** The document, by its name or address; null where a fetch brought none. */
  name: string | null
}
export type SourceReject = {
  id: number
  at: Date
  place: string
  zh: string
  en: string
  raw: string
  /** Rows of the same reading that wait for the same reason, this one among them. */
  alike: number
}
export type SourceRead = { health: SourceHealth; runs: SourceRun[]; rejects: SourceReject[]; pages: number }

const runsShown = 30
const rejectsPerPage = 25

/** One source with its last readings and what in them waits for a person. Throws Forbidden and NotFound. */
export async function readSource(
  context: Context,
  { source, page }: { source: string; page: number },
): Promise<SourceRead> {
  if (!may(context.actor, 'keep_sources'))
    throw new Forbidden({ zh: '您的角色不能查看数据源。', en: 'Your role may not see the sources.' })
  const known = noticeSourceNames.find((one): one is NoticeSource => one === source)
  const health = known && (await listSources(context)).find((one) => one.source === known)
  if (!known || !health) throw new NotFound({ zh: '没有这个数据源。', en: 'There is no such source.' })
  return {
    health,
    runs: await runsOf(context, known),
    rejects: await rejectsOf(context, known, page),
    pages: Math.max(1, Math.ceil(health.openRejects / rejectsPerPage)),
  }
}

function runsOf({ db }: Context, source: NoticeSource): Promise<SourceRun[]> {
  return db
    .selectFrom('source_run')
    .leftJoin('raw_document', 'raw_document.sha256', 'source_run.raw_sha256')
    .where('source', '=', source)
    .select(['id', 'way', 'status', 'seen', 'new', 'changed', 'unchanged', 'rejected', 'drift', 'error'])
    .select(['started_at as at', 'raw_document.name'])
    .orderBy('id', 'desc')
    .limit(runsShown)
    .execute()
}

function rejectsOf({ db }: Context, source: NoticeSource, page: number): Promise<SourceReject[]> {
  return db
    .selectFrom('notice_reject as r')
    .innerJoin('source_run as run', 'run.id', 'r.run_id')
    .where('run.source', '=', source)
    .where('r.settled_at', 'is', null)
    .select(['r.id', 'run.started_at as at', 'r.place', 'r.reason_zh as zh', 'r.reason_en as en', 'r.raw'])
    .select(sql<number>`(count(*) over (partition by r.run_id, r.reason_zh))::int`.as('alike'))
    .orderBy('r.id', 'desc')
    .limit(rejectsPerPage)
    .offset((page - 1) * rejectsPerPage)
    .execute()
}
