import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { Bilingual, LeafCode } from '../reference/city.ts'
import type { WarningLevel } from './notice-warning.ts'
import type { WarningKind, WarningState } from './warning-acts.ts'
import { kindsDecided } from './warning-sight.ts'

export type WarningListed = {
  id: number
  kind: WarningKind
  level: WarningLevel
  relief: boolean
  leaves: LeafCode[]
  market: string | null
  title: Bilingual
  points: number
  state: WarningState
  draftedAt: Date
  decidedAt: Date | null
}

const pageSize = 50

/** The warnings of the kinds that the actor decides on: drafts first, the most urgent on top, or those in one state. Throws Forbidden for others. */
export async function listWarnings(
  { db, actor }: Context,
  asked: { state: WarningState | null; page: number },
): Promise<{ warnings: WarningListed[]; drafts: number; total: number; pages: number }> {
  const kinds = kindsDecided(actor)
  if (kinds.length === 0) throw new Forbidden(notYours)
  let query = db
    .selectFrom('warning')
    .where('kind', 'in', kinds)
    .select(['id', 'kind', 'level', 'relief', 'leaves', 'market', 'title_zh', 'title_en', 'points', 'state'])
    .select(['drafted_at', 'decided_at'])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .select((eb) =>
      eb
        .selectFrom('warning as draft')
        .where('draft.state', '=', 'draft')
        .where('draft.kind', 'in', kinds)
        .select(sql<number>`count(*)::int`.as('drafts'))
        .as('drafts'),
    )
  if (asked.state !== null) query = query.where('state', '=', asked.state)
  const rows = await query
    .orderBy(sql`state = 'draft'`, 'desc')
    .orderBy(sql`case when state = 'draft' then array_position(array['red', 'orange', 'yellow', 'blue'], level) end`)
    .orderBy(sql`coalesce(decided_at, drafted_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((asked.page - 1) * pageSize)
    .execute()
  const total = rows[0]?.total ?? 0
  return {
    warnings: rows.map(({ title_zh, title_en, drafted_at, decided_at, total: _t, drafts: _d, ...row }) => ({
      ...row,
      title: { zh: title_zh, en: title_en },
      draftedAt: drafted_at,
      decidedAt: decided_at,
    })),
    drafts: rows[0]?.drafts ?? 0,
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

const notYours = { zh: '您的岗位不审核预警。', en: 'Your role does not decide on warnings.' }
