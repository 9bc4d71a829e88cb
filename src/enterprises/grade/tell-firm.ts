import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { registerReason } from '../requests/open-request.ts'
import { heldGrade } from './held-grade.ts'
import { noticeEnds } from './notice-term.ts'

/**
 * Records that a firm without an account was told its grade by a letter that was served; `how` says when and by which letter. From now on
 * the city's term runs. Throws Forbidden, NotFound, Conflict, Invalid.
 */
export async function tellFirm(context: Context, { gradeId, how }: { gradeId: number; how: string }): Promise<void> {
  const { db, city, now } = context
  const held = await heldGrade(context, gradeId)
  const reason = readReason(how, registerReason)
  if (held.told_at !== null) throw new Conflict({ zh: '已经告知过。', en: 'The firm was told already.' })
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('enterprise_grade')
      .set({ told_at: now, told_how: 'letter', show_from: noticeEnds(city, now) })
      .where('id', '=', gradeId)
      .where('state', '=', 'held')
      .where('told_at', 'is', null)
      .execute()
    await recordEnterpriseEvents(tx, context, [
      { enterpriseId: held.enterprise_id, act: 'tell', subject: `grade:${gradeId}`, reason },
    ])
  })
}
