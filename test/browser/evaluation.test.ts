import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { aMonthOfCases } from '../support/settled-cases.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
let now = monday
const base = await useServer(siteOn(world, { now: () => now }).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const daysOn = (count: number): Date => new Date(monday.getTime() + count * 86_400_000)

/** Staff at a browser of their own, signed in through the form. */
async function staff(role: Role, bureau: string, options: Parameters<typeof somebody>[1] = {}) {
  await world.db
    .insertInto('account')
    .values({ username: role, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill(role)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

async function drawnUp(page: Awaited<ReturnType<typeof staff>>['page']): Promise<void> {
  await page.goto(`${base}/bureau/evaluations`)
  await page.getByLabel(/来件起始日期/).fill('2026-11-01')
  await page.getByLabel(/来件截止日期/).fill('2026-11-30')
  await page.getByRole('button', { name: /计算并起草/ }).click()
  await page.getByRole('heading', { name: /工作评价 2026-11-01 至 2026-11-30/ }).waitFor()
}

beforeEach(async () => {
  await aMonthOfCases(world)
  now = daysOn(50)
})

describe('an evaluation of the bureaus without any script', () => {
  it('is drawn up, objected to, decided and reported', async () => {
    const { page } = await staff('joint_office', 'DATA', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/evaluations`)
    await page.getByLabel(/来件截止日期/).fill('2027-12-31')
    await page.getByRole('button', { name: /计算并起草/ }).click()
    await page.getByText('截止日期应在今天之前').first().waitFor()
    expect(await page.getByLabel(/来件截止日期/).inputValue()).toBe('2027-12-31')
    await drawnUp(page)
    await page.getByLabel(/理由（征求异议）/).fill('请各单位核对计数')
    await page.getByRole('button', { name: /征求异议/ }).click()

    const head = (await staff('head', 'AMR', { javaScriptEnabled: false })).page
    await goToDesk(head, /工作评价/)
    await head.getByRole('link', { name: /2026-11-01/ }).click()
    expect(await head.getByText('住房和建设局').count()).toBe(0)
    await head.getByRole('link', { name: /市场监督管理局/ }).click()
    await head.getByRole('link', { name: /核实解决/ }).click()
    const failed = (await head.locator('.case-number').first().textContent()) ?? ''
    await head.goBack()
    await head.getByLabel(/哪一项/).selectOption('solved')
    await head.getByLabel(/案件编号/).fill(failed)
    await head.getByRole('button', { name: /提出异议/ }).click()
    await head.getByText('理由应为 5 至 1000 字').first().waitFor()
    expect(await head.getByLabel(/案件编号/).inputValue()).toBe(failed)
    await head.getByLabel(/^理由/).fill('诉求人所指的不是本案的商家')
    await head.getByRole('button', { name: /提出异议/ }).click()
    await head.getByText('待答复').waitFor()

    now = daysOn(60)
    const later = (await staff('joint_office', 'DATA', { javaScriptEnabled: false })).page
    await later.goto(page.url())
    await later.getByLabel(/答复和理由/).fill('核实后予以剔除')
    await later.getByRole('button', { name: /成立，不计入/ }).click()
    await later.getByLabel(/理由（核定）/).fill('异议均已答复')
    await later.getByRole('button', { name: /核定/ }).click()
    await later.getByLabel(/理由（通报）/).fill('经市政府同意')
    await later.getByRole('button', { name: /通报/ }).click()
    await later.getByText('已通报').first().waitFor()
    await later.getByRole('link', { name: /市场监督管理局/ }).click()
    await later.getByText('24 / 24').first().waitFor()
  })
})

describe.each([390, 1280])('no page of it has a barrier, %d pixels wide', (width) => {
  it('neither the list, the table, a bureau nor its cases', async () => {
    const { page, faults } = await staff('joint_office', 'DATA', { viewport: { width, height: 900 } })
    await drawnUp(page)
    expect(await barriers(page)).toEqual([])
    await page.getByText('怎样计算').click()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /市场监督管理局/ }).click()
    await page.getByRole('heading', { name: /市场监督管理局/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /核实解决/ }).click()
    await page.getByRole('heading', { name: /核实解决/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto(`${base}/bureau/evaluations`)
    expect(await barriers(page)).toEqual([])
    expect(faults).toEqual([])
  })
})
