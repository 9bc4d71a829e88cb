import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { gradingRuleOn } from './grading-rule-on.ts'
import { readRuleText } from './read-rule-text.ts'
import { hashOfRule } from './register-credit-rules.ts'

/**
 * Enters a proposal for new rules of the grade and asks for them to be tried on the whole register. Nothing is in force by it. Throws
 * Forbidden, Invalid, Conflict when the name of the version is taken.
 */
export async function proposeCreditRule(context: Context, { text }: { text: string }): Promise<{ version: string }> {
  const { db, actor, now } = context
  if (!may(actor, 'keep_credit_rules')) throw new Forbidden(notYourRules)
  const rule = readRuleText(text)
  const inForce = await gradingRuleOn(context, toShanghaiDate(now))
  if (hashOfRule({ ...rule, version: '' }) === hashOfRule({ ...inForce, version: '' })) throw new Conflict(noChange)
  await db.transaction().execute(async (tx) => {
    const entered = await tx
      .insertInto('credit_rule')
      .values({
        version: rule.version,
        content: JSON.stringify(rule),
        origin: 'proposed',
        state: 'proposed',
        proposed_at: now,
        proposed_by: actorName(actor),
        asked_at: now,
      })
      .onConflict((conflict) => conflict.column('version').doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!entered) throw new Conflict(taken)
    await tx
      .insertInto('credit_rule_event')
      .values({
        version: rule.version,
        at: now,
        actor: actorName(actor),
        act: 'propose',
        reason: '提出 proposed',
        sha256: hashOfRule(rule),
      })
      .execute()
  })
  return { version: rule.version }
}

export const notYourRules = {
  zh: '等级规则由联席会议办公室提出和签署。',
  en: 'The joint-meeting office proposes and signs the rules of the grade.',
}
const noChange = {
  zh: '与现行规则相同，没有需要试算的。',
  en: 'It says the same as the rules in force; there is nothing to try.',
}
const taken = { zh: '这个版本名已用过，请换一个。', en: 'A version of this name exists; choose another.' }
