import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { isRealDate } from '../../reference/calendar.ts'
import type { RiskClass, RiskRule } from '../../reference/credit-rules.ts'
import type { RiskReason } from '../grade/risk-class.ts'
import { notYours } from '../own/invite-firm.ts'
import { type PoolFirm, poolHash } from './draw.ts'

export type NewPlan = {
  title: string
  from: string
  to: string
  district: string | null
  industry: string | null
  firms: number
}

const poolMax = 500_000

/**
 * Makes a plan of inspections and fixes its pool: the active firms of a district and industry with the weight of their class, and the bureau's
 * officers. The pool's hash stands before anybody knows the seed. Throws Forbidden, Invalid.
 */
export async function makePlan(context: Context, plan: NewPlan): Promise<{ planId: number }> {
  const { db, actor, now, city } = context
  if (!may(actor, 'keep_firms') || actor.kind !== 'staff') throw new Forbidden(notYours)
  checkPlan(context, plan)
  const rule = city.credit.risk
  return db.transaction().execute(async (tx) => {
    const pool = await poolOf(tx, rule, plan)
    if (pool.length === 0) throw new Invalid(emptyPool, { industry: emptyPool })
    const inspectors = await tx
      .selectFrom('account')
      .select('id')
      .where('bureau', '=', actor.bureau)
      .where('role', '=', 'officer')
      .where('disabled_at', 'is', null)
      .execute()
    if (inspectors.length < rule.inspectors)
      throw new Invalid(fewInspectors(rule.inspectors), { firms: fewInspectors(rule.inspectors) })
    const { id } = await tx
      .insertInto('inspection_plan')
      .values({
        bureau: actor.bureau,
        title: plan.title.trim(),
        from_on: plan.from,
        to_on: plan.to,
        district: plan.district,
        industry: plan.industry,
        firms: Math.min(plan.firms, pool.length),
        made_at: now,
        made_by: actorName(actor),
        pool_size: pool.length,
        pool_sha256: poolHash(pool),
        rule: rule.version,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writePool(tx, id, pool)
    await tx
      .insertInto('inspection_inspector')
      .values(inspectors.map((one) => ({ plan_id: id, account_id: one.id })))
      .execute()
    return { planId: id }
  })
}

function checkPlan({ city }: Context, { title, from, to, district, industry, firms }: NewPlan): void {
  const faults: Record<string, Said> = {}
  if (title.trim().length < 4 || title.length > 100)
    faults.title = { zh: '名称应为 4 至 100 字', en: 'A title of 4 to 100 characters' }
  if (!isRealDate(from)) faults.from = { zh: '请填开始日期', en: 'Give the first day' }
  if (!isRealDate(to) || to < from)
    faults.to = { zh: '结束日期不早于开始日期', en: 'The last day is not before the first' }
  if (district !== null && !city.districts.some(({ id }) => id === district))
    faults.district = { zh: '没有这个区', en: 'No such district' }
  if (industry !== null && !/^\d{2,4}$/.test(industry))
    faults.industry = { zh: '行业代码为 2 至 4 位数字', en: 'An industry is 2 to 4 digits' }
  if (!Number.isInteger(firms) || firms < 1 || firms > 2000)
    faults.firms = { zh: '企业数应为 1 至 2000', en: '1 to 2000 firms' }
  if (Object.keys(faults).length > 0)
    throw new Invalid(
      { zh: '计划没有建立，请看各栏的提示。', en: 'The plan was not made; see the note beside each field.' },
      faults,
    )
}

const emptyPool = { zh: '没有符合条件的企业', en: 'No firm fits' }
const fewInspectors = (needed: number): Said => ({
  zh: `本单位检查人员不足 ${needed} 人`,
  en: `The bureau has fewer than ${needed} inspectors`,
})

type InPool = PoolFirm & { id: number; because: string[] }

async function poolOf(tx: Db, rule: RiskRule, { district, industry }: NewPlan): Promise<InPool[]> {
  const { rows } = await sql<{ id: number; code: string; class: RiskClass | null; because: RiskReason[] | null }>`
    select e.id, e.code, k.class, k.because from enterprise e left join enterprise_risk k on k.enterprise_id = e.id
     where e.status = 'active' and (${district}::text is null or e.district = ${district}) and (${industry}::text is null or e.industry like ${`${industry}%`})
     order by e.code limit ${poolMax}`.execute(tx)
  return rows.map(({ id, code, class: known, because }) => {
    const riskClass = known ?? 'A'
    return {
      id,
      code,
      class: riskClass,
      weight: rule.weights[riskClass],
      because: (because ?? []).map(({ zh, points }) => `${zh} +${points}`),
    }
  })
}

async function writePool(tx: Db, planId: number, pool: InPool[]): Promise<void> {
  await sql`
    insert into inspection_pool (plan_id, enterprise_id, class, weight, because)
    select ${planId}, id, class, weight, because from json_to_recordset(${JSON.stringify(pool)}) as t (id int8, class text, weight real, because text[])`.execute(
    tx,
  )
}
