import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import type { Role } from '../../src/context.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { type DirectoryServer, useDirectoryServer } from '../support/directory-server.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer((request, env) => site.app.fetch(request, env))
const directory: DirectoryServer = await useDirectoryServer(base)
const env = {
  OIDC_ISSUER: directory.issuer,
  OIDC_CLIENT_ID: directory.clientId,
  OIDC_CLIENT_SECRET: directory.clientSecret,
  OIDC_LINK_BY_EMAIL: 'yes',
}
const site = siteOn({ ...world, publicUrl: base }, { env })
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function anAccount(username: string, name: string, role: Role) {
  await world.db
    .insertInto('account')
    .values({ username, name, role, bureau: 'AMR', password_hash: passwordHash, created_at: monday })
    .execute()
}

async function administrator() {
  await anAccount('admin', '系统管理员', 'administrator')
  const { token } = await signIn(contextOf(world), { username: 'admin', password })
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 } })
  await page.context().addCookies([{ name: 'session', value: token, url: base }])
  return { page, faults }
}

describe('an officer of the city’s directory', () => {
  it('is told their number, is linked by the administrator, signs in, and leaves both', async () => {
    await anAccount('lihua', '李华', 'officer')
    directory.atDesk.subject = 'person-17'
    const { page, faults } = await somebody(browser)
    await page.goto(`${base}/bureau/tasks`)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /用统一身份认证登录/ }).click()
    await page.getByText('person-17').first().waitFor()
    expect(await barriers(page)).toEqual([])

    const keeper = await administrator()
    await keeper.page.goto(`${base}/bureau/accounts`)
    await keeper.page.getByLabel(/^账号/).first().selectOption({ label: '李华 lihua' })
    await keeper.page.getByLabel(/编号/).fill('person-17')
    await keeper.page.getByRole('button', { name: /^绑定/ }).click()
    await keeper.page.getByRole('button', { name: /解除绑定/ }).waitFor()
    expect(await barriers(keeper.page)).toEqual([])

    await page.goto(`${base}/bureau/tasks`)
    await page.getByRole('link', { name: /用统一身份认证登录/ }).click()
    await page.waitForURL(`${base}/bureau/tasks`)
    await page.getByRole('button', { name: /^退出/ }).first().click()
    await page.getByText(/可能仍处于登录状态/).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /退出统一身份认证/ }).click()
    await page.waitForURL((url) => url.href.startsWith(directory.issuer))
    expect([...faults, ...keeper.faults]).toEqual([])
  })
})
