import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { aComplaint } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const wide = { viewport: { width: 1280, height: 900 } }

async function staff(role: Role, bureau: string, options: Parameters<typeof somebody>[1] = {}) {
  const username = `${role}-${bureau}`.toLowerCase()
  await world.db
    .insertInto('account')
    .values({ username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill(username)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

describe('an administrator without any script', () => {
  it('registers an endpoint, sees its key once, sends a test, changes the key and disables it', async () => {
    const { page } = await staff('administrator', 'DATA', { javaScriptEnabled: false })
    await goToDesk(page, /推送/)
    await page.getByLabel(/接收地址/).fill('hooks.example.com')
    await page.getByLabel(/谁的事件/).selectOption('AMR')
    await page.getByRole('button', { name: /^登记/ }).click()
    expect(await page.locator('.error').allTextContents()).toHaveLength(2)
    expect(await page.getByLabel(/谁的事件/).inputValue()).toBe('AMR')

    await page.getByLabel(/接收地址/).fill('https://hooks.example.com/in')
    await page.getByLabel(/case\.opened/).check()
    await page.getByRole('button', { name: /^登记/ }).click()
    const key = await page.locator('.notice strong').textContent()
    expect(key).toMatch(/^whsec_/)

    await page.getByRole('link', { name: 'https://hooks.example.com/in' }).click()
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: /发送测试消息/ }).click()
    expect(await page.getByRole('row', { name: /webhook\.test/ }).textContent()).toContain('待送')
    await page.getByRole('button', { name: /更换密钥/ }).click()
    expect(await page.locator('.notice strong').textContent()).not.toBe(key)
    await page.getByRole('button', { name: /停用/ }).click()
    await page.getByText('人工停用').waitFor()
    expect(await page.getByRole('button', { name: /重发/ }).count()).toBe(0)
    await page.getByRole('button', { name: /启用/ }).click()
    await page.getByText('正常').waitFor()
  })
})

describe('an officer', () => {
  it('takes the inbox away as a file under the filters on the screen', async () => {
    await openCaseAt(world, { title: '普通的' })
    await openCaseAt(world, { title: '能伤人的', danger: 2 })
    const { page } = await staff('officer', 'AMR', { ...wide, acceptDownloads: true })
    await page.goto(`${base}/bureau?danger=2`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /导出 CSV/ }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
    expect(download.suggestedFilename()).toBe('cases-2026-11-16.csv')
    expect(csv).toContain('能伤人的')
    expect(csv).not.toContain('普通的')
  })
})

describe('pages for programs', () => {
  it.each([390, 1280])('put up no barrier at %i px', async (width) => {
    const options = { viewport: { width, height: 900 } }
    const { receipt } = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'web' })
    const { page: citizen, faults } = await somebody(browser, options)
    await citizen.goto(`${base}/track`)
    await citizen.getByLabel(/回执码/).fill(receipt)
    await citizen.getByRole('button', { name: /查询/ }).click()
    await citizen.getByRole('link', { name: 'RSS' }).waitFor()
    expect(await barriers(citizen)).toEqual([])

    const { page } = await staff('administrator', 'DATA', options)
    await goToDesk(page, /推送/)
    await page
      .getByLabel(/接收地址/)
      .fill('https://a-rather-long-name-of-a-host.some-bureau.example.com/hooks/quality-sentinel/in')
    await page.getByLabel(/case\.opened/).check()
    await page.getByRole('button', { name: /^登记/ }).click()
    await page.locator('.notice strong').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /a-rather-long/ }).click()
    await page.getByRole('button', { name: /发送测试消息/ }).click()
    expect(await barriers(page)).toEqual([])
    expect(faults).toEqual([])
  })
})
