import { may } from '../../accounts/permissions.ts'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { findCase } from '../find-case.ts'
import { readPurpose } from './purpose.ts'

/**
 * Asks that the reporter's identity be opened, for a stated purpose; another person decides. Answers the request's number. Throws
 * NotFound for another bureau's case or when nothing was left or all is erased, Forbidden for a supporting bureau, Invalid without
 * a purpose, Conflict while a request for this case waits.
 */
export async function askForIdentity(context: Context, input: { caseId: number; purpose: string }): Promise<number> {
  const { db, actor, now } = context
  const found = await findCase(context, input.caseId)
  if (actor.kind !== 'staff' || !may(actor, 'ask_for_identity') || actor.bureau !== found.lead)
    throw new Forbidden(onlyLead)
  const purpose = readPurpose(input.purpose)
  return db.transaction().execute(async (tx) => {
    const identity = await tx
      .selectFrom('reporter_identity')
      .where('report_id', '=', found.id)
      .where('erased_at', 'is', null)
      .select('report_id')
      .forUpdate()
      .executeTakeFirst()
    if (!identity) throw new NotFound(nothingLeft)
    const waiting = await tx
      .selectFrom('identity_request')
      .where('report_id', '=', found.id)
      .where('decided_at', 'is', null)
      .select('id')
      .executeTakeFirst()
    if (waiting) throw new Conflict(alreadyAsked)
    const { id } = await tx
      .insertInto('identity_request')
      .values({ report_id: found.id, purpose, asked_at: now, asked_by: actor.accountId })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordAudit(tx, context, { act: 'identity_asked', subject: `report:${found.id}`, detail: { request: id } })
    return id
  })
}

const onlyLead = {
  zh: '只有主办单位的承办人员可以申请查看诉求人身份。',
  en: 'Only an officer of the bureau in charge may ask who filed it.',
}
const nothingLeft = {
  zh: '诉求人没有留下身份信息，或已依规清除。',
  en: 'The reporter left nothing, or it has been erased.',
}
const alreadyAsked = { zh: '此案已有一份申请待审批。', en: 'A request for this case already waits for a decision.' }
