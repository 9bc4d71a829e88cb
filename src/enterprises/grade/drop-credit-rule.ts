import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { gradingShape } from '../../reference/credit-rules.ts'
import { registerReason } from '../requests/open-request.ts'
import { notYourRules } from './propose-credit-rule.ts'
import { hashOfRule } from './register-credit-rules.ts'

/** Gives a proposed version up, with the reason; it stays on record. Throws Forbidden, NotFound, Invalid. */
export async function dropCreditRule(
  context: Context,
  { version, reason: typed }: { version: string; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  if (!may(actor, 'keep_credit_rules')) throw new Forbidden(notYourRules)
  const reason = readReason(typed, registerReason)
  await db.transaction().execute(async (tx) => {
    const dropped = await tx
      .updateTable('credit_rule')
      .set({ state: 'dropped', reason })
      .where('version', '=', version)
      .where('state', '=', 'proposed')
      .returning('content')
      .executeTakeFirst()
    if (!dropped) throw new NotFound({ zh: '没有这个待签署的版本。', en: 'There is no such version to sign.' })
    const sha256 = hashOfRule(gradingShape.parse(dropped.content))
    await tx
      .insertInto('credit_rule_event')
      .values({ version, at: now, actor: actorName(actor), act: 'drop', reason, sha256 })
      .execute()
  })
}
