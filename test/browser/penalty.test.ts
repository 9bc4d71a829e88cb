import { expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { decideMatch } from '../../src/enterprises/cases/decide-match.ts'
import { aFirm } from '../enterprises/firms.ts'
import { barriers, somebody, staffAt, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const receipt = 'K7QF-2M9T-X04C-8RBN-J31D'

it('an officer records the penalty in which a report ended, a fault loses nothing typed; the reporter reads the outcome and finds the public record', async () => {
  const { code } = await aFirm(world)
  const caseId = await openCaseAt(world, { state: 'handling', kind: 'report' })
  await world.db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  const context = contextOf(world, { actor: await anOfficer(world.db) })
  await decideMatch(context, { caseId, code, is: true })
  await moveCase(context, { caseId, act: 'decide_filing', typed: { filing: 'filed', text: '核查属实，决定立案。' } })

  const { page } = await staffAt({ world, browser, base })
  await page.goto(`${base}/bureau/cases/${caseId}`)
  await page.locator('summary', { hasText: '处罚决定' }).click()
  await page.getByLabel(/决定书文号/).fill('深市监处罚〔2026〕88号')
  await page.getByLabel(/违法行为/).fill('销售未经强制认证的电热水壶')
  await page.getByLabel(/告知举报人的话/).fill('经查证属实，已依法作出行政处罚。')
  await page.getByRole('button', { name: /记录处罚决定/ }).click()
  expect(await page.locator('#severity-error').textContent()).toContain('请从列表中选择')
  expect(await page.getByLabel(/决定书文号/).inputValue()).toBe('深市监处罚〔2026〕88号')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel(/情节/).selectOption('general')
  await page.getByLabel(/决定日期/).fill('2026-11-16')
  await page.getByRole('button', { name: /记录处罚决定/ }).click()
  await page.getByText('已于 2026-11-16 作出处罚决定').waitFor()

  const reporter = await somebody(browser)
  await reporter.page.goto(`${base}/track`)
  await reporter.page.getByLabel(/回执码/).fill(receipt)
  await reporter.page.getByRole('button', { name: /查询/ }).click()
  expect(await reporter.page.locator('main').textContent()).toContain('经查证属实，已依法作出行政处罚。')
  expect(await barriers(reporter.page)).toEqual([])
  await reporter.page.getByRole('link', { name: /公开档案里查看/ }).click()
  expect(await reporter.page.locator('main').textContent()).toContain('深市监处罚〔2026〕88号')
  expect(await reporter.page.content()).not.toContain(`#${caseId}`)
})
