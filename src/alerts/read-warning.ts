import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import type { NoticeSource } from '../intake/notice.ts'
import type { Bilingual, City } from '../reference/city.ts'
import { noWarning } from './judge-decision.ts'
import type { WarningLevel, WarningReason } from './notices/notice-warning.ts'
import { actsOn, type WarningAct, type WarningKind, type WarningState } from './warning-acts.ts'
import { kindsDecided, statesSeen } from './warning-sight.ts'

export type WarningRead = {
  id: number
  kind: WarningKind
  level: WarningLevel
  relief: boolean
  state: WarningState
  leaves: (Bilingual & { code: string })[]
  market: string | null
  title: Bilingual
  advice: Bilingual
  reasons: WarningReason[]
  points: number
  ruleVersion: string
  draftedAt: Date
  /** Null for a draft and for one that was dropped. */
  released: { at: Date; bureau: Bilingual | null } | null
  lifted: { at: Date; reason: string } | null
  notice: {
    id: number
    source: NoticeSource
    sourceId: string
    title: string
    url: string | null
    publishedOn: string | null
  }
  /** The history with its reasons, for those who decide; empty for others. */
  events: { at: Date; act: Tables['warning_event']['act']; who: string | null; bureau: string | null; reason: string }[]
  /** What the actor may do to it now. */
  acts: WarningAct[]
}

/** One warning on a recall or bulletin. Everybody may read what was released, also after it was lifted; drafts and dropped ones only who decides on them. Throws NotFound. */
export async function readWarning(context: Context, { warningId }: { warningId: number }): Promise<WarningRead> {
  const { db, actor, city } = context
  const row = await db
    .selectFrom('warning')
    .innerJoin('notice', 'notice.id', 'warning.notice_id')
    .selectAll('warning')
    .select(['notice.id as notice_number', 'notice.source', 'notice.source_id', 'notice.title'])
    .select(['notice.published_on', 'notice.content'])
    .where('warning.id', '=', warningId)
    .executeTakeFirst()
  if (!row || !statesSeen(actor, row.kind).includes(row.state)) throw new NotFound(noWarning)
  const decides = kindsDecided(actor).includes(row.kind)
  const events = await eventsOf(context, warningId)
  const release = events.findLast(({ act }) => act === 'release')
  const lift = events.findLast(({ act }) => act === 'lift')
  return {
    id: row.id,
    kind: row.kind,
    level: row.level,
    relief: row.relief,
    state: row.state,
    leaves: row.leaves.map((code) => leafNamed(city, code)),
    market: row.market,
    title: { zh: row.title_zh, en: row.title_en },
    advice: { zh: row.advice_zh, en: row.advice_en },
    // Written by assess-notice.
    reasons: row.reasons as WarningReason[],
    points: row.points,
    ruleVersion: row.rule_version,
    draftedAt: row.drafted_at,
    released: release ? { at: release.at, bureau: city.bureaus.get(release.bureau ?? '') ?? null } : null,
    lifted: lift ? { at: lift.at, reason: lift.reason } : null,
    notice: {
      id: row.notice_number,
      source: row.source as NoticeSource,
      sourceId: row.source_id,
      title: row.title,
      url: (row.content as { url: string | null }).url,
      publishedOn: row.published_on,
    },
    events: decides ? events : [],
    acts: decides ? actsOn(row.state) : [],
  }
}

function eventsOf({ db }: Pick<Context, 'db'>, warningId: number): Promise<WarningRead['events']> {
  return db
    .selectFrom('warning_event')
    .leftJoin('account', (join) => join.on(sql<boolean>`warning_event.actor = 'staff:' || account.id`))
    .select(['warning_event.at', 'warning_event.act', 'account.name as who', 'warning_event.bureau'])
    .select('warning_event.reason')
    .where('warning_id', '=', warningId)
    .orderBy('warning_event.id')
    .execute()
}

function leafNamed({ leaves }: City, code: string): Bilingual & { code: string } {
  const leaf = leaves.get(code)
  return leaf ? { code, zh: leaf.zh, en: leaf.en } : { code, zh: code, en: code }
}
