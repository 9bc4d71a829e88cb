import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import { evaluationReason } from './evaluation-acts.ts'
import { findEvaluation, officeOnly } from './find-evaluation.ts'
import { recordEvaluationEvent } from './record-evaluation-event.ts'

/**
 * Records a regional or systemic quality incident in the remit of a bureau, with the document that found it: its grade is then that of the
 * rules, whatever its points (国办发〔2013〕47号). Throws NotFound, Forbidden, Invalid, Conflict when decided or recorded already.
 */
export async function recordSystemicIncident(
  context: Context,
  input: { evaluationId: number; bureau: string; document: string; reason: string },
): Promise<void> {
  const { db, actor, city, now } = context
  const found = await findEvaluation(context, input.evaluationId)
  if (!may(actor, 'keep_evaluations')) throw new Forbidden(officeOnly)
  if (found.state !== 'draft' && found.state !== 'objecting') throw new Conflict(tooLate)
  if (!city.bureaus.has(input.bureau)) throw new Invalid(whichBureau, { bureau: whichBureau })
  const document = input.document.trim()
  if (document.length < 4 || document.length > 200) throw new Invalid(whichDocument, { document: whichDocument })
  const reason = readReason(input.reason, evaluationReason)
  await db.transaction().execute(async (tx) => {
    const kept = await tx
      .insertInto('evaluation_incident')
      .values({ evaluation_id: found.id, bureau: input.bureau, reason, document, at: now, actor: actorName(actor) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('bureau')
      .executeTakeFirst()
    if (!kept) throw new Conflict(twice)
    await recordEvaluationEvent(tx, context, {
      ...{ evaluationId: found.id, act: 'incident', bureau: input.bureau, reason: `${document}：${reason}` },
    })
  })
}

const whichBureau = { zh: '请选择单位', en: 'Choose a bureau' }
const whichDocument = {
  zh: '请写认定文件的名称和文号（4 至 200 字）',
  en: 'Name the document that found it (4 to 200 characters)',
}
const tooLate = { zh: '评价已核定，不能再登记。', en: 'The evaluation is decided; nothing can be recorded now.' }
const twice = { zh: '该单位已登记过。', en: 'Recorded for this bureau already.' }
