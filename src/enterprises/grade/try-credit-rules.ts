import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { type GradingRule, gradingShape } from '../../reference/credit-rules.ts'
import { type FactRow, gradedFact } from '../register/fact-rows.ts'
import { gradingRuleOn } from './grading-rule-on.ts'
import { hashOfRule } from './register-credit-rules.ts'
import { newSimulation, type Simulation, type Tried, tryFirm } from './simulation.ts'

const firmsPerRead = 2000

/**
 * Tries a proposed version on the whole register, as often as it was asked to: every firm that has facts under both rules on the same day,
 * the others counted by size. Nothing but the result is written. Answers how many proposals it tried.
 */
export async function tryCreditRules(context: Context): Promise<number> {
  const { db, now } = context
  const proposal = await db
    .updateTable('credit_rule')
    .set({ asked_at: null })
    .where('version', '=', (eb) =>
      eb
        .selectFrom('credit_rule')
        .select('version')
        .where('state', '=', 'proposed')
        .where('asked_at', 'is not', null)
        .orderBy('asked_at')
        .limit(1),
    )
    .returning(['version', 'content'])
    .executeTakeFirst()
  if (!proposal) return 0
  const then = gradingShape.parse(proposal.content)
  const day = toShanghaiDate(now)
  const rules = { now: await gradingRuleOn(context, day), then }
  const simulation = newSimulation(rules.now.version, day, now)
  await tryAll(db, rules, simulation)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('credit_rule')
      .set({ tried: JSON.stringify(simulation) })
      .where('version', '=', proposal.version)
      .execute()
    const event = {
      version: proposal.version,
      at: now,
      actor: 'job:try-credit-rules',
      act: 'try' as const,
      reason: `${simulation.moved}/${simulation.firms}`,
      sha256: hashOfRule(then),
    }
    await tx.insertInto('credit_rule_event').values(event).execute()
  })
  return 1
}

async function tryAll(db: Db, rules: { now: GradingRule; then: GradingRule }, simulation: Simulation): Promise<void> {
  const counted = new Map<Tried['size'], number>()
  for (let after = 0; ; ) {
    const firms = await readFirms(db, after)
    for (const firm of firms) {
      tryFirm(simulation, rules, firm)
      counted.set(firm.size, (counted.get(firm.size) ?? 0) + 1)
    }
    if (firms.length < firmsPerRead) break
    after = firms.at(-1)?.id ?? after
  }
  const all = await db
    .selectFrom('enterprise')
    .select(['size', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('size')
    .execute()
  for (const { size, count } of all) {
    const silent = Number(count) - (counted.get(size) ?? 0)
    if (silent > 0) tryFirm(simulation, rules, { code: '', name: '（没有记录的企业）', size, facts: [] }, silent)
  }
}

type Read = Tried & { id: number }

/** The next firms that have facts, with all of them. */
async function readFirms(db: Db, after: number): Promise<Read[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; size: Tried['size']; facts: FactRow[] }>`
    select e.id, e.code, e.name, e.size, f.facts
      from (select enterprise_id, json_agg(fact) as facts
              from (select f.* from enterprise_fact f
                     where f.enterprise_id in (select distinct enterprise_id from enterprise_fact where enterprise_id > ${after} order by enterprise_id limit ${firmsPerRead})) as fact
             group by enterprise_id) as f
      join enterprise e on e.id = f.enterprise_id order by e.id`.execute(db)
  return rows.map(({ facts, ...firm }) => ({ ...firm, facts: facts.map(gradedFact) }))
}
