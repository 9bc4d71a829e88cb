import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { readTyped, type TypedAssessment } from './assessment-content.ts'
import { resultOf } from './assessment-result.ts'
import { bureauActing, noSuchAssessment, seesAssessment } from './assessment-sight.ts'
import { recordVersion } from './record-version.ts'

/**
 * Writes the next version of a risk assessment; one that was validated must be validated anew. `version` is the one the author had
 * before them. Throws NotFound, Forbidden, Invalid, and Conflict when it waits for the second person or somebody wrote meanwhile.
 */
export async function reviseAssessment(
  context: Context,
  { assessmentId, version, typed }: { assessmentId: number; version: number; typed: TypedAssessment },
): Promise<void> {
  const { db, city, actor, now } = context
  const bureau = bureauActing(actor, 'assess_risks')
  const found = await db.selectFrom('risk_assessment').selectAll().where('id', '=', assessmentId).executeTakeFirst()
  if (!found || !seesAssessment(actor, found)) throw noSuchAssessment()
  if (found.state === 'submitted') throw new Conflict(waits)
  const content = readTyped(city, typed)
  const result = resultOf(city, content, toShanghaiDate(now))
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('risk_assessment')
      .set({ version: version + 1, state: 'draft' })
      .where('id', '=', assessmentId)
      .where('version', '=', version)
      .where('state', '=', found.state)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(writtenMeanwhile)
    await recordVersion(tx, context, { assessmentId, number: version + 1, bureau, content, result })
  })
}

const waits = {
  zh: '正在等待复核，退回后才能修改。',
  en: 'It waits for the second person; it can be changed once given back.',
}
const writtenMeanwhile = {
  zh: '同事刚刚保存了新的版本，请对照最新内容再改。',
  en: 'A colleague has just saved a version; compare with it and change again.',
}
