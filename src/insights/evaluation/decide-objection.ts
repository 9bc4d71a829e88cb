import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { evaluationReason } from './evaluation-acts.ts'
import { findEvaluation, officeOnly } from './find-evaluation.ts'
import { recordEvaluationEvent } from './record-evaluation-event.ts'

/** Answers an objection: upheld, it is counted without; rejected, nothing changes. Once. Throws NotFound, Forbidden, Invalid, Conflict. */
export async function decideObjection(
  context: Context,
  input: { evaluationId: number; objectionId: number; upheld: boolean; answer: string },
): Promise<void> {
  const { db, actor, now } = context
  const found = await findEvaluation(context, input.evaluationId)
  if (!may(actor, 'keep_evaluations')) throw new Forbidden(officeOnly)
  if (found.state !== 'objecting') throw new Conflict(decidedAlready)
  const objection = await db
    .selectFrom('evaluation_objection')
    .where('id', '=', input.objectionId)
    .where('evaluation_id', '=', found.id)
    .select(['bureau', 'measure', 'case_id'])
    .executeTakeFirst()
  if (!objection) throw new NotFound({ zh: '没有这项异议。', en: 'There is no such objection.' })
  const answer = readReason(input.answer, { ...evaluationReason, field: 'answer' })
  await db.transaction().execute(async (tx) => {
    const decided = await tx
      .updateTable('evaluation_objection')
      .set({ decided_at: now, decided_by: actorName(actor), upheld: input.upheld, answer })
      .where('id', '=', input.objectionId)
      .where('decided_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!decided) throw new Conflict(decidedAlready)
    await recordEvaluationEvent(tx, context, {
      ...{ evaluationId: found.id, act: input.upheld ? 'uphold' : 'reject', bureau: objection.bureau },
      reason: `${objection.measure}${objection.case_id === null ? '' : ` #${objection.case_id}`}：${answer}`,
    })
  })
}

const decidedAlready = {
  zh: '这项异议已经答复，或评价已核定。',
  en: 'This objection is answered, or the evaluation is decided.',
}
