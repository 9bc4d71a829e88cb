import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { samrForm, told } from '../alerts/links/firm-notices.ts'
import { aFirm } from '../enterprises/firms.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
let now = monday
const base = await useServer(siteOn(world, { now: () => now }).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const { db } = world

async function officer(width: number) {
  const account = { username: 'amr', name: '李华', role: 'officer', bureau: 'AMR', created_at: monday } as const
  await db
    .insertInto('account')
    .values({ ...account, password_hash: passwordHash })
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width, height: 844 } })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill('amr')
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

/** Follows a recall of a kettle as an officer would, and publishes its page. */
async function follow(page: Page, noticeId: number, code: string): Promise<void> {
  await page.goto(`${base}/bureau/recalls/${noticeId}`)
  await page.getByLabel(/起算时间/).fill('2026-11-13T09:00')
  await page.getByLabel(/负责报告的企业/).fill(code)
  await page.getByRole('button', { name: /开始跟进/ }).click()
  await report(page, 'plan', '2026-11-14', '0')
  await report(page, 'progress', '2026-11-15', '300')
  await report(page, 'progress', '2026-11-16', '720')
  await page.getByRole('button', { name: /^公开/ }).click()
}

async function report(page: Page, kind: string, day: string, recovered: string): Promise<void> {
  await page.getByLabel(/哪一种/).selectOption(kind)
  await page.getByLabel(/数据截至/).fill(day)
  await page.getByLabel(/累计已处置/).fill(recovered)
  await page.getByRole('button', { name: /^提交/ }).click()
  await page.locator('td:visible', { hasText: day }).first().waitFor()
}

describe('a recall that is followed', () => {
  it.each([390, 1280])('is followed and read without barrier on a screen of %i pixels', async (width) => {
    now = monday
    const { code } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm())
    const { page, faults } = await officer(width)
    const found: Record<string, string[]> = {}
    await page.goto(`${base}/bureau/recalls/${noticeId}`)
    found.opening = await barriers(page)
    await follow(page, noticeId, code)
    await page.locator('a', { hasText: '2026-11-16 10:00 公开' }).waitFor()
    found.desk = await barriers(page)
    await page.getByLabel(/累计已处置/).fill('9999')
    await page.getByRole('button', { name: /^提交/ }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel(/累计已处置/).inputValue()).toBe('9999')
    found.refused = await barriers(page)
    for (const path of ['/bureau/recalls', '/recalls', `/recalls/${noticeId}`, `/trade/notices/${noticeId}`]) {
      await page.goto(base + path)
      found[path] = await barriers(page)
    }
    const visitor = await somebody(browser, { javaScriptEnabled: false })
    await visitor.page.goto(`${base}/recalls/${noticeId}`)
    await visitor.page.getByText('已处置 720 件（60 %）').waitFor()
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })
})
