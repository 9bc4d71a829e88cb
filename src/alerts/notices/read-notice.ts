import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { NotFound } from '../../errors.ts'
import type { SourceNotice, TradeDate } from '../../intake/notice.ts'
import { type NoticeChange, noticeChanges } from '../../intake/notice-changes.ts'
import type { LeafCode } from '../../reference/city.ts'
import type { WarningState } from '../warning-acts.ts'
import { statesSeen } from '../warning-sight.ts'
import { familyIds } from './family-ids.ts'
import { inOrder } from './notice-family.ts'
import type { WarningLevel, WarningReason } from './notice-warning.ts'

export type NoticeRead = {
  id: number
  version: number
  notice: SourceNotice
  firstSeenAt: Date
  changedAt: Date
  leaves: LeafCode[]
  withdrawn: boolean
  /** Both clocks as the whole family leaves them; null for recalls and before it was assessed. */
  clocks: { comment: TradeDate; adoption: TradeDate; inForce: TradeDate } | null
  /** The family in the order in which it came out, this notice among it. */
  family: { id: number; notice: SourceNotice }[]
  /** Every version after the first, newest first, with what it says otherwise; at most twenty. */
  versions: NoticeVersion[]
  /** Other formats or sites that tell the same notice: `tbt-zh:html`. */
  routes: string[]
  /** The last warning on it or its family that the reader may see. */
  warning: {
    id: number
    level: WarningLevel
    relief: boolean
    state: WarningState
    points: number
    ruleVersion: string
    reasons: WarningReason[]
  } | null
}

/** One change of a notice. */
export type NoticeVersion = { version: number; at: Date; changes: NoticeChange[] }

const versionsMax = 20

/** One recall, bulletin or finding, a bulletin with its family. Throws NotFound. */
export async function readNotice(context: Context, { noticeId }: { noticeId: number }): Promise<NoticeRead> {
  const { db } = context
  const ids = await familyIds(db, noticeId)
  const rows = await db
    .selectFrom('notice')
    .leftJoin('notice_reading', 'notice_reading.notice_id', 'notice.id')
    .where('notice.id', 'in', ids)
    .select(['notice.id', 'notice.version', 'kind', 'content', 'first_seen_at', 'changed_at'])
    .select(['leaves', 'withdrawn', 'clocks'])
    .execute()
  const own = rows.find(({ id }) => id === noticeId)
  if (!own) throw new NotFound({ zh: '没有这份通报。', en: 'There is no such notice.' })
  // Written by import-notices and assess-notice.
  const clocks = own.clocks as Partial<NonNullable<NoticeRead['clocks']>> | null
  const family = rows.map(({ id, content }) => ({ id, notice: content as SourceNotice }))
  return {
    id: own.id,
    version: own.version,
    notice: own.content as SourceNotice,
    firstSeenAt: own.first_seen_at,
    changedAt: own.changed_at,
    leaves: own.leaves ?? [],
    withdrawn: own.withdrawn ?? false,
    clocks:
      clocks?.comment && clocks.adoption && clocks.inForce
        ? { comment: clocks.comment, adoption: clocks.adoption, inForce: clocks.inForce }
        : null,
    family: orderedFamily(family),
    versions: await versionsOf(db, noticeId),
    routes: await routesOf(db, noticeId),
    warning: await lastWarning(context, ids, own.kind),
  }
}

async function versionsOf(db: Db, noticeId: number): Promise<NoticeVersion[]> {
  const rows = await db
    .selectFrom('notice_version')
    .select(['version', 'received_at', 'content'])
    .where('notice_id', '=', noticeId)
    .orderBy('version', 'desc')
    .limit(versionsMax + 1)
    .execute()
  // Each `content` was written by import-notices.
  return rows.slice(0, -1).map(({ version, received_at, content }, index) => ({
    version,
    at: received_at,
    changes: noticeChanges(rows[index + 1]?.content as SourceNotice, content as SourceNotice),
  }))
}

async function routesOf(db: Db, noticeId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notice_telling')
    .select('route')
    .where('notice_id', '=', noticeId)
    .orderBy('route')
    .execute()
  return rows.map(({ route }) => route)
}

function orderedFamily(family: NoticeRead['family']): NoticeRead['family'] {
  return inOrder(family.flatMap(({ id, notice }) => (notice.kind === 'bulletin' ? [{ id, notice }] : [])))
}

async function lastWarning(
  { db, actor }: Context,
  ids: number[],
  kind: SourceNotice['kind'],
): Promise<NoticeRead['warning']> {
  if (kind !== 'recall' && kind !== 'bulletin') return null
  const row = await db
    .selectFrom('warning')
    .where('notice_id', 'in', ids)
    .where('state', 'in', statesSeen(actor, kind))
    .select(['id', 'level', 'relief', 'state', 'points', 'rule_version', 'reasons'])
    .orderBy(sql`state in ('draft', 'released')`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { rule_version, reasons, ...warning } = row
  return { ...warning, ruleVersion: rule_version, reasons: reasons as WarningReason[] }
}
