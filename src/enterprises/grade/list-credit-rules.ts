import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { type GradingRule, gradingShape } from '../../reference/credit-rules.ts'
import { gradingRuleOn } from './grading-rule-on.ts'
import { notYourRules } from './propose-credit-rule.ts'
import type { Simulation } from './simulation.ts'

export type RuleListed = {
  version: string
  state: 'proposed' | 'adopted' | 'dropped'
  since: string | null
  proposedAt: Date
  signature: string | null
  reason: string | null
  rule: GradingRule
  /** What it would do; null while it is being tried. */
  tried: Simulation | null
}

/** All versions of the rules, proposals first, then the newest, and the one in force. Throws Forbidden. */
export async function listCreditRules(context: Context): Promise<{ inForce: GradingRule; versions: RuleListed[] }> {
  if (!may(context.actor, 'keep_credit_rules')) throw new Forbidden(notYourRules)
  const rows = await context.db.selectFrom('credit_rule').selectAll().orderBy('proposed_at', 'desc').execute()
  const versions = rows.map(
    (row): RuleListed => ({
      version: row.version,
      state: row.state,
      since: row.since,
      proposedAt: row.proposed_at,
      signature: row.signature,
      reason: row.reason,
      rule: gradingShape.parse(row.content),
      tried: row.tried as Simulation | null,
    }),
  )
  const rank = { proposed: 0, adopted: 1, dropped: 2 }
  return {
    inForce: await gradingRuleOn(context, toShanghaiDate(context.now)),
    versions: versions.sort((a, b) => rank[a.state] - rank[b.state] || (b.since ?? '').localeCompare(a.since ?? '')),
  }
}
