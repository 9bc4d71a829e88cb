import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { heldGrade, noOpenObjection } from './held-grade.ts'

/**
 * Shows a held grade to everybody: after the firm was told and its time is over, and not while an objection is undecided. Throws Forbidden,
 * NotFound, Conflict.
 */
export async function showGrade(context: Context, { gradeId }: { gradeId: number }): Promise<void> {
  const { db, now, actor } = context
  const held = await heldGrade(context, gradeId)
  if (held.show_from === null) throw new Conflict({ zh: '请先告知企业。', en: 'The firm must be told first.' })
  if (held.show_from > now)
    throw new Conflict({ zh: '告知期未满，还不能公布。', en: 'The time given to the firm is not over yet.' })
  await noOpenObjection(db, held.enterprise_id)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('enterprise_grade')
      .set({ state: 'replaced' })
      .where('enterprise_id', '=', held.enterprise_id)
      .where('state', '=', 'shown')
      .execute()
    const shown = await tx
      .updateTable('enterprise_grade')
      .set({ state: 'shown', shown_at: now, shown_by: actorName(actor) })
      .where('id', '=', gradeId)
      .where('state', '=', 'held')
      .returning('id')
      .executeTakeFirst()
    if (!shown)
      throw new Conflict({
        zh: '等级刚刚重新计算，请看最新情况。',
        en: 'The grade was just computed anew; look again.',
      })
    await tx.updateTable('enterprise').set({ grade: held.grade }).where('id', '=', held.enterprise_id).execute()
    await recordEnterpriseEvents(tx, context, [
      {
        enterpriseId: held.enterprise_id,
        act: 'show_grade',
        subject: `grade:${held.grade}`,
        reason: '告知期满 its time is over',
      },
    ])
  })
}
