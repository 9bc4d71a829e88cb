import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const { db, city } = world
const ownLeaf = (bureau: string) => [...city.leaves.values()].find(({ lead }) => lead === bureau)?.code ?? ''

async function dispatcher(name = 'd1', options: Parameters<typeof somebody>[1] = {}) {
  const account = { username: name, name, role: 'dispatcher', bureau: 'DATA', created_at: monday } as const
  await db
    .insertInto('account')
    .values({ ...account, password_hash: passwordHash })
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 }, ...options })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill(name)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

/** A text whose right bureau stands at `place` on the desk, from 1. */
async function textFor(title: string, place: number): Promise<number> {
  const bureaus = ['AMR', 'EEB', 'HCB']
  const [lead = '', ...others] = bureaus
  const alternatives = others.map((value, i) => ({ value, confidence: 0.3 - i / 10 }))
  return openCaseAt(world, {
    title: `${title} ${place}`,
    state: 'to_dispatch',
    lead,
    leaf: ownLeaf('AMR'),
    alternatives,
  })
}
const leadOf = async (id: number) =>
  await db
    .selectFrom('case_file')
    .where('id', '=', id)
    .select(['lead', 'state', 'leaf', 'danger'])
    .executeTakeFirstOrThrow()
const shown = (page: Page, title: string) => page.getByRole('heading', { level: 2, name: title }).waitFor()

describe('a dispatcher with nothing but the keyboard', () => {
  it('dispatches ten texts, one key each, and the next is there at once', async () => {
    const places = [1, 2, 3, 1, 1, 2, 3, 2, 1, 3]
    const ids: number[] = []
    for (const [i, place] of places.entries()) ids.push(await textFor(`第${i}件`, place))
    const { page, faults } = await dispatcher()
    await page.goto(`${base}/bureau/dispatch`)
    const requests: string[] = []
    page.on('request', (request) => {
      if (['document', 'fetch'].includes(request.resourceType())) requests.push(request.method())
    })
    for (const [i, place] of places.entries()) {
      await shown(page, `第${i}件`)
      await page.keyboard.press(String(place))
    }
    await page.getByText('没有待分拨的案件').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await leadOf(id)).lead))).toEqual(
      places.map((place) => ['AMR', 'EEB', 'HCB'][place - 1]),
    )
    expect(requests).toEqual(places.map(() => 'POST'))
    expect(faults).toEqual([])
  })

  it('changes the leaf, undoes, puts aside, sets the danger and types another bureau', async () => {
    const [one, two] = [await textFor('甲', 1), await textFor('乙', 1)]
    const { page } = await dispatcher()
    await page.goto(`${base}/bureau/dispatch`)
    await shown(page, '甲')
    await page.keyboard.press('1')
    await shown(page, '乙')
    await page.keyboard.press('u')
    await shown(page, '甲')
    expect((await leadOf(one)).state).toBe('to_dispatch')
    await page.keyboard.press('s')
    await shown(page, '乙')
    await page.keyboard.press('d')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('可能伤人，先派').waitFor()
    expect((await leadOf(two)).danger).toBe(2)
    await page.keyboard.press('f')
    await page.keyboard.type('教育')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('电梯')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(/剩下的/).waitFor()
    const { lead, leaf } = await leadOf(two)
    expect(lead).toBe('EDU')
    expect(city.leaves.get(leaf)?.zh).toContain('电梯')
    expect((await leadOf(one)).state).toBe('to_dispatch')
  })

  it('types digits into a field without dispatching, and turns the keys off for good', async () => {
    const id = await textFor('丙', 1)
    const { page } = await dispatcher()
    await page.goto(`${base}/bureau/dispatch`)
    await page.keyboard.press('f')
    await page.keyboard.type('12')
    expect((await leadOf(id)).state).toBe('to_dispatch')
    await page.keyboard.press('Escape')
    await page.locator('summary', { hasText: '快捷键' }).click()
    await page.getByLabel(/使用单键快捷键/).uncheck()
    await page.reload()
    await page.keyboard.press('1')
    await page.waitForTimeout(300)
    expect((await leadOf(id)).state).toBe('to_dispatch')
    expect(await page.locator('kbd', { hasText: '1' }).first().isVisible()).toBe(false)
    await page.locator('summary', { hasText: '快捷键' }).click()
    await page.getByLabel(/使用单键快捷键/).check()
    await page.locator('h1').click()
    await page.keyboard.press('1')
    await page.getByText('没有待分拨的案件').waitFor()
  })

  it('chooses the next leaf of a bureau with Shift', async () => {
    const leaf = ownLeaf('AMR')
    const detail = {
      leaf: { value: leaf, confidence: 0.5, alternatives: [{ value: ownLeaf('EEB'), confidence: 0.3 }], because: [] },
    }
    const id = await textFor('丁', 1)
    const row = await db.selectFrom('assessment').where('report_id', '=', id).selectAll().executeTakeFirstOrThrow()
    await db
      .updateTable('assessment')
      .set({ detail: JSON.stringify({ ...(row.detail as object), ...detail }) })
      .where('report_id', '=', id)
      .execute()
    const { page } = await dispatcher()
    await page.goto(`${base}/bureau/dispatch`)
    await page.keyboard.press('Shift+1')
    await page.keyboard.press('1')
    await page.getByText('没有待分拨的案件').waitFor()
    expect((await leadOf(id)).leaf).toBe(ownLeaf('EEB'))
  })
})

