import { describe, expect, test } from 'vitest'
import { adoptCreditRule } from '../../src/enterprises/grade/adopt-credit-rule.ts'
import { dropCreditRule } from '../../src/enterprises/grade/drop-credit-rule.ts'
import { gradingRuleOn } from '../../src/enterprises/grade/grading-rule-on.ts'
import { listCreditRules } from '../../src/enterprises/grade/list-credit-rules.ts'
import { proposeCreditRule } from '../../src/enterprises/grade/propose-credit-rule.ts'
import { ruleText } from '../../src/enterprises/grade/read-rule-text.ts'
import { registerCreditRules } from '../../src/enterprises/grade/register-credit-rules.ts'
import { tryCreditRules } from '../../src/enterprises/grade/try-credit-rules.ts'
import { Conflict, Forbidden, Invalid } from '../../src/errors.ts'
import type { GradingRule } from '../../src/reference/credit-rules.ts'
import { aFact, aFirm, codes, regrade, takeIn } from '../enterprises/firms.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const rule = world.city.credit.grading[0] as GradingRule
const office = () => anOfficer(db, { role: 'joint_office', bureau: 'DATA', name: '林伟明' })
const december = new Date('2026-12-02T02:00:00Z')
const job = (now = monday) => contextOf(world, { actor: { kind: 'job', name: 'try-credit-rules' }, now })

/** A register of one good firm, one that failed a sample, and one of which nothing is known. */
async function threeFirms() {
  await aFirm(world)
  await aFirm(world, { code: codes.toys, name: '深圳市样例儿童用品有限公司' })
  await aFirm(world, { code: codes.battery, name: '深圳市示意新能源科技有限公司', size: 'large' })
  await takeIn(world, 'samples', [
    aFact({ document_no: '样字1号', result: 'pass' }),
    aFact({ code: codes.toys, document_no: '样字2号', happened_on: '2026-11-02' }),
  ])
  await regrade(world)
}
/** The stricter version: a failed sample costs 25 instead of 10. */
const stricter = (version = 'credit-2026-2'): string =>
  ruleText({
    ...rule,
    version,
    rules: rule.rules.map((one) => (one.id === 'sample_fail' ? { ...one, points: -25, total: -50 } : one)),
  })
const gradesNow = async () =>
  Object.fromEntries(
    (await db.selectFrom('enterprise').select(['code', 'grade']).execute()).map(({ code, grade }) => [code, grade]),
  )

describe('a change of the rules of the grade', () => {
  test('is tried on the whole register, signed with a date, and from that day grades everybody', {
    timeout: 120_000,
  }, async () => {
    await threeFirms()
    expect(await gradesNow()).toEqual({ [codes.kettle]: 'B', [codes.toys]: 'B', [codes.battery]: 'N' })
    const person = await office()
    const context = contextOf(world, { actor: person })
    await proposeCreditRule(context, { text: stricter() })
    const signing = {
      version: 'credit-2026-2',
      since: '2026-12-01',
      signature: '林伟明',
      reason: '抽检不合格的影响应更大',
    }
    await expect(adoptCreditRule(context, signing)).rejects.toThrow(Conflict)

    expect(await tryCreditRules(job())).toBe(1)
    expect(await tryCreditRules(job())).toBe(0)
    const [proposal] = (await listCreditRules(context)).versions
    expect(proposal?.tried).toMatchObject({
      firms: 3,
      moved: 1,
      against: 'credit-2026-1',
      matrix: { B: { B: 1, C: 1 }, N: { N: 1 } },
    })
    expect(proposal?.tried?.examples).toMatchObject([
      { code: codes.toys, from: 'B', to: 'C', pointsFrom: 60, pointsTo: 45 },
    ])
    // Trying changes nothing.
    expect(await gradesNow()).toMatchObject({ [codes.toys]: 'B' })

    await expect(adoptCreditRule(context, { ...signing, since: '2026-11-16' })).rejects.toThrow(Invalid)
    await expect(adoptCreditRule(context, { ...signing, signature: '别人' })).rejects.toThrow(Invalid)
    await expect(adoptCreditRule(contextOf(world, { actor: await anOfficer(db) }), signing)).rejects.toThrow(Forbidden)
    await adoptCreditRule(context, signing)
    expect((await gradingRuleOn(context, '2026-11-30')).version).toBe('credit-2026-1')
    expect((await gradingRuleOn(context, '2026-12-01')).version).toBe('credit-2026-2')

    // Before the day nothing moves; from it on everybody is graded anew, and the worse grade waits for its firm to be told.
    await regrade(world, new Date('2026-11-30T15:00:00Z'))
    expect(await gradesNow()).toMatchObject({ [codes.toys]: 'B' })
    await regrade(world, december)
    expect(await gradesNow()).toMatchObject({ [codes.toys]: 'B', [codes.kettle]: 'B', [codes.battery]: 'N' })
    const held = await db.selectFrom('enterprise_grade').select(['grade', 'rule']).where('state', '=', 'held').execute()
    expect(held).toEqual([{ grade: 'C', rule: 'credit-2026-2' }])
    const shown = await db
      .selectFrom('enterprise_grade as g')
      .innerJoin('enterprise as e', 'e.id', 'g.enterprise_id')
      .where('g.state', '=', 'shown')
      .where('e.code', '=', codes.kettle)
      .select('g.rule')
      .executeTakeFirst()
    expect(shown?.rule).toBe('credit-2026-2')
    const events = await db.selectFrom('credit_rule_event').select('act').orderBy('id').execute()
    expect(events.map(({ act }) => act)).toEqual(['ship', 'propose', 'try', 'adopt'])
  })

  test('is refused with the place of the fault, and a version in force is never written over', async () => {
    await threeFirms()
    const context = contextOf(world, { actor: await office() })
    await expect(
      proposeCreditRule(context, { text: stricter().replace('half_life_months: 12', 'half_life_months: no') }),
    ).rejects.toThrow(/half_life_months/)
    await expect(proposeCreditRule(context, { text: 'version: [' })).rejects.toThrow(Invalid)
    await expect(proposeCreditRule(context, { text: ruleText({ ...rule, version: 'credit-same' }) })).rejects.toThrow(
      Conflict,
    )
    await expect(proposeCreditRule(context, { text: stricter('credit-2026-1') })).rejects.toThrow(Conflict)
    const changed = { ...world.city.credit, grading: [{ ...rule, start: 71 }] }
    const changedCity = { ...context, city: { ...world.city, credit: changed } }
    await expect(registerCreditRules(changedCity)).rejects.toThrow(/另加一个版本/)
  })

  test('may be given up with a reason and is then signed no more', async () => {
    await threeFirms()
    const context = contextOf(world, { actor: await office() })
    await proposeCreditRule(context, { text: stricter() })
    await tryCreditRules(job())
    await dropCreditRule(context, { version: 'credit-2026-2', reason: '影响过大，另行研究' })
    const signing = {
      version: 'credit-2026-2',
      since: '2026-12-01',
      signature: '林伟明',
      reason: '抽检不合格的影响应更大',
    }
    await expect(adoptCreditRule(context, signing)).rejects.toThrow(/没有这个待签署的版本/)
  })
})
