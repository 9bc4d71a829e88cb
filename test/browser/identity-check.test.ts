import { expect, it } from 'vitest'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { photoWithPlace } from '../pure/attachments/small-files.ts'
import { barriers, somebody, staffAt, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const receipt = 'K7QF-2M9T-X04C-8RBN-J31D'

async function tracking(options: Parameters<typeof somebody>[1] = {}) {
  const { page } = await somebody(browser, options)
  await page.goto(`${base}/track`)
  await page.getByLabel(/回执码/).fill(receipt)
  await page.getByRole('button', { name: /查询/ }).click()
  return { page }
}

it('an officer asks for proof of identity; the complainant gives it without a script; a custodian checks it; the officer sees the result', async () => {
  const caseId = await openCaseAt(world, { state: 'handling', email: 'chen@example.com' })
  await world.db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  const officer = await staffAt({ world, browser, base }, { role: 'officer' })
  await officer.page.goto(`${base}/bureau/cases/${caseId}`)
  await officer.page.locator('summary', { hasText: '请投诉人证明身份' }).click()
  await officer.page.getByLabel(/需要什么证明/).fill('请提供身份证姓名、号码和照片。')
  await officer.page.getByLabel(/哪天之前提供/).fill('2026-11-20')
  await officer.page.getByRole('button', { name: /请投诉人证明身份/ }).click()
  await officer.page.getByText('身份核验：等投诉人 2026-11-20 前提供').waitFor()
  await officer.page.goto(`${base}/bureau/cases/${caseId}/documents`)
  await officer.page.locator('summary', { hasText: '限期提供身份证明材料通知书' }).click()
  expect(await officer.page.locator('#identity_proof-until').inputValue()).toBe('2026-11-20')

  const seen = await tracking()
  expect(await barriers(seen.page)).toEqual([])
  const { page } = await tracking({ javaScriptEnabled: false })
  await page.getByLabel(/证件上的姓名/).fill('陈晓雯')
  await page.getByLabel(/证件号码/).fill('110105194912310021')
  await page.getByRole('button', { name: /加密提交/ }).click()
  expect(await page.locator('#number-error').textContent()).toContain('校验位')
  expect(await page.getByLabel(/证件上的姓名/).inputValue()).toBe('陈晓雯')
  await page.getByLabel(/证件号码/).fill('11010519491231002X')
  const file = { name: '证件.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await photoWithPlace()) }
  await page.getByLabel(/证件照片/).setInputFiles([file])
  await page.getByRole('button', { name: /加密提交/ }).click()
  await page.getByText('身份证明已收到').waitFor()
  expect(page.url()).not.toContain('110105')

  const custodian = await staffAt({ world, browser, base }, { role: 'custodian', bureau: 'DATA' })
  await custodian.page.goto(`${base}/bureau/identities`)
  expect(await custodian.page.content()).not.toContain('陈晓雯')
  await custodian.page.getByRole('button', { name: /打开核对/ }).click()
  expect(await custodian.page.locator('main').textContent()).toContain('陈女士，不一致')
  expect(await custodian.page.evaluate("document.querySelector('.proof-photo').naturalWidth > 0")).toBe(true)
  expect(await barriers(custodian.page)).toEqual([])
  await custodian.page.getByRole('button', { name: /^没有核实/ }).click()
  expect(await custodian.page.locator('.has-error').count()).toBe(1)
  await custodian.page.getByLabel(/哪里对不上/).fill('姓名与提交时留的不一致。')
  await custodian.page.getByRole('button', { name: /^没有核实/ }).click()

  await officer.page.goto(`${base}/bureau/cases/${caseId}`)
  expect(await officer.page.locator('main').textContent()).toContain('姓名与提交时留的不一致。')
  expect(await officer.page.content()).not.toMatch(/陈晓雯|110105194912/)
  expect(await barriers(officer.page)).toEqual([])
})
