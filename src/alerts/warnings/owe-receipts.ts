import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { type NewLetter, oweLetters } from '../../jobs/owe-letters.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import { bureausTold, dutyMailOf } from './bureaus-told.ts'
import { receiptToken } from './receipt-token.ts'
import { audiences } from './warning-content.ts'
import { bureauWarningLetter, firmWarningLetter, type VersionTold } from './warning-letters.ts'
import { warningLinks } from './warning-links.ts'

type Recipient = { recipient: 'bureau' | 'firm'; name: string; address: string | null }

/**
 * Opens, in the caller's transaction, a receipt for each bureau and firm that a version is sent to, and owes their letters. A firm hears
 * of it only when it is not for authorities alone, and never of a drill.
 */
export async function oweReceipts(
  tx: Db,
  context: Context,
  { versionId, told, rules }: { versionId: number; told: VersionTold; rules: WarningRules },
): Promise<void> {
  const { city, now, queue } = context
  const recipients = [...bureausOf(context, told), ...(await firmsOf(tx, told))]
  if (recipients.length === 0) return
  const answerBy = new Date(now.getTime() + rules.acknowledge_minutes[told.content.level] * 60_000)
  const opened = await tx
    .insertInto('warning_receipt')
    .values(recipients.map((one) => ({ ...one, version_id: versionId, sent_at: now, answer_by: answerBy })))
    .returning(['id', 'recipient', 'name', 'address'])
    .execute()
  const letters = opened.flatMap(({ id, recipient, name, address }): NewLetter[] => {
    if (address === null) return []
    return recipient === 'bureau'
      ? [bureauWarningLetter(city, told, { to: address, name, answerBy, url: deskUrl(context, told) })]
      : [firmWarningLetter(city, told, { to: address, name, answerBy, url: receiptUrl(context, id) })]
  })
  await oweLetters(tx, queue, letters, now)
}

function bureausOf({ city }: Context, { content }: VersionTold): Recipient[] {
  return bureausTold(city, content).map(({ id }) => ({ recipient: 'bureau', name: id, address: dutyMailOf(city, id) }))
}

async function firmsOf(tx: Db, { warningId, content, drill }: VersionTold): Promise<Recipient[]> {
  if (drill || audiences.indexOf(content.audience) < audiences.indexOf('trade')) return []
  const heard = await tx
    .selectFrom('warning_hearing')
    .select(['firm', 'address'])
    .where('warning_id', '=', warningId)
    .execute()
  return [...new Set(content.firms)].map((name) => ({
    recipient: 'firm',
    name,
    address: heard.find(({ firm }) => firm === name)?.address ?? null,
  }))
}

const deskUrl = ({ publicUrl }: Context, { warningId }: VersionTold) => `${publicUrl}${warningLinks.onDesk(warningId)}`
const receiptUrl = ({ publicUrl, secret }: Context, id: number) =>
  `${publicUrl}${warningLinks.receipt(receiptToken(secret, id))}`
