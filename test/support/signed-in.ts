import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role, World } from '../../src/context.ts'
import { somebody } from './browser.ts'
import { monday } from './world.ts'

const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = hashPassword(password)

type Site = { browser: Browser; world: World; base: string }
type Staff = { role: Role; bureau: string; name: string; options?: BrowserContextOptions }

/** A member of staff with an account and a browser of their own, signed in through the page. The same role of a bureau has one account. */
export async function signedIn(
  { browser, world, base }: Site,
  { role, bureau, name, options }: Staff,
): Promise<{ page: Page; faults: string[] }> {
  const username = `${role}-${bureau}`.toLowerCase().replace('_', '-')
  await world.db
    .insertInto('account')
    .values({ username, name, role, bureau, password_hash: await passwordHash, created_at: monday })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 }, ...options })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill(username)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}