describe('two dispatchers', () => {
  it('never have the same text, and a stale page is told so and goes on', async () => {
    const [one, two] = [await textFor('甲', 1), await textFor('乙', 1)]
    const first = await dispatcher('d1')
    const second = await dispatcher('d2')
    await first.page.goto(`${base}/bureau/dispatch`)
    await second.page.goto(`${base}/bureau/dispatch`)
    await shown(first.page, '甲')
    await shown(second.page, '乙')
    expect(await first.page.getByText('d2正在看').count()).toBe(0)
    await first.page.reload()
    await first.page.getByText('d2正在看').waitFor()
    await db.updateTable('case_file').set({ state: 'dispatched' }).where('id', '=', one).execute()
    await first.page.keyboard.press('1')
    await first.page.getByRole('alert').waitFor()
    await second.page.keyboard.press('2')
    await second.page.getByText('没有待分拨的案件').waitFor()
    expect((await leadOf(two)).lead).toBe('EEB')
  })
})

describe('the desk', () => {
  it('works without any script: choose, undo, put aside, another bureau', async () => {
    const [one, two] = [await textFor('甲', 1), await textFor('乙', 1)]
    const { page } = await dispatcher('d1', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/dispatch`)
    expect(await page.locator('kbd').first().isVisible()).toBe(false)
    await page.getByRole('button', { name: /派给 市生态环境局/ }).click()
    await shown(page, '乙')
    await page.getByRole('button', { name: /撤销/ }).click()
    await shown(page, '甲')
    await page.getByRole('button', { name: /先放一放/ }).click()
    await shown(page, '乙')
    await page.locator('summary', { hasText: '其他单位或类别' }).click()
    await page.locator('#any-bureau').selectOption('CUS')
    await page.getByRole('button', { name: /派出/ }).click()
    await page.getByRole('button', { name: /拿回来/ }).click()
    await shown(page, '甲')
    expect([(await leadOf(one)).state, (await leadOf(two)).state]).toEqual(['to_dispatch', 'referred'])
  })

  it.each([390, 1280])('has no barrier on a screen of %i pixels', async (width) => {
    await openCaseAt(world, { title: '充电冒烟', state: 'to_dispatch', danger: 3 })
    for (let i = 0; i < 3; i += 1) await textFor(`第${i}件`, 1)
    const { page, faults } = await dispatcher('d1', { viewport: { width, height: 844 } })
    await page.goto(`${base}/bureau/dispatch`)
    const found = { first: await barriers(page) } as Record<string, string[]>
    await page.keyboard.press('f')
    await page.keyboard.type('食品')
    await page.locator('summary', { hasText: '快捷键' }).click()
    found.open = await barriers(page)
    await page.locator('h1').click()
    await page.keyboard.press('1')
    await shown(page, '第0件')
    found.next = await barriers(page)
    await page.goto(`${base}/bureau/dispatch/waiting`)
    found.list = await barriers(page)
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })
})
