import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { GradingRule } from '../../reference/credit-rules.ts'
import { gradingRuleOn } from './grading-rule-on.ts'

export type RuleVersionRead = { version: string; since: string; signature: string | null; reason: string | null }

/** The rules of the grade in force today, and every version that was adopted, the newest first. */
export async function readCreditRules(context: Context): Promise<{ rule: GradingRule; versions: RuleVersionRead[] }> {
  const rule = await gradingRuleOn(context, toShanghaiDate(context.now))
  const rows = await context.db
    .selectFrom('credit_rule')
    .select(['version', 'since', 'signature', 'reason'])
    .where('state', '=', 'adopted')
    .orderBy('since', 'desc')
    .execute()
  return { rule, versions: rows.map((row) => ({ ...row, since: row.since ?? '' })) }
}
