import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { recordLinks } from '../../src/alerts/links/record-links.ts'
import type { Role } from '../../src/context.ts'
import { failedSample, samrForm, told } from '../alerts/links/firm-notices.ts'
import { arrive } from '../alerts/notices.ts'
import { cpscFile } from '../alerts/small-notices.ts'
import { aFirm, codes } from '../enterprises/firms.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const { db } = world

async function staff(role: Role, options: Parameters<typeof somebody>[1] = {}) {
  const account = { username: role, name: '李华', role, bureau: 'AMR', created_at: monday } as const
  await db
    .insertInto('account')
    .values({ ...account, password_hash: passwordHash })
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 }, ...options })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill(role)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

/** Three cases that may be about a recalled power bank, a recall and a failed sample of local firms. */
async function aQueue(): Promise<void> {
  await arrive(world, 'cpsc', cpscFile({}))
  const { id: noticeId } = await db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
  for (const title of ['甲充电宝冒烟', '乙充电宝鼓包', '丙充电宝发烫']) {
    const reportId = await openCaseAt(world, { title })
    const score = title.startsWith('甲') ? 0.9 : title.startsWith('乙') ? 0.6 : 0.3
    const found = { reportId, noticeId, tier: 'scored' as const, score, because: ['同一品牌 testbrand'] }
    await recordLinks(db, contextOf(world, { actor: { kind: 'job', name: 'link-reports' } }), [found])
  }
  await aFirm(world)
  await aFirm(world, { code: codes.kitchen, name: '深圳市虚构食品有限公司' })
  await told(world, 'samr', samrForm())
  await told(world, 'sampling', failedSample())
}

const shown = (page: Page, title: string) => page.getByRole('heading', { level: 2, name: title }).waitFor()
const states = async () =>
  (await db.selectFrom('recall_link').select('state').orderBy('score', 'desc').execute()).map(({ state }) => state)

describe('the desk of links', () => {
  it('goes from pair to pair with one key each, undoes, and takes a reason of one’s own', async () => {
    await aQueue()
    const { page, faults } = await staff('dispatcher')
    await page.goto(`${base}/bureau/links`)
    await shown(page, '甲充电宝冒烟')
    await page.keyboard.press('1')
    await shown(page, '乙充电宝鼓包')
    expect(await states()).toEqual(['confirmed', 'proposed', 'proposed'])
    await page.keyboard.press('u')
    await shown(page, '甲充电宝冒烟')
    await page.keyboard.press('3')
    await shown(page, '乙充电宝鼓包')
    await page.keyboard.press('s')
    await shown(page, '丙充电宝发烫')
    await page.keyboard.press('f')
    await page.keyboard.type('看了照片，是1号仓的')
    expect(await states()).toEqual(['rejected', 'proposed', 'proposed'])
    await page.getByRole('button', { name: /^不是 No/ }).click()
    await page.getByText('剩下的您先放着').waitFor()
    expect(await states()).toEqual(['rejected', 'proposed', 'rejected'])
    await page.goto(`${base}/bureau/links/decided`)
    await page.getByText('看了照片').waitFor()
    expect(faults).toEqual([])
  })

  it('works without any script', async () => {
    await aQueue()
    const { page } = await staff('dispatcher', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/links`)
    await page
      .getByRole('button', { name: /是同一产品/ })
      .first()
      .click()
    await shown(page, '乙充电宝鼓包')
    await page.getByRole('button', { name: /撤销/ }).click()
    await shown(page, '甲充电宝冒烟')
    expect(await states()).toEqual(['proposed', 'proposed', 'proposed'])
  })

  it.each([390, 1280])(
    'has no barrier on a screen of %i pixels, neither have the firms and sources beside it',
    async (width) => {
      await aQueue()
      const { page, faults } = await staff('joint_office', { viewport: { width, height: 844 } })
      const found: Record<string, string[]> = {}
      for (const path of [
        '/bureau/links',
        '/bureau/links?group=firm_recall',
        '/bureau/links?group=firm_sample',
        '/bureau/links/decided',
        '/bureau/sources',
        '/bureau/sources/samr',
      ]) {
        await page.goto(base + path)
        found[path] = await barriers(page)
      }
      expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
      expect(faults).toEqual([])
    },
  )
})
