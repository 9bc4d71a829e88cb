import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { readReceiptToken } from './receipt-token.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'

/** What a firm sees by the link in its letter: the version that it was sent, and whether it has said that it came. */
export type ReceiptRead = {
  receiptId: number
  warningId: number
  firm: string
  number: number
  change: VersionChange
  content: WarningContent
  at: Date
  answerBy: Date
  acknowledgedAt: Date | null
  /** A newer version has been published since. */
  outdated: boolean
}

/** The receipt that a firm's link opens. Following it says nothing: programs that scan mail follow links too. Throws NotFound. */
export async function readReceipt({ db, secret }: Context, { token }: { token: string }): Promise<ReceiptRead> {
  const receiptId = readReceiptToken(secret, token)
  if (receiptId === null) throw new NotFound(noReceipt)
  const row = await db
    .selectFrom('warning_receipt as r')
    .innerJoin('warning_version as v', 'v.id', 'r.version_id')
    .innerJoin('warning as w', 'w.id', 'v.warning_id')
    .where('r.id', '=', receiptId)
    .where('r.recipient', '=', 'firm')
    .select(['r.name', 'r.answer_by', 'r.acknowledged_at'])
    .select(['v.warning_id', 'v.number', 'v.change', 'v.content', 'v.at', 'w.version'])
    .executeTakeFirst()
  if (!row) throw new NotFound(noReceipt)
  return {
    receiptId,
    warningId: row.warning_id,
    firm: row.name,
    number: row.number,
    change: row.change,
    content: row.content as WarningContent,
    at: row.at,
    answerBy: row.answer_by,
    acknowledgedAt: row.acknowledged_at,
    outdated: row.version > row.number,
  }
}

const noReceipt = {
  zh: '链接不完整或已失效，请用信里的原链接。',
  en: 'The link is incomplete or void; use the one in the letter.',
}
