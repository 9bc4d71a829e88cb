import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'

export type ReceiptListed = {
  warningId: number
  number: number
  level: WarningLevel
  title: Bilingual
  drill: boolean
  recipient: 'bureau' | 'firm' | 'program'
  name: string
  address: string | null
  sentAt: Date | null
  /** Null where nobody can honestly know. */
  openedAt: Date | null
  answerBy: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  escalatedAt: Date | null
}

const receiptsMax = 500

/**
 * Whom versions were sent to and what became of it: every receipt of one warning, programs with it; or, without a number, what nobody has
 * acknowledged of the newest versions of all warnings, the longest overdue first. Throws Forbidden.
 */
export async function listReceipts(
  context: Context,
  { warningId }: { warningId: number | null },
): Promise<ReceiptListed[]> {
  if (!may(context.actor, 'see_all_quality_warnings')) throw new Forbidden(notYours)
  const receipts = await receiptsOf(context, warningId)
  return warningId === null ? receipts : [...receipts, ...(await programsTold(context, warningId))]
}

async function receiptsOf({ db }: Context, warningId: number | null): Promise<ReceiptListed[]> {
  let query = db
    .selectFrom('warning_receipt as r')
    .innerJoin('warning_version as v', 'v.id', 'r.version_id')
    .innerJoin('warning as w', 'w.id', 'v.warning_id')
    .leftJoin('account as a', (join) => join.on(sql<boolean>`r.acknowledged_by = 'staff:' || a.id`))
    .select(['v.warning_id', 'v.number', 'v.level', 'w.title_zh', 'w.title_en', 'w.drill'])
    .select(['r.recipient', 'r.name', 'r.address', 'r.sent_at', 'r.opened_at', 'r.answer_by', 'r.acknowledged_at'])
    .select(['r.acknowledged_by', 'r.escalated_at', 'a.name as person'])
  query =
    warningId === null
      ? query.where('r.acknowledged_at', 'is', null).whereRef('v.number', '=', 'w.version').orderBy('r.answer_by')
      : query.where('v.warning_id', '=', warningId).orderBy('v.number', 'desc').orderBy('r.id')
  const rows = await query.limit(receiptsMax).execute()
  return rows.map((row) => ({
    warningId: row.warning_id,
    number: row.number,
    level: row.level,
    title: { zh: row.title_zh, en: row.title_en },
    drill: row.drill,
    recipient: row.recipient,
    name: row.name,
    address: row.address,
    sentAt: row.sent_at,
    openedAt: row.opened_at,
    answerBy: row.answer_by,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.person ?? row.acknowledged_by,
    escalatedAt: row.escalated_at,
  }))
}

/** Programs answer for themselves: a delivery that they took counts as acknowledged, and nothing is known of who read it. */
async function programsTold({ db }: Context, warningId: number): Promise<ReceiptListed[]> {
  const rows = await db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as p', 'p.id', 'd.endpoint_id')
    .innerJoin('warning_event as e', (join) => join.on(sql<boolean>`d.message_id = 'warning-event-' || e.id`))
    .innerJoin('warning as w', 'w.id', 'e.warning_id')
    .innerJoin('warning_version as v', (join) =>
      join
        .onRef('v.warning_id', '=', 'w.id')
        .onRef('v.at', '=', 'e.at')
        .on(sql<boolean>`v.change = case when e.act in ('release', 'publish') then 'issue' else e.act end`),
    )
    .where('e.warning_id', '=', warningId)
    .select(['p.url', 'd.happened_at', 'd.delivered_at', 'd.failed_at'])
    .select(['v.level', 'w.title_zh', 'w.title_en', 'w.drill', 'v.number'])
    .orderBy('d.id', 'desc')
    .limit(receiptsMax)
    .execute()
  return rows.map((row) => ({
    warningId,
    number: row.number,
    level: row.level,
    title: { zh: row.title_zh, en: row.title_en },
    drill: row.drill,
    recipient: 'program',
    name: new URL(row.url).host,
    address: null,
    sentAt: row.happened_at,
    openedAt: null,
    answerBy: null,
    acknowledgedAt: row.delivered_at,
    acknowledgedBy: null,
    escalatedAt: row.failed_at,
  }))
}

const notYours = { zh: '送达情况由联席会议办公室查看。', en: 'The joint-meeting office sees who received what.' }
