import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, type Said } from '../../errors.ts'
import { writes } from './draft-acts.ts'
import { findDraft } from './find-draft.ts'
import { notNow } from './move-draft.ts'
import { recordEvent } from './record-event.ts'

/** Told upward: to whom, when and under which number. Or urgent: why the firms named are not heard first. */
export type Preparation =
  | { kind: 'reported'; to: string; at: Date | null; ref: string }
  | { kind: 'urgent'; reason: string }

/**
 * Puts on record, before a warning is published, that it was reported upward, or why it cannot wait for the firms it names. Either stays
 * with the text through writing and signing. Throws NotFound, Forbidden, Invalid, Conflict.
 */
export async function preparePublication(
  context: Context,
  { warningId, preparation }: { warningId: number; preparation: Preparation },
): Promise<void> {
  const { db, actor } = context
  const draft = await findDraft(context, warningId)
  if (!writes(actor, draft.bureau)) throw new Forbidden(notYours)
  const { columns, said } = readPreparation(preparation, context.now)
  await db.transaction().execute(async (tx) => {
    const prepared = await tx
      .updateTable('warning_draft')
      .set({ ...columns, ...(preparation.kind === 'urgent' ? withdrawn : {}), moves: sql`moves + 1` })
      .where('warning_id', '=', warningId)
      .where('moves', '=', draft.moves)
      .returning('warning_id')
      .executeTakeFirst()
    if (!prepared) throw new Conflict(notNow(draft))
    await recordEvent(tx, context, {
      warningId,
      act: preparation.kind === 'urgent' ? 'urgent' : 'report',
      reason: said,
    })
  })
}

/** That it goes out unheard is for the reviewer and the signer to weigh, so they look again. */
const withdrawn = { stage: 'writing', reviewed_by: null, reviewed_at: null, signed_by: null, signed_at: null } as const

type Columns = Partial<{ reported_to: string; reported_at: Date; reported_ref: string | null; urgent_reason: string }>

function readPreparation(preparation: Preparation, now: Date): { columns: Columns; said: string } {
  if (preparation.kind === 'urgent') {
    const reason = preparation.reason.trim()
    if (reason.length < 5)
      throw new Invalid(mend, {
        urgent: { zh: '请写明为何不能先听取企业', en: 'Say why the firms cannot be heard first' },
      })
    return { columns: { urgent_reason: reason.slice(0, 500) }, said: reason.slice(0, 500) }
  }
  const { to, at, ref } = preparation
  const fields: Record<string, Said> = {}
  if (to.trim().length < 2) fields.reportedTo = { zh: '请写明报告了哪个机关', en: 'Say to whom it was reported' }
  if (at === null || at > now)
    fields.reportedAt = { zh: '请写明报告的时间，不晚于现在', en: 'Say when, not later than now' }
  if (at === null || Object.keys(fields).length > 0) throw new Invalid(mend, fields)
  return {
    columns: { reported_to: to.trim().slice(0, 200), reported_at: at, reported_ref: ref.trim().slice(0, 100) || null },
    said: `${to.trim()} ${ref.trim()}`.trim(),
  }
}

const notYours = { zh: '由拟稿单位或联席会议办公室办理。', en: 'It is for its bureau or the joint-meeting office.' }
const mend = { zh: '还缺内容。', en: 'Something is missing.' }
