import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { type NoticeSource, noticeSourceNames } from '../notice.ts'
import { doubtsOf, type RunSeen, type SourceState, silenceOf } from './source-state.ts'

/** How one source is doing. */
export type SourceHealth = {
  source: NoticeSource
  state: SourceState
  doubts: ReturnType<typeof doubtsOf>
  /** Days without anything new, where they are more than the city agreed on. */
  silentDays: number | null
  /** The rhythm that the city agreed on; null where nobody expects one. */
  silentAfterDays: number | null
  fetched: boolean
  last: (RunSeen & { at: Date; way: string; new: number; changed: number; error: string | null }) | null
  newsAt: Date | null
  notices: number
  openRejects: number
}

type Row = {
  source: string
  first_at: Date | null
  news_at: Date | null
  runs: (RunSeen & { at: string; way: string; new: number; changed: number; error: string | null })[] | null
  notices: number
  open_rejects: number
}

/** Every source that has a reader, in their order, with its last readings. "Failed", "nothing new" and "not changed" are told apart. Throws Forbidden. */
export async function listSources(context: Context): Promise<SourceHealth[]> {
  if (!may(context.actor, 'keep_sources'))
    throw new Forbidden({ zh: '您的角色不能查看数据源。', en: 'Your role may not see the sources.' })
  const rows = new Map((await rowsOf(context)).map((row) => [row.source, row]))
  const plans = new Map(context.city.sourcePlans.sources.map((plan) => [plan.id, plan]))
  return noticeSourceNames.map((source) => {
    const plan = plans.get(source)
    return healthOf(
      source,
      rows.get(source),
      { silentAfterDays: plan?.silent_after_days ?? null, fetched: plan?.fetch?.enabled ?? false },
      context.now,
    )
  })
}

async function rowsOf({ db }: Context): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select s.source,
           (select min(started_at) from source_run r where r.source = s.source) as first_at,
           (select max(started_at) from source_run r where r.source = s.source and new + changed > 0) as news_at,
           (select json_agg(last) from (
              select status, seen, rejected, drift, started_at as at, way, new, changed, error from source_run r
               where r.source = s.source order by id desc limit 2) last) as runs,
           (select count(*)::int from notice n where n.source = s.source) as notices,
           (select count(*)::int from notice_reject j join source_run r on r.id = j.run_id
             where r.source = s.source and j.settled_at is null) as open_rejects
      from unnest(${sql.val([...noticeSourceNames])}::text[]) as s (source)`.execute(db)
  return rows
}

function healthOf(
  source: NoticeSource,
  row: Row | undefined,
  plan: Pick<SourceHealth, 'silentAfterDays' | 'fetched'>,
  now: Date,
): SourceHealth {
  const [last, before = null] = row?.runs ?? []
  const doubts = last ? doubtsOf(last, before) : []
  const silentDays =
    row?.first_at && plan.silentAfterDays !== null
      ? silenceOf({ firstAt: row.first_at, newsAt: row.news_at }, plan.silentAfterDays, now)
      : null
  return {
    source,
    ...plan,
    doubts,
    silentDays,
    state: stateOf(last, silentDays, doubts.length > 0),
    last: last ? { ...last, at: new Date(last.at) } : null,
    newsAt: row?.news_at ?? null,
    notices: row?.notices ?? 0,
    openRejects: row?.open_rejects ?? 0,
  }
}

function stateOf(last: RunSeen | undefined, silentDays: number | null, doubtful: boolean): SourceState {
  if (!last) return 'unused'
  if (last.status === 'failed') return 'failed'
  if (silentDays !== null) return 'silent'
  return doubtful ? 'doubtful' : 'well'
}
