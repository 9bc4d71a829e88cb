import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts'
import { notYours } from '../own/invite-firm.ts'
import { assignInspectors, drawFirms, type PoolFirm, poolHash } from './draw.ts'

/**
 * Draws a plan's firms and inspectors under a seed that came up after the pool was fixed, such as a public lottery of the day. The pool is held
 * to its hash first. Throws Forbidden, NotFound, Conflict, Invalid.
 */
export async function drawPlan(
  context: Context,
  { planId, seed: typed }: { planId: number; seed: string },
): Promise<void> {
  const { db, actor, now, city } = context
  const plan = await db.selectFrom('inspection_plan').selectAll().where('id', '=', planId).executeTakeFirst()
  if (!plan) throw new NotFound({ zh: '没有这个计划。', en: 'There is no such plan.' })
  if (!may(actor, 'keep_firms') || actor.kind !== 'staff' || actor.bureau !== plan.bureau) throw new Forbidden(notYours)
  const seed = typed.trim()
  if (seed.length < 6 || seed.length > 200) throw new Invalid(badSeed, { seed: badSeed })
  await db.transaction().execute(async (tx) => {
    const pool = await readPool(tx, planId)
    if (poolHash(pool) !== plan.pool_sha256)
      throw new Conflict({
        zh: '名单与其哈希不符，不能抽取。',
        en: 'The pool does not fit its hash; nothing is drawn.',
      })
    const drawn = await tx
      .updateTable('inspection_plan')
      .set({ seed, drawn_at: now, drawn_by: actorName(actor) })
      .where('id', '=', planId)
      .where('seed', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!drawn) throw new Conflict({ zh: '这个计划已经抽取过。', en: 'This plan was drawn already.' })
    await writeTasks(tx, { planId, seed, count: plan.firms, pool }, city.credit.risk)
  })
}

const badSeed = {
  zh: '种子应为 6 至 200 个字符，例如当日公开摇奖的号码和期号。',
  en: 'A seed of 6 to 200 characters, e.g. number and date of a public lottery of the day.',
}

export type PooledFirm = PoolFirm & { id: number; because: string[] }

async function readPool(tx: Db, planId: number): Promise<PooledFirm[]> {
  return tx
    .selectFrom('inspection_pool as p')
    .innerJoin('enterprise as e', 'e.id', 'p.enterprise_id')
    .where('p.plan_id', '=', planId)
    .select(['e.id', 'e.code', 'p.class', 'p.weight', 'p.because'])
    .execute()
}

type Draw = { planId: number; seed: string; count: number; pool: PooledFirm[] }

async function writeTasks(
  tx: Db,
  { planId, seed, count, pool }: Draw,
  rule: { always: ('A' | 'B' | 'C' | 'D')[]; inspectors: number },
): Promise<void> {
  const drawn = drawFirms(seed, pool, count, rule.always)
  const inspectors = await tx
    .selectFrom('inspection_inspector')
    .select('account_id')
    .where('plan_id', '=', planId)
    .orderBy('account_id')
    .execute()
  const codes = drawn.map(({ code }) => code)
  const assigned = assignInspectors(seed, {
    drawn: codes,
    inspectors: inspectors.map((one) => one.account_id),
    each: rule.inspectors,
    last: await lastInspectors(tx, codes),
  })
  const byCode = new Map(pool.map((firm) => [firm.code, firm]))
  const rows = drawn.flatMap(({ code }) => {
    const firm = byCode.get(code)
    return firm
      ? [
          {
            plan_id: planId,
            enterprise_id: firm.id,
            because: [`风险分类 ${firm.class}，权重 ${firm.weight}`, ...firm.because],
          },
        ]
      : []
  })
  const tasks = await tx.insertInto('inspection_task').values(rows).returning(['id', 'enterprise_id']).execute()
  const codeOf = new Map(pool.map(({ id, code }) => [id, code]))
  const pairs = tasks.flatMap(({ id, enterprise_id }) =>
    (assigned.get(codeOf.get(enterprise_id) ?? '') ?? []).map((account_id) => ({ task_id: id, account_id })),
  )
  await tx.insertInto('inspection_assignment').values(pairs).execute()
}

/** Who inspected each firm the last time. */
async function lastInspectors(tx: Db, codes: string[]): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ code: string; inspectors: number[] }>`
    select e.code, (select json_agg(a.account_id) from inspection_assignment a where a.task_id = last.id) as inspectors
      from enterprise e cross join lateral (
        select t.id from inspection_task t where t.enterprise_id = e.id and t.done_at is not null order by t.done_at desc limit 1) as last
     where e.code = any(${codes}::text[])`.execute(tx)
  return new Map(rows.map(({ code, inspectors }) => [code, inspectors ?? []]))
}
