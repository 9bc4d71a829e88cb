import { expect, it } from 'vitest'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

it.each([true, false])(
  'one person files for several (script %s); a fault loses nothing; each gets an own receipt, which opens the joint complaint',
  async (javaScriptEnabled) => {
    const { page } = await somebody(browser, { javaScriptEnabled })
    await page.goto(`${base}/complaints/new`)
    await page.locator('input[name=kind][value=complaint]').check()
    await page.locator('textarea[name=text]').fill('南山区一家健身房突然关门，会员卡里的钱都不退，要求退款。')
    await page.getByLabel(/^姓名/).fill('陈静怡')
    await page.getByLabel(/^电话/).fill('13800000000')
    await page.locator('summary', { hasText: '和别人一起投诉' }).click()
    await page.getByLabel(/其他投诉人/).fill('林伟明，13900000001，1999\n黄雅琴')
    await page.getByRole('button', { name: /^提交/ }).click()
    expect(await page.locator('#others-error').textContent()).toContain('第 2 行')
    expect(await page.getByLabel(/其他投诉人/).inputValue()).toContain('林伟明')
    if (javaScriptEnabled) expect(await barriers(page)).toEqual([])
    await page.getByLabel(/其他投诉人/).fill('林伟明，13900000001，1999\n黄雅琴，huang@example.com')
    await page.getByRole('button', { name: /^提交/ }).click()
    await page.getByText('其他 2 位投诉人的回执码').waitFor()
    if (javaScriptEnabled) expect(await barriers(page)).toEqual([])
    const theirs = (await page.locator('li', { hasText: '林伟明' }).locator('.number').textContent()) ?? ''
    await page.goto(`${base}/track`)
    await page.getByLabel(/回执码/).fill(theirs)
    await page.getByRole('button', { name: /查询/ }).click()
    const told = (await page.locator('main').textContent()) ?? ''
    expect(told).toContain('共同投诉：3 件一并调解')
    expect(told).not.toMatch(/陈静怡|林伟明|黄雅琴/)
  },
)
