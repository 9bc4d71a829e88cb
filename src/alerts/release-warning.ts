import type { Context } from '../context.ts'
import { judgeDecision } from './judge-decision.ts'
import { familyIds } from './notices/family-ids.ts'
import { type Deciding, recordDecision } from './record-decision.ts'

/**
 * Makes a drafted warning public: only a person whose role may, with a reason. Warnings released earlier on the same notice or
 * its family are lifted with it, and the letters to subscribers are owed. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function releaseWarning(context: Context, input: Deciding): Promise<void> {
  const { noticeId, ...decision } = await judgeDecision(context, 'release', input)
  const family = await familyIds(context.db, noticeId)
  await context.db.transaction().execute(async (tx) => {
    await recordDecision(tx, context, decision)
    const replaced = await tx
      .selectFrom('warning')
      .select('id')
      .where('notice_id', 'in', family)
      .where('state', '=', 'released')
      .where('id', '!=', input.warningId)
      .execute()
    for (const { id } of replaced) {
      await recordDecision(tx, context, { warningId: id, act: 'lift', reason: replacedBy(input.warningId) })
    }
    await context.queue.owe(tx, 'announce-warning', [{ warningId: input.warningId }])
  })
}

const replacedBy = (warningId: number): string => `由预警 ${warningId} 取代 Replaced by warning ${warningId}`
