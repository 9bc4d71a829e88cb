import { createHash } from 'node:crypto'
import { actorName, type Context } from '../../context.ts'
import type { GradingRule } from '../../reference/credit-rules.ts'

/**
 * Enters the versions of the grade's rules that the city's file holds. Doing it again changes nothing. Throws when a version known
 * already now reads otherwise: what is in force is never changed, a new version is added.
 */
export async function registerCreditRules(context: Context): Promise<void> {
  const { db, city, now, actor } = context
  await db.transaction().execute(async (tx) => {
    for (const rule of city.credit.grading) {
      const known = await tx
        .selectFrom('credit_rule')
        .select('content')
        .where('version', '=', rule.version)
        .executeTakeFirst()
      if (known && hashOfRule(known.content) !== hashOfRule(rule)) throw new Error(changed(rule.version))
      if (known) continue
      const entered = await tx
        .insertInto('credit_rule')
        .values({
          version: rule.version,
          content: JSON.stringify(rule),
          origin: 'city_file',
          state: 'adopted',
          proposed_at: now,
          proposed_by: actorName(actor),
          since: rule.since,
          adopted_at: now,
          adopted_by: actorName(actor),
        })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .returning('version')
        .executeTakeFirst()
      if (!entered) continue
      const event = {
        version: rule.version,
        at: now,
        actor: actorName(actor),
        act: 'ship' as const,
        reason: 'credit-rules.yaml',
        sha256: hashOfRule(rule),
      }
      await tx.insertInto('credit_rule_event').values(event).execute()
    }
  })
}

const changed = (version: string): string =>
  `credit-rules.yaml：版本 ${version} 已登记过，内容不能再改，请另加一个版本。\ncredit-rules.yaml: version ${version} is registered and must not be changed; add another version.`

/** SHA-256 of the rule with its keys in order, so that the database's own order of keys does not matter. */
export function hashOfRule(rule: GradingRule | unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(rule)))
    .digest('hex')
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, inOrder(part)]),
  )
}
