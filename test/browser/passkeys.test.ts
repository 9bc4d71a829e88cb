import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
// A passkey belongs to a name, never to a number: the same server by its other address.
const base = (await useServer((request, env) => site.app.fetch(request, env))).replace('127.0.0.1', 'localhost')
const site = siteOn({ ...world, publicUrl: base })
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

/** A device that knows its owner, as Chromium's own virtual one (WebDriver: Virtual Authenticators). */
async function withDevice(page: Page): Promise<CDPSession> {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return device
}

async function anOfficerAt(path: string, options: Parameters<typeof somebody>[1] = {}) {
  await world.db
    .insertInto('account')
    .values({
      username: 'lihua',
      name: '李华',
      role: 'officer',
      bureau: 'AMR',
      password_hash: passwordHash,
      created_at: monday,
    })
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}${path}`)
  await page.getByLabel(/用户名/).fill('lihua')
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

const add = (page: Page) => page.getByRole('button', { name: /登记通行密钥/ })
const sign = (page: Page) => page.getByRole('button', { name: /用通行密钥登录/ })

describe('an officer with a passkey', () => {
  it('adds it, signs out, signs in with it to the page that was wanted, and removes it', async () => {
    const { page, faults } = await anOfficerAt('/bureau/account')
    await withDevice(page)
    expect(await page.locator('[data-passkey-need]').isVisible()).toBe(false)
    await page.getByLabel(/名称/).fill('办公室电脑')
    await add(page).click()
    const row = page.getByRole('row', { name: /办公室电脑/ })
    await row.waitFor()
    expect(await row.textContent()).toContain('还没有用过')
    expect(await barriers(page)).toEqual([])

    await page.getByRole('button', { name: /^退出登录/ }).click()
    await page.goto(`${base}/bureau/account`)
    expect(await barriers(page)).toEqual([])
    await sign(page).click()
    await page.waitForURL(`${base}/bureau/account`)
    expect(await row.textContent()).toContain('2026-11-16')
    expect(await row.textContent()).not.toContain('还没有用过')

    await page.getByRole('button', { name: /移除.*办公室电脑/ }).click()
    await page.waitForURL(`${base}/bureau/account`)
    expect(await row.count()).toBe(0)
    await page.getByRole('button', { name: /^退出登录/ }).click()
    await sign(page).click()
    await page.getByText(/没有登录：这把通行密钥没有登记/).waitFor()
    expect(faults).toEqual([])
  })

  it('is told when the device holds one already', async () => {
    const { page } = await anOfficerAt('/bureau/account')
    await withDevice(page)
    await page.getByLabel(/名称/).fill('办公室电脑')
    await add(page).click()
    await page.getByRole('row', { name: /办公室电脑/ }).waitFor()
    await page.getByLabel(/名称/).fill('又一把')
    await add(page).click()
    await page.getByText(/这台设备已经登记过一把/).waitFor()
    expect(await world.db.selectFrom('passkey').selectAll().execute()).toHaveLength(1)
    expect(await barriers(page)).toEqual([])
  })

  it('on a device without one is told to try again or use the password, and nothing is opened', async () => {
    const { page } = await somebody(browser)
    const device = await withDevice(page)
    await page.goto(`${base}/sign-in`)
    await sign(page).click()
    await device.send('WebAuthn.disable')
    await page.getByText(/没有完成：已取消/).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await world.db.selectFrom('session').selectAll().execute()).toEqual([])
  })
})

it('without a script the pages say what passkeys need, show no button that does nothing, and the password works', async () => {
  const { page } = await anOfficerAt('/bureau/account', { javaScriptEnabled: false })
  expect(page.url()).toBe(`${base}/bureau/account`)
  expect(await page.locator('[data-passkey-need]').textContent()).toContain('JavaScript')
  expect(await add(page).count()).toBe(0)
})
