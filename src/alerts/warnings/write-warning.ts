import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { writes } from './draft-acts.ts'
import { findDraft } from './find-draft.ts'
import { recordEvent } from './record-event.ts'
import { colourGroundAt } from './rules-at.ts'
import { warningColumns } from './warning-columns.ts'
import type { WarningContent } from './warning-content.ts'

/**
 * Saves the text of a quality warning. Whoever writes can neither review nor sign it, and a review or signature it had is void. The row that
 * lists read follows while nothing is published. Throws NotFound, Forbidden, and Conflict when a colleague was quicker.
 */
export async function writeWarning(
  context: Context,
  { warningId, moves, content }: { warningId: number; moves: number; content: WarningContent },
): Promise<void> {
  const { db, actor, city, now } = context
  const draft = await findDraft(context, warningId)
  if (actor.kind !== 'staff' || !writes(actor, draft.bureau)) throw new Forbidden(notYours)
  await db.transaction().execute(async (tx) => {
    const written = await tx
      .updateTable('warning_draft')
      .set({
        content: JSON.stringify(content),
        stage: 'writing',
        moves: moves + 1,
        written_by: sql<
          number[]
        >`(select array_agg(distinct one order by one) from unnest(written_by || ${actor.accountId}::bigint) as one)`,
        written_at: now,
        reviewed_by: null,
        reviewed_at: null,
        signed_by: null,
        signed_at: null,
      })
      .where('warning_id', '=', warningId)
      .where('moves', '=', moves)
      .returning('warning_id')
      .executeTakeFirst()
    if (!written) throw new Conflict(writtenMeanwhile)
    if (draft.version === 0)
      await tx
        .updateTable('warning')
        .set(warningColumns(content, colourGroundAt(city, now)))
        .where('id', '=', warningId)
        .execute()
    await recordEvent(tx, context, { warningId, act: 'write', reason: content.title.zh || '（无标题）' })
  })
}

const notYours = { zh: '这条预警由拟稿单位修改。', en: 'The bureau that writes this warning changes it.' }
const writtenMeanwhile = {
  zh: '同事刚刚改了这一稿或推进了它。您填写的内容还在下面，请对照最新情况再保存。',
  en: 'A colleague has just changed this text or moved it on. What you typed is still below; compare and save again.',
}
