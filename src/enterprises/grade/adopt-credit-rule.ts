import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import { gradingShape } from '../../reference/credit-rules.ts'
import { registerReason } from '../requests/open-request.ts'
import { notYourRules } from './propose-credit-rule.ts'
import { hashOfRule } from './register-credit-rules.ts'

type Adopting = { version: string; since: string; signature: string; reason: string }

/**
 * Puts a proposed version in force from a civil day to come, signed by the person with their own name, after it was tried on the whole register.
 * From that day on every firm is graded anew. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function adoptCreditRule(context: Context, asked: Adopting): Promise<void> {
  const { db, actor, now } = context
  if (!may(actor, 'keep_credit_rules') || actor.kind !== 'staff') throw new Forbidden(notYourRules)
  const proposal = await db
    .selectFrom('credit_rule')
    .selectAll()
    .where('version', '=', asked.version)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (!proposal) throw new NotFound({ zh: '没有这个待签署的版本。', en: 'There is no such version to sign.' })
  if (proposal.tried === null)
    throw new Conflict({ zh: '请等全量试算完成后再签署。', en: 'Sign it once it was tried on the whole register.' })
  if (!isRealDate(asked.since) || asked.since <= toShanghaiDate(now)) throw new Invalid(badDate, { since: badDate })
  if (asked.signature.trim() !== actor.name) throw new Invalid(badName, { signature: badName })
  const reason = readReason(asked.reason, registerReason)
  const by = actorName(actor)
  await db.transaction().execute(async (tx) => {
    const adopted = await tx
      .updateTable('credit_rule')
      .set({ state: 'adopted', since: asked.since, adopted_at: now, adopted_by: by, signature: actor.name, reason })
      .where('version', '=', asked.version)
      .where('state', '=', 'proposed')
      .returning('content')
      .executeTakeFirst()
    if (!adopted)
      throw new Conflict({ zh: '同事刚刚处理了这个版本。', en: 'A colleague has just dealt with this version.' })
    const sha256 = hashOfRule(gradingShape.parse(adopted.content))
    await tx
      .insertInto('credit_rule_event')
      .values({ version: asked.version, at: now, actor: by, act: 'adopt', reason: `${asked.since} ${reason}`, sha256 })
      .execute()
  })
}

const badDate = {
  zh: '施行日期须晚于今天，写成 2027-01-01',
  en: 'The first day of force must lie ahead, written 2027-01-01',
}
const badName = { zh: '请签写您自己的姓名', en: 'Sign with your own name' }
