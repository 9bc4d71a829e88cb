import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const { db } = world

async function staff(role: Role, bureau: string, options: Parameters<typeof somebody>[1] = {}) {
  const username = `${role}-${bureau}`.toLowerCase()
  await db
    .insertInto('account')
    .values({ username, name: '李华', role, bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 }, ...options })
  await page.goto(`${base}/sign-in`)
  await page.getByLabel(/用户名/).fill(username)
  await page.getByLabel(/密码/).fill(password)
  await page.getByRole('button', { name: /^登录/ }).click()
  return { page, faults }
}

const openForm = (page: Page) => page.locator('summary', { hasText: '调整风险因素' }).click()
const tried = (page: Page) => page.locator('#risk-result')

async function setGrave(page: Page) {
  await page.locator('#risk-0-hazard').selectOption('fire')
  await page.locator('#risk-0-severity').selectOption('4')
  for (const step of [0, 1, 2, 3]) await page.locator(`#risk-0-${step}`).selectOption('0.5')
}

describe('an officer who changes a risk', () => {
  it('sees it recomputed at every change, and saves it with a reason', async () => {
    const caseId = await openCaseAt(world, {})
    const { page, faults } = await staff('officer', 'AMR')
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await openForm(page)
    await setGrave(page)
    await tried(page).getByText('严重风险').first().waitFor()
    expect((await db.selectFrom('case_file').select('risk').executeTakeFirstOrThrow()).risk).toBe('low')
    await page.locator('#risk-0-severity').selectOption('1')
    await tried(page).getByText('中风险').first().waitFor()
    await page.locator('#risk-0-severity').selectOption('4')
    await tried(page).getByText('严重风险').first().waitFor()
    await page.getByLabel(/调整理由/).fill('现场核实，确有起火可能')
    await page.getByRole('button', { name: /^保存/ }).click()
    await page.locator('#risk .looks li').waitFor()
    expect((await db.selectFrom('case_file').select('risk').executeTakeFirstOrThrow()).risk).toBe('serious')
    expect(await page.locator('#risk .looks').textContent()).toContain('现场核实，确有起火可能')
    expect(faults).toEqual([])
  })

  it('without any script tries out by a button, is told what is missing, and loses nothing typed', async () => {
    const caseId = await openCaseAt(world, {})
    const { page } = await staff('officer', 'AMR', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await openForm(page)
    await setGrave(page)
    await page.getByRole('button', { name: /试算/ }).click()
    await tried(page).getByText('严重风险').first().waitFor()
    expect(await db.selectFrom('risk_revision').selectAll().execute()).toEqual([])
    await page.getByRole('button', { name: /^保存/ }).click()
    expect(await tried(page).getByRole('alert').textContent()).toContain('理由')
    expect(await page.locator('#risk-0-severity').inputValue()).toBe('4')
    await page.getByLabel(/调整理由/).fill('现场核实，确有起火可能')
    await page.getByRole('button', { name: /^保存/ }).click()
    expect((await db.selectFrom('case_file').select('risk').executeTakeFirstOrThrow()).risk).toBe('serious')
  })
})

describe('a dispatcher who looks through what the machine decided', () => {
  it('confirms one, is asked for a reason to overrule another, and overrules it', async () => {
    const right = await openCaseAt(world, { title: '判对了' })
    const wrong = await openCaseAt(world, { title: '判错了' })
    const { page } = await staff('dispatcher', 'DATA', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/reviews`)
    await page.locator(`#case-${right}`).getByRole('button', { name: /无误/ }).click()
    await page.getByText('已确认，未作改动').waitFor()
    await page.locator(`#case-${wrong}`).getByRole('link', { name: /^更正/ }).click()
    await page.locator(`#lead-${wrong}`).selectOption('EEB')
    await page.getByRole('button', { name: /保存更正/ }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator(`#lead-${wrong}`).inputValue()).toBe('EEB')
    await page.getByLabel(/理由/).fill('是噪声扰民，属生态环境')
    await page.getByRole('button', { name: /保存更正/ }).click()
    await page.getByText('已更正').first().waitFor()
    const rows = await db.selectFrom('case_file').select(['id', 'lead']).orderBy('id').execute()
    expect(rows).toEqual([
      { id: right, lead: 'AMR' },
      { id: wrong, lead: 'EEB' },
    ])
    await page.getByLabel('机器选的单位').selectOption('EEB')
    await page.getByRole('button', { name: /筛选/ }).click()
    await page.getByText('没有符合条件的来件').waitFor()
  })
})

describe('neither page has a barrier', () => {
  it.each([390, 1280])('on a screen of %i pixels', async (width) => {
    const caseId = await openCaseAt(world, { danger: 2 })
    const { page } = await staff('joint_office', 'DATA', { viewport: { width, height: 844 } })
    const found: Record<string, string[]> = {}
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await openForm(page)
    await setGrave(page)
    await tried(page).getByText('严重风险').first().waitFor()
    found.risk = await barriers(page)
    await page.goto(`${base}/bureau/reviews?open=${caseId}`)
    found.reviews = await barriers(page)
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
  })
})
