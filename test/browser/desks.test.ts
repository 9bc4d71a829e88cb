import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import type { Role } from '../../src/context.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { goToDesk } from '../support/desk-acts.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

/** Staff at a browser of their own, signed in: by the form once a file, for one address may try it ten times in a quarter of an hour. */
let formUsed = false
async function staff(role: Role, bureau: string, options: Parameters<typeof somebody>[1] = {}) {
  const username = `${role}-${bureau}`.toLowerCase()
  const account = { username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday }
  await world.db
    .insertInto('account')
    .values(account)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { page, faults } = await somebody(browser, options)
  if (formUsed) {
    const { token } = await signIn(contextOf(world), { username, password })
    await page.context().addCookies([{ name: 'session', value: token, url: base }])
    await page.goto(`${base}/bureau`)
    return { page, faults }
  }
  formUsed = true
  await page.goto(`${base}/bureau`)
  await page.getByLabel(/用户名/).fill(username)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

describe('an officer without any script', () => {
  it('sees on a phone title and first case at once and unfolds the desks; on a wide screen they stand open beside the work', async () => {
    const caseId = await openCaseAt(world, { title: '电饭煲漏电' })
    const { page } = await staff('officer', 'AMR', { javaScriptEnabled: false })
    const links = page.locator('.desks').getByRole('link', { name: /^任务/ })
    const top = async (found: ReturnType<typeof page.locator>) => (await found.boundingBox())?.y ?? Number.NaN
    expect(await top(page.getByRole('heading', { level: 1 }))).toBeLessThan(300)
    expect(await top(page.locator(`a[href="/bureau/cases/${caseId}"]`))).toBeLessThan(844)
    expect(await links.isVisible()).toBe(false)
    await page.locator('.desks summary').click()
    expect(await links.isVisible()).toBe(true)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.reload()
    expect([await links.isVisible(), await page.locator('.desks summary').isVisible()]).toEqual([true, false])
    expect(await top(page.getByRole('heading', { level: 1 }))).toBeLessThan(200)
  })

  it('signs for a case, accepts it, answers it, says how its mediation ended and closes it', async () => {
    const caseId = await openCaseAt(world, { title: '电饭煲漏电', email: 'chen@example.com' })
    const { page } = await staff('officer', 'AMR', { javaScriptEnabled: false })
    await page.getByRole('link', { name: '电饭煲漏电' }).click()
    await page.getByRole('button', { name: /签收/ }).click()
    await page.locator('summary', { hasText: '受理' }).first().click()
    await page.getByRole('button', { name: /^受理/ }).click()
    await page.locator('summary', { hasText: '答复' }).click()
    await page.getByLabel(/公开答复/).fill('经现场检查，该批电饭煲已下架，商家已为您办理退款。')
    await page.getByRole('button', { name: /^答复/ }).click()
    expect(await page.locator('summary', { hasText: '结案' }).count()).toBe(0)
    await page.locator('summary', { hasText: '调解结束' }).click()
    await page.getByLabel(/结束的情形/).selectOption('121-agreed')
    await page.getByLabel(/调解经过/).fill('商家当场退款，双方签字。')
    await page.getByRole('button', { name: /^调解结束/ }).click()
    await page.locator('summary', { hasText: '结案' }).click()
    await page.getByRole('button', { name: /^结案/ }).click()

    expect(page.url()).toBe(`${base}/bureau/cases/${caseId}`)
    expect(await page.locator('.station-name').allTextContents()).toHaveLength(7)
    const { state } = await world.db.selectFrom('case_file').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('closed')
  })

  it('asks a custodian who filed it, who alone is shown it, once the request is granted', async () => {
    await openCaseAt(world, { title: '电饭煲漏电', email: 'chen@example.com' })
    const { page } = await staff('officer', 'AMR', { javaScriptEnabled: false })
    await page.getByRole('link', { name: '电饭煲漏电' }).click()
    await page.getByLabel(/申请用途/).fill('送达调解通知书')
    await page.getByRole('button', { name: /申请由保管员告知/ }).click()
    await page.getByText('等待保管员审批').waitFor()
    const { page: desk } = await staff('custodian', 'DATA', { javaScriptEnabled: false })
    await desk.getByLabel(/理由/).fill('须送达本人')
    await desk.getByRole('button', { name: /^批准/ }).click()
    expect(await desk.content()).not.toContain('chen@example.com')
    await desk.getByRole('button', { name: /打开一次/ }).click()
    expect(await desk.content()).toContain('chen@example.com')
    await page.reload()
    expect(await page.content()).not.toContain('chen@example.com')
    expect(await page.content()).toContain('送达调解通知书')
  })
})

describe('a dispatcher', () => {
  it('gives a case away with one button', async () => {
    const alternatives = [{ value: 'EEB', confidence: 0.2 }]
    await openCaseAt(world, { title: '说不清的事', state: 'to_dispatch', alternatives })
    const { page, faults } = await staff('dispatcher', 'DATA')
    await goToDesk(page, /待分拨/)
    await page.getByRole('button', { name: /派给 市生态环境局/ }).click()
    await page.getByText('没有待分拨的案件').waitFor()
    const row = await world.db.selectFrom('case_file').select(['state', 'lead']).executeTakeFirstOrThrow()
    expect([row, faults]).toEqual([{ state: 'dispatched', lead: 'EEB' }, []])
  })
})

describe('no desk has a barrier', () => {
  it.each([390, 1280])('on a screen of %i pixels', async (width) => {
    const caseId = await openCaseAt(world, {
      title: '电梯困人',
      danger: 3,
      email: 'chen@example.com',
      district: 'FUTIAN',
    })
    await openCaseAt(world, { title: '说不清的事', state: 'to_dispatch' })
    const viewport = { width, height: 844 }
    const found: Record<string, string[]> = {}
    const officer = await staff('officer', 'AMR', { viewport })
    for (const path of [
      '/bureau',
      `/bureau/cases/${caseId}`,
      `/bureau/cases/${caseId}/documents`,
      '/bureau/tasks',
      '/bureau/account',
    ]) {
      await officer.page.goto(base + path)
      found[path] = await barriers(officer.page)
    }
    await officer.page.goto(`${base}/bureau/cases/${caseId}`)
    await officer.page.locator('summary', { hasText: '退单' }).click()
    await officer.page.getByRole('button', { name: /^退单/ }).click()
    await officer.page.getByRole('alert').waitFor()
    found.refused = await barriers(officer.page)
    const dispatcher = await staff('dispatcher', 'DATA', { viewport })
    await dispatcher.page.goto(`${base}/bureau/dispatch`)
    found.dispatch = await barriers(dispatcher.page)
    const keeper = await staff('administrator', 'DATA', { viewport })
    await keeper.page.goto(`${base}/bureau/accounts`)
    found.accounts = await barriers(keeper.page)
    const custodian = await staff('custodian', 'DATA', { viewport })
    await custodian.page.goto(`${base}/bureau/identities`)
    found.identities = await barriers(custodian.page)
    const auditor = await staff('auditor', 'DATA', { viewport })
    await auditor.page.goto(`${base}/bureau/audit`)
    await auditor.page.getByRole('button', { name: /从头核验/ }).click()
    await auditor.page.getByRole('alert').waitFor()
    found.audit = await barriers(auditor.page)
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(Object.keys(found)).toHaveLength(10)
    expect([...officer.faults, ...dispatcher.faults, ...keeper.faults]).toEqual([])
  })
})
