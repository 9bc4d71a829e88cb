import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Actor, Context } from '../context.ts'
import { Forbidden } from '../errors.ts'
import type { Bilingual, DistrictId, LeafCode } from '../reference/city.ts'
import type { WarningLevel } from './notices/notice-warning.ts'
import type { WarningKind, WarningState } from './warning-acts.ts'
import { kindsDecided } from './warning-sight.ts'
import type { DraftStage } from './warnings/draft-acts.ts'
import { worksOnQuality } from './warnings/quality-sight.ts'
import type { Audience } from './warnings/warning-content.ts'

export type WarningListed = {
  id: number
  kind: WarningKind
  level: WarningLevel
  relief: boolean
  leaves: LeafCode[]
  market: string | null
  districts: DistrictId[]
  title: Bilingual
  points: number
  state: WarningState
  drill: boolean
  version: number
  audience: Audience
  /** Where the text of a quality warning stands; null when nobody works at one. */
  stage: DraftStage | null
  draftedAt: Date
  decidedAt: Date | null
}

const pageSize = 50

/** The warnings that the actor decides or works on, or that were sent to the own bureau: drafts first, the most urgent on top, or those in one state. Throws Forbidden for others. */
export async function listWarnings(
  { db, actor }: Context,
  asked: { state: WarningState | null; page: number },
): Promise<{ warnings: WarningListed[]; drafts: number; total: number; pages: number }> {
  const kinds = kindsDecided(actor)
  if (kinds.length === 0 && !worksOnQuality(actor)) throw new Forbidden(notYours)
  let query = warningRows(db, actor, kinds)
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
      stage: row.stage as DraftStage | null,
      title: { zh: title_zh, en: title_en },
      draftedAt: drafted_at,
      decidedAt: decided_at,
    })),
    drafts: rows[0]?.drafts ?? 0,
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

/** What the desk shows of each warning that this actor sees, with how many there are. */
function warningRows(db: Context['db'], actor: Actor, kinds: WarningKind[]) {
  const seen = sql<boolean>`(warning.kind = any (${kinds}::text[]) or ${qualitySeen(actor)})`
  const stage = sql<string | null>`(select stage from warning_draft d where d.warning_id = warning.id)`
  return db
    .selectFrom('warning')
    .where(seen)
    .select(['id', 'kind', 'level', 'relief', 'leaves', 'market', 'title_zh', 'title_en', 'points', 'state'])
    .select(['districts', 'drafted_at', 'decided_at', 'drill', 'version', 'audience', stage.as('stage')])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .select(sql<number>`(select count(*)::int from warning where state = 'draft' and ${seen})`.as('drafts'))
}

/** The quality warnings that this actor works on or that were sent to the own bureau. */
function qualitySeen(actor: Actor) {
  if (actor.kind !== 'staff' || !worksOnQuality(actor)) return sql<boolean>`false`
  if (may(actor, 'see_all_quality_warnings')) return sql<boolean>`warning.kind = 'quality'`
  return sql<boolean>`(warning.kind = 'quality' and (warning.bureau = ${actor.bureau} or exists (
    select from warning_receipt r join warning_version v on v.id = r.version_id
     where v.warning_id = warning.id and r.recipient = 'bureau' and r.name = ${actor.bureau})))`
}

const notYours = { zh: '您的岗位不审核预警。', en: 'Your role does not decide on warnings.' }
