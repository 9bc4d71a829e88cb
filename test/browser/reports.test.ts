import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { aMonthOfCases } from '../support/settled-cases.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const now = new Date(monday.getTime() + 50 * 86_400_000)
const base = await useServer(siteOn(world, { now: () => now }).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

/** Somebody of the joint-meeting office, signed in through the form. */
async function office(options: Parameters<typeof somebody>[1] = {}) {
  const account = {
    username: 'office',
    name: '李华',
    role: 'joint_office',
    bureau: 'DATA',
    created_at: monday,
  } as const
  await world.db
    .insertInto('account')
    .values({ ...account, password_hash: passwordHash })
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill('office')
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  await goToDesk(page, /质量报告/)
  return { page, faults }
}

type Page = Awaited<ReturnType<typeof office>>['page']

async function make(page: Page): Promise<void> {
  await page.getByLabel(/起始日期/).fill('2026-11-01')
  await page.getByLabel(/截止日期/).fill('2026-11-30')
  await page.getByRole('button', { name: /编制/ }).click()
  await page.getByRole('heading', { name: /宏观质量状况分析报告/ }).waitFor()
}

beforeEach(async () => {
  await aMonthOfCases(world)
})

describe('a report on the state of quality without any script', () => {
  it('is made, looked into, released and read by a citizen', async () => {
    const { page } = await office({ javaScriptEnabled: false })
    await page.getByLabel(/起始日期/).fill('2026-11-01')
    await page.getByRole('button', { name: /编制/ }).click()
    await page.getByText('请填写截止日期').first().waitFor()
    expect(await page.getByLabel(/起始日期/).inputValue()).toBe('2026-11-01')
    await make(page)
    await page
      .getByRole('link', { name: /核实解决/ })
      .first()
      .click()
    await page.getByText('共 47 行').waitFor()
    await page.goBack()
    const citizen = (await somebody(browser, { javaScriptEnabled: false })).page
    const publicPage = page.url().replace('/bureau/', '/')
    expect((await citizen.goto(publicPage))?.status()).toBe(404)
    await page.getByLabel(/理由（发布）/).fill('经联席会议审议')
    await page.getByRole('button', { name: /^发布/ }).click()
    await page.getByText('已发布').first().waitFor()
    await citizen.goto(base)
    await citizen.getByRole('link', { name: /质量状况报告/ }).click()
    await citizen.getByRole('link', { name: /2026-11-01/ }).click()
    await citizen.getByText('投诉举报 49 件').first().waitFor()
    expect(await citizen.locator('a[href*="/bureau/reports"]').count()).toBe(0)
    const pdf = await citizen.request.get(`${publicPage}/report.pdf`)
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
  })
})

describe.each([390, 1280])('no page of it has a barrier, %d pixels wide', (width) => {
  it('neither where it is made nor where it is read', async () => {
    const { page, faults } = await office({ viewport: { width, height: 900 } })
    expect(await barriers(page)).toEqual([])
    await make(page)
    expect(await barriers(page)).toEqual([])
    await page
      .getByRole('link', { name: /核实解决/ })
      .first()
      .click()
    await page.getByText('共 47 行').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goBack()
    const figures = page.url().replace(/$/, '/figures/')
    for (const figure of ['sample_pass', 'graded_well', 'measures_hit', 'network_districts', 'injuries']) {
      await page.goto(`${figures}${figure}`)
      expect([figure, await barriers(page)]).toEqual([figure, []])
    }
    await page.goto(`${base}/bureau/morning`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto(figures.replace('/figures/', ''))
    await page.getByLabel(/理由（发布）/).fill('经联席会议审议')
    await page.getByRole('button', { name: /^发布/ }).click()
    await page.getByText('已发布').first().waitFor()
    await page.goto(`${base}/reports`)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /2026-11-01/ }).click()
    await page.getByRole('heading', { name: /政策目标对照/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(faults).toEqual([])
  })
})
