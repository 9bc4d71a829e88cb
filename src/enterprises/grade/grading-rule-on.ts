import type { Context } from '../../context.ts'
import { type GradingRule, gradingShape } from '../../reference/credit-rules.ts'

/** The version of the grade's rules in force on a civil day. Throws when none was registered, which the start of the program does. */
export async function gradingRuleOn({ db }: Pick<Context, 'db'>, day: string): Promise<GradingRule> {
  const row = await db
    .selectFrom('credit_rule')
    .select(['content', 'since'])
    .where('state', '=', 'adopted')
    .where('since', '<=', day)
    .orderBy('since', 'desc')
    .orderBy('adopted_at', 'desc')
    .executeTakeFirst()
  if (!row) throw new Error('没有施行中的等级规则 No rule of the grade is in force: credit-rules.yaml must hold one')
  return { ...gradingShape.parse(row.content), since: row.since ?? day }
}
