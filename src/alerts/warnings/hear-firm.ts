import type { Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts'
import { writes } from './draft-acts.ts'
import { recordEvent } from './record-event.ts'

/** Puts on record what a firm that was told says of the warning. It is kept with the warning and shown to whoever signs it. Throws NotFound, Forbidden, Invalid, Conflict. */
export async function hearFirm(
  context: Context,
  { warningId, hearingId, statement }: { warningId: number; hearingId: number; statement: string },
): Promise<void> {
  const { db, actor, now } = context
  const hearing = await db
    .selectFrom('warning_hearing as h')
    .innerJoin('warning as w', 'w.id', 'h.warning_id')
    .select(['h.firm', 'w.bureau'])
    .where('h.id', '=', hearingId)
    .where('h.warning_id', '=', warningId)
    .executeTakeFirst()
  if (!hearing) throw new NotFound(noHearing)
  if (actor.kind !== 'staff' || !writes(actor, hearing.bureau ?? '')) throw new Forbidden(notYours)
  const said = statement.trim().slice(0, 5000)
  if (said.length < 2) throw new Invalid(empty, { [`statement-${hearingId}`]: empty })
  await db.transaction().execute(async (tx) => {
    const heard = await tx
      .updateTable('warning_hearing')
      .set({ statement: said, heard_at: now, heard_by: actor.accountId })
      .where('id', '=', hearingId)
      .where('heard_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!heard) throw new Conflict(heardAlready)
    await recordEvent(tx, context, { warningId, act: 'hear', reason: `已听取 Heard: ${hearing.firm}` })
  })
}

const noHearing = { zh: '没有这条告知记录。', en: 'There is no such record of telling.' }
const notYours = { zh: '由拟稿单位或联席会议办公室记录。', en: 'Its bureau or the joint-meeting office records it.' }
const empty = {
  zh: '请写企业的陈述；没有意见也请写明“无意见”',
  en: 'Write what the firm says; if it has no objection, say so',
}
const heardAlready = { zh: '这家企业的陈述已经记录。', en: 'What this firm says is already on record.' }
