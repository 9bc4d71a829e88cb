import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import type { Role } from '../../src/context.ts'
import { proposeCreditRule } from '../../src/enterprises/grade/propose-credit-rule.ts'
import { ruleText } from '../../src/enterprises/grade/read-rule-text.ts'
import { tryCreditRules } from '../../src/enterprises/grade/try-credit-rules.ts'
import { inviteFirm } from '../../src/enterprises/own/invite-firm.ts'
import { drawPlan } from '../../src/enterprises/plans/draw-plan.ts'
import { makePlan } from '../../src/enterprises/plans/make-plan.ts'
import { remindRequests } from '../../src/enterprises/requests/remind-requests.ts'
import { aFact, aFirm, codes, regrade, takeIn } from '../enterprises/firms.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db } = world
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const passwordHash = await hashPassword('kxm3-pq7d-wn4t-8ryz')

/** Somebody of the staff at a browser, signed in. */
async function staff(role: Role, bureau: string, options: Parameters<typeof somebody>[1] = {}) {
  const username = `${role}-${bureau}`.toLowerCase()
  await db
    .insertInto('account')
    .values({ username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const { token } = await signIn(contextOf(world), { username, password: 'kxm3-pq7d-wn4t-8ryz' })
  const { page, faults } = await somebody(browser, options)
  await page.context().addCookies([{ name: 'session', value: token, url: base }])
  return { page, faults }
}

async function aRegister() {
  await aFirm(world)
  await takeIn(world, 'samples', [aFact({ document_no: '样字1号' })])
  await aFirm(world, { code: codes.battery, name: '深圳市示意新能源科技有限公司' })
  await takeIn(world, 'penalties', [
    aFact({ code: codes.battery, document_no: '罚字1号', result: '', severity: 'general', safety: '是' }),
  ])
  await regrade(world)
}

const linkIn = async (reason: string, link: RegExp): Promise<string> => {
  const letter = await db
    .selectFrom('letter')
    .select('body')
    .where('reason', '=', reason)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return `${base}${link.exec(letter.body)?.[0] ?? ''}`
}

describe('a firm and its record, without any script', () => {
  it('is looked up by a citizen, opens its account, objects, and everybody sees that it does', async () => {
    await aRegister()
    const { page: citizen } = await somebody(browser, { javaScriptEnabled: false })
    await citizen.goto(`${base}/`)
    await citizen
      .getByRole('link', { name: /查企业/ })
      .first()
      .click()
    await citizen.getByLabel(/名称、品牌/).fill('xugou yihao')
    await citizen.getByRole('button', { name: /查询/ }).click()
    await citizen.getByRole('link', { name: '深圳市虚构一号电器有限公司' }).click()
    expect(await citizen.locator('.grade-panel').textContent()).toContain('质量等级 B')

    await inviteFirm(contextOf(world, { actor: await anOfficer(db) }), {
      code: codes.kettle,
      invitation: { how: 'mail', email: 'zhiliang@firm.example' },
    })
    const { page: firm } = await somebody(browser, { javaScriptEnabled: false })
    await firm.goto(await linkIn('invited', /\/firm\/invitation\S+/))
    await firm.getByRole('button', { name: /开通/ }).click()
    await firm.locator('summary', { hasText: '提出异议' }).click()
    await firm.locator('textarea').nth(1).fill('样品不是我们生产的，型号对不上。')
    await firm.getByRole('button', { name: /提交/ }).first().click()
    expect(await firm.locator('main').textContent()).toContain('核对异议并转给信息来源单位')
    await citizen.reload()
    expect(await citizen.locator('main').textContent()).toContain('企业有异议，核实中')

    const { page: office } = await staff('joint_office', 'DATA', { javaScriptEnabled: false })
    await office.goto(`${base}/bureau/firms`)
    await office.getByRole('button', { name: /转来源单位/ }).click()
    const { page: officer } = await staff('officer', 'AMR', { javaScriptEnabled: false })
    await officer.goto(`${base}/bureau/firms`)
    await officer.locator('summary', { hasText: /^决定/ }).click()
    await officer.getByLabel(/停止公示/).check()
    await officer.getByLabel(/理由/).first().fill('经核对，样品确非该企业生产。')
    await officer.getByRole('button', { name: /作出决定/ }).click()
    await citizen.reload()
    expect(await citizen.locator('main').textContent()).not.toContain('样字1号')
  })
})

describe('the record that a firm sees of itself, and the desk with what it asks', () => {
  it.each([390, 1280])('have no barriers, %i pixels wide', async (width) => {
    await aRegister()
    const invitation = { how: 'mail' as const, email: 'zhiliang@firm.example' }
    await inviteFirm(contextOf(world, { actor: await anOfficer(db) }), { code: codes.kettle, invitation })
    const viewport = { width, height: 900 }
    const { page: firm, faults } = await somebody(browser, { viewport })
    await firm.goto(await linkIn('invited', /\/firm\/invitation\S+/))
    await firm.getByRole('button', { name: /开通/ }).click()
    expect(await barriers(firm)).toEqual([])
    await firm.locator('summary', { hasText: '提出异议' }).click()
    await firm.locator('textarea').nth(1).fill('样品不是我们生产的，型号对不上。')
    await firm.getByRole('button', { name: /提交/ }).first().click()
    expect(await barriers(firm)).toEqual([])
    // Noon of the next working day: half of the one day to pass it on is over.
    const later = new Date(monday.getTime() + 26 * 3_600_000)
    await remindRequests(contextOf(world, { actor: { kind: 'job', name: 'remind-requests' }, now: later }))
    const { page: office, faults: officeFaults } = await staff('joint_office', 'DATA', { viewport })
    await office.goto(`${base}/bureau/firms`)
    await office.getByText('已提醒：用去 50%').waitFor()
    await office.getByText('今天到期 0 项，其余 1 项').waitFor()
    expect(await barriers(office)).toEqual([])
    expect([...faults, ...officeFaults]).toEqual([])
  })
})

describe('every page of the register', () => {
  it.each([390, 1280])('has no barriers and nothing its own policy forbids, %i pixels wide', async (width) => {
    await aRegister()
    const officer = await anOfficer(db)
    await anOfficer(db)
    const context = contextOf(world, { actor: officer })
    const { planId } = await makePlan(context, {
      title: '小家电监督检查',
      from: '2026-12-01',
      to: '2026-12-31',
      district: null,
      industry: null,
      firms: 2,
    })
    await drawPlan(context, { planId, seed: '双色球 2026135' })
    const rule = world.city.credit.grading[0]
    if (!rule) throw new Error('the city has no rule')
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })
    await proposeCreditRule(office, { text: ruleText({ ...rule, version: 'credit-2027-1', start: 65 }) })
    await tryCreditRules(contextOf(world, { actor: { kind: 'job', name: 'try-credit-rules' } }))
    const { letterCode } = await inviteFirm(context, { code: codes.kettle, invitation: { how: 'letter' } })
    const { page, faults } = await staff('joint_office', 'DATA', { viewport: { width, height: 900 } })
    const found: Record<string, string[]> = {}
    const pages = [
      '/firms?q=虚构',
      `/firms/${codes.kettle}`,
      `/firms/${codes.battery}`,
      '/firms/rules',
      '/firms/data',
      '/firms/draws',
      '/firm/sign-in',
      '/firm/invitation',
      `/firm/invitation?key=${letterCode}`,
      '/bureau/firms?q=虚构',
      `/bureau/firms/${codes.battery}`,
      '/bureau/firms/rules',
      '/bureau/firms/plans',
      `/bureau/firms/plans/${planId}`,
    ]
    for (const path of pages) {
      await page.goto(base + path)
      for (const fold of await page.locator('main :not(.narrow-fold) > summary').all()) await fold.click()
      found[path] = await barriers(page)
    }
    expect(found).toEqual(Object.fromEntries(pages.map((path) => [path, []])))
    expect(faults).toEqual([])
  })
})
