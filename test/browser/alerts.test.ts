import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { aDraft, arrive } from '../alerts/notices.ts'
import { epingFile, ticked } from '../alerts/small-notices.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db } = world
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function office(options: Parameters<typeof somebody>[1] = {}) {
  await db
    .insertInto('account')
    .values({
      username: 'office',
      name: '林伟明',
      role: 'joint_office',
      bureau: 'DATA',
      password_hash: passwordHash,
      created_at: monday,
    })
    .execute()
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill('office')
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

/** Where the newest letter of a kind leads. */
async function linkIn(reason: string): Promise<string> {
  const letter = await db
    .selectFrom('letter')
    .selectAll()
    .where('reason', '=', reason)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = letter.unsubscribe_url ?? /http\S+\/subscriptions\/\S+/.exec(letter.body)?.[0] ?? ''
  return link.replace(world.publicUrl, base)
}

describe('a warning on its way, without any script', () => {
  it('is subscribed to, confirmed, released with a reason, read, and ended with one click', async () => {
    const id = await aDraft(world)
    const { page: reader } = await somebody(browser, { javaScriptEnabled: false })
    await reader.goto(`${base}/warnings`)
    await reader.getByRole('link', { name: /邮件订阅/ }).click()
    await reader.getByLabel(/邮箱/).fill('reader@example.com')
    await reader.getByLabel(/充电宝锂电池与电动自行车/).check()
    await reader.getByRole('button', { name: /订阅/ }).click()
    expect(reader.url()).toBe(`${base}/subscriptions/asked`)
    await reader.goto(await linkIn('confirm'))
    await reader.getByRole('button', { name: /确认订阅/ }).click()
    expect(await reader.getByRole('heading', { level: 1 }).textContent()).toContain('订阅已开始')

    const { page: desk } = await office({ javaScriptEnabled: false })
    await goToDesk(desk, /预警审核/)
    await desk.locator('tbody a').first().click()
    await desk.locator('summary', { hasText: /^发布/ }).click()
    await desk.getByLabel(/理由/).first().fill('核实无误')
    await desk.getByRole('button', { name: /^发布/ }).click()
    expect(await desk.locator('.badges').first().textContent()).toContain('已发布')

    await announceWarning(contextOf(world), { warningId: id })
    await reader.goto(`${base}/warnings/${id}`)
    expect(await reader.locator('main').textContent()).toContain('立即停止使用')
    await reader.goto(await linkIn('subscribed'))
    await reader.getByRole('button', { name: /不再接收/ }).click()
    expect(await reader.getByRole('heading', { level: 1 }).textContent()).toContain('已退订')
  })
})

describe('every page of warnings and trade', () => {
  it.each([390, 1280])('has no barriers and nothing its own policy forbids, %i pixels wide', async (width) => {
    await aDraft(world)
    await arrive(
      world,
      'eping',
      epingFile(
        { comments: '2026-12-21', inForce: '6 months after adoption' },
        {
          symbol: 'G/TBT/N/EU/8001/Add.1',
          products: '',
          hs: [],
          comments: null,
          description: ticked('comment', '20 January 2027'),
        },
      ),
    )
    const { page, faults } = await office({ viewport: { width, height: 900 } })
    const found: Record<string, string[]> = {}
    const look = async (path: string) => {
      await page.goto(base + path)
      for (const fold of await page.locator('main :not(.narrow-fold) > summary').all()) await fold.click()
      found[path] = await barriers(page)
    }
    const notices = await db.selectFrom('notice').select('id').orderBy('id').execute()
    const drafts = await db.selectFrom('warning').select('id').orderBy('id').execute()
    for (const { id } of drafts) await look(`/bureau/warnings/${id}`)
    await look('/bureau/warnings')
    await page.goto(`${base}/bureau/warnings/${drafts[0]?.id}`)
    await page.locator('summary', { hasText: /^发布/ }).click()
    await page.getByLabel(/理由/).first().fill('核实无误')
    await page.getByRole('button', { name: /^发布/ }).click()
    await page.getByText('已发布').first().waitFor()
    for (const path of ['/warnings', `/warnings/${drafts[0]?.id}`, '/subscriptions/new', '/subscriptions/asked'])
      await look(path)
    for (const path of ['/trade', '/trade?kind=all&text=zzz', ...notices.map(({ id }) => `/trade/notices/${id}`)])
      await look(path)
    await page.goto(`${base}/subscriptions/new`)
    await page.getByRole('button', { name: /订阅/ }).click()
    await page.getByRole('alert').waitFor()
    found['form with errors'] = await barriers(page)

    expect(Object.entries(found).filter(([, barriers]) => barriers.length > 0)).toEqual([])
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(12)
    expect(faults).toEqual([])
  })
})
