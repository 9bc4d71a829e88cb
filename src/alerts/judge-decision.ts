import { may } from '../accounts/permissions.ts'
import { readReason } from '../cases/reason.ts'
import type { Context } from '../context.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import type { Deciding, Decision } from './record-decision.ts'
import { type WarningAct, type WarningKind, warningActs, warningKinds, warningStates } from './warning-acts.ts'

/**
 * What a decision on a warning may be: the person's to take, on a warning in the right state, with a reason. Throws NotFound,
 * Forbidden, Conflict or Invalid. Answers the notice it is about.
 */
export async function judgeDecision(
  { db, actor }: Context,
  act: WarningAct,
  { warningId, reason }: Deciding,
): Promise<Decision & { noticeId: number }> {
  const found = await db
    .selectFrom('warning')
    .select(['kind', 'state', 'notice_id'])
    .where('id', '=', warningId)
    .executeTakeFirst()
  if (!found || found.notice_id === null) throw new NotFound(noWarning)
  if (found.state !== 'released' && actor.kind !== 'staff') throw new NotFound(noWarning)
  if (!may(actor, warningKinds[found.kind].decides)) throw new Forbidden(notYours(found.kind))
  if (found.state !== warningActs[act].from) throw new Conflict(notNow(found.state))
  return { warningId, act, reason: readReason(reason), noticeId: found.notice_id }
}

export const noWarning = { zh: '没有这条预警，或者尚未发布。', en: 'There is no such warning, or it is not released.' }

const notYours = (kind: WarningKind) => ({
  zh: `您的岗位不决定“${warningKinds[kind].zh}”类预警。`,
  en: `Your role does not decide on warnings of this kind (${warningKinds[kind].en}).`,
})

const notNow = (state: keyof typeof warningStates) => ({
  zh: `这条预警现在是“${warningStates[state].zh}”，不能这样处理。`,
  en: `This warning is now “${warningStates[state].en}”; that cannot be done to it.`,
})
