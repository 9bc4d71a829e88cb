import { may } from '../../accounts/permissions.ts'
import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'

/** How long a granted request may be used. */
const openFor_ms = 24 * 3_600_000

/**
 * Grants or denies a request to open an identity, with a reason. Throws Forbidden for anybody but a custodian and for the person
 * who asked, Invalid without a reason, Conflict when it is decided already.
 */
export async function decideIdentityRequest(
  context: Context,
  input: { requestId: number; granted: boolean; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  if (actor.kind !== 'staff' || !may(actor, 'keep_identities')) throw new Forbidden(custodiansOnly)
  const reason = input.reason.trim()
  if (reason.length < 4 || reason.length > 200) throw new Invalid(reasonMissing, { reason: reasonMissing })
  const request = await db
    .selectFrom('identity_request')
    .where('id', '=', input.requestId)
    .select(['asked_by', 'decided_at'])
    .executeTakeFirst()
  if (request?.asked_by === actor.accountId) throw new Forbidden(notOneself)
  await db.transaction().execute(async (tx) => {
    const decided = await tx
      .updateTable('identity_request')
      .set({
        decided_at: now,
        decided_by: actor.accountId,
        granted: input.granted,
        reason,
        open_until: input.granted ? new Date(now.getTime() + openFor_ms) : null,
      })
      .where('id', '=', input.requestId)
      .where('decided_at', 'is', null)
      .returning('report_id')
      .executeTakeFirst()
    if (!decided) throw new Conflict({ zh: '这份申请已经有人处理。', en: 'This request is decided already.' })
    const act = input.granted ? 'identity_granted' : 'identity_denied'
    await recordAudit(tx, context, {
      act,
      subject: `report:${decided.report_id}`,
      detail: { request: input.requestId },
    })
  })
}

const custodiansOnly = { zh: '只有身份保管员可以审批。', en: 'Only a custodian decides this.' }
const notOneself = { zh: '不能审批自己的申请，请由另一位处理。', en: 'Nobody decides on their own request.' }
const reasonMissing = { zh: '请写明理由（4 至 200 字）', en: 'Give the reason in 4 to 200 characters' }
