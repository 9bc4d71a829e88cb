import { type Identity, openKept } from '../../accounts/identity-vault.ts'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'

/**
 * Opens who filed a report, to a custodian, on a request that somebody else made or decided. The look is written before anything is
 * shown, and the reporter sees it. Throws Forbidden for anybody else, Conflict when the request is not granted or has run out,
 * NotFound when the identity was erased.
 */
export async function openIdentity(
  { db, vault, actor, now }: Context,
  { requestId }: { requestId: number },
): Promise<Identity & { caseId: number }> {
  if (actor.kind !== 'staff' || !may(actor, 'keep_identities')) throw new Forbidden(custodiansOnly)
  return db.transaction().execute(async (tx) => {
    const request = await tx
      .selectFrom('identity_request as q')
      .innerJoin('reporter_identity as i', 'i.report_id', 'q.report_id')
      .where('q.id', '=', requestId)
      .select(['q.report_id', 'q.purpose', 'q.granted', 'q.open_until'])
      .select(['i.key_id', 'i.wrapped_key', 'i.sealed'])
      .executeTakeFirst()
    if (!request?.granted || request.open_until === null || request.open_until <= now) throw new Conflict(notGranted)
    const identity = openKept(vault, request.report_id, request)
    if (identity === null) throw new NotFound(erased)
    await tx
      .insertInto('look')
      .values({
        at: now,
        account_id: actor.accountId,
        report_id: request.report_id,
        request_id: requestId,
        purpose: request.purpose,
      })
      .execute()
    return { caseId: request.report_id, ...identity }
  })
}

const custodiansOnly = { zh: '只有身份保管员可以打开。', en: 'Only a custodian opens it.' }
const notGranted = {
  zh: '申请未获批准或已过有效期，请重新申请。',
  en: 'The request is not granted or has run out; ask again.',
}
const erased = { zh: '身份信息已依规清除。', en: 'The identity has been erased.' }
