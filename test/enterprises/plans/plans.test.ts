import { describe, expect, test } from 'vitest'
import { drawFirms } from '../../../src/enterprises/plans/draw.ts'
import { drawPlan } from '../../../src/enterprises/plans/draw-plan.ts'
import { makePlan, type NewPlan } from '../../../src/enterprises/plans/make-plan.ts'
import { readPlan } from '../../../src/enterprises/plans/read-plan.ts'
import { readPlans } from '../../../src/enterprises/plans/read-plans.ts'
import { recordInspection } from '../../../src/enterprises/plans/record-inspection.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/errors.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { aFact, aFirm, codes, regrade, takeIn } from '../firms.ts'

const world = await useWorld()
const { db } = world
const plan: NewPlan = {
  title: '小家电生产企业监督检查',
  from: '2026-12-01',
  to: '2026-12-31',
  district: null,
  industry: null,
  firms: 2,
}

/** Three firms, of which one is on the list of seriously dishonest firms and so of class D; three officers. */
async function aPool() {
  await aFirm(world)
  await aFirm(world, { code: codes.toys, name: '深圳市样例儿童用品有限公司' })
  await aFirm(world, { code: codes.battery, name: '深圳市示意新能源科技有限公司' })
  await aFirm(world, { code: codes.kitchen, name: '深圳市已注销有限公司', status: 'cancelled' })
  await takeIn(world, 'lists', [aFact({ code: codes.battery, result: 'serious', document_no: '列严1号' })])
  await regrade(world)
  const officers = [
    await anOfficer(db, { name: '甲' }),
    await anOfficer(db, { name: '乙' }),
    await anOfficer(db, { name: '丙' }),
  ]
  const [officer] = officers
  if (!officer) throw new Error('no officer')
  return { officers, officer, context: contextOf(world, { actor: officer }) }
}

describe('a plan of inspections', () => {
  test('fixes its pool under a hash, is drawn by a seed, and anybody draws the same again', async () => {
    const { context } = await aPool()
    const { planId } = await makePlan(context, plan)
    const { plan: made } = await readPlan(context, { planId })
    expect(made).toMatchObject({ poolSize: 3, firms: 2, seed: null })
    expect(await readPlans(contextOf(world))).toEqual([])
    await drawPlan(context, { planId, seed: '双色球 2026135 03-07-11' })
    const { tasks } = await readPlan(context, { planId })
    expect(tasks.map(({ code }) => code)).toContain(codes.battery)
    const pool = await db
      .selectFrom('inspection_pool as p')
      .innerJoin('enterprise as e', 'e.id', 'p.enterprise_id')
      .select(['e.code', 'p.class', 'p.weight'])
      .execute()
    expect(
      drawFirms('双色球 2026135 03-07-11', pool, 2, ['D'])
        .map(({ code }) => code)
        .sort(),
    ).toEqual(tasks.map(({ code }) => code).sort())
    for (const { inspectors } of tasks) expect(new Set(inspectors).size).toBe(2)
    // Everybody may check seed and hash, and learns of no firm.
    const shown = await readPlans(contextOf(world))
    expect(shown).toMatchObject([{ seed: '双色球 2026135 03-07-11', poolSha256: made.poolSha256 }])
    expect(JSON.stringify(shown)).not.toContain(codes.battery)
  })

  test('is drawn once, by its own bureau, and never from a pool that was changed', async () => {
    const { context } = await aPool()
    const { planId } = await makePlan(context, plan)
    const stranger = contextOf(world, { actor: await anOfficer(db, { bureau: 'HCB' }) })
    await expect(drawPlan(stranger, { planId, seed: '双色球 2026135' })).rejects.toThrow(Forbidden)
    await expect(drawPlan(context, { planId, seed: 'x' })).rejects.toThrow(Invalid)
    await db.updateTable('inspection_pool').set({ weight: 9 }).execute()
    await expect(drawPlan(context, { planId, seed: '双色球 2026135' })).rejects.toThrow(/哈希不符/)
    const { planId: second } = await makePlan(context, plan)
    await drawPlan(context, { planId: second, seed: '双色球 2026135' })
    await expect(drawPlan(context, { planId: second, seed: '双色球 2026136' })).rejects.toThrow(Conflict)
  })

  test('says beside each field what is wrong', async () => {
    const { context } = await aPool()
    const wrong = makePlan(context, { ...plan, title: '', to: '2026-11-01', firms: 0, industry: '食品' })
    await expect(wrong).rejects.toMatchObject({ fields: { title: {}, to: {}, firms: {}, industry: {} } })
    await expect(makePlan(context, { ...plan, industry: '9999' })).rejects.toThrow(Invalid)
  })
})

describe('what was found', () => {
  test('is recorded by an inspector who was drawn, and becomes a fact that grade and class follow', async () => {
    const { context, officers } = await aPool()
    const { planId } = await makePlan(context, { ...plan, firms: 1 })
    await drawPlan(context, { planId, seed: '双色球 2026135' })
    const [task] = (await readPlan(context, { planId })).tasks
    const taskId = task?.id ?? 0
    const result = {
      taskId,
      result: 'fail',
      findings: '出厂检验记录缺失三批次',
      safety: false,
      rectifyBy: '2026-12-20',
    }
    const drawn = officers.filter(({ name }) => task?.inspectors.includes(name))
    const left = officers.find(({ name }) => !task?.inspectors.includes(name))
    if (!left || !drawn[0]) throw new Error('two of three are drawn')
    await expect(recordInspection(contextOf(world, { actor: left }), result)).rejects.toThrow(Forbidden)
    const inspector = contextOf(world, { actor: drawn[0] })
    await expect(recordInspection(inspector, { ...result, rectifyBy: null })).rejects.toThrow(Invalid)
    await recordInspection(inspector, result)
    await expect(recordInspection(inspector, result)).rejects.toThrow(Conflict)
    const fact = await db
      .selectFrom('enterprise_fact')
      .selectAll()
      .where('source', '=', 'inspection_task')
      .executeTakeFirstOrThrow()
    expect(fact).toMatchObject({ kind: 'inspection', result: 'fail', subject: plan.title, happened_on: '2026-11-16' })
    const risk = await db
      .selectFrom('enterprise_risk')
      .select('because')
      .where('enterprise_id', '=', fact.enterprise_id)
      .executeTakeFirst()
    await regrade(world)
    const after = await db
      .selectFrom('enterprise_risk')
      .select('because')
      .where('enterprise_id', '=', fact.enterprise_id)
      .executeTakeFirst()
    expect(JSON.stringify(risk?.because)).toContain('没有检查')
    expect(JSON.stringify(after?.because)).not.toContain('没有检查')
  })

  test('a firm not found at its address is noted and no fact of quality', async () => {
    const { context, officers } = await aPool()
    const { planId } = await makePlan(context, { ...plan, firms: 1 })
    await drawPlan(context, { planId, seed: '双色球 2026135' })
    const [task] = (await readPlan(context, { planId })).tasks
    const inspector = officers.find(({ name }) => task?.inspectors.includes(name))
    if (!inspector) throw new Error('nobody was drawn')
    await recordInspection(contextOf(world, { actor: inspector }), {
      taskId: task?.id ?? 0,
      result: 'not_found',
      findings: '登记地址无此企业',
      safety: false,
      rectifyBy: null,
    })
    expect(
      await db.selectFrom('enterprise_fact').select('id').where('source', '=', 'inspection_task').execute(),
    ).toEqual([])
    expect((await readPlans(contextOf(world)))[0]).toMatchObject({ done: 1, passed: 0 })
  })
})
