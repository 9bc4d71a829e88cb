import { describe, expect, it } from 'vitest'
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

async function filed(): Promise<number> {
  const caseId = await openCaseAt(world, { title: '电饭煲漏电' })
  await world.db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  return caseId
}

async function tracking(options: Parameters<typeof somebody>[1] = {}) {
  const { page, faults } = await somebody(browser, options)
  await page.goto(`${base}/track`)
  await page.getByLabel(/回执码/).fill(receipt)
  await page.getByRole('button', { name: /查询/ }).click()
  await page.locator('summary', { hasText: '补充照片' }).click()
  return { page, faults }
}

const officer = () => staffAt({ world, browser, base }, { name: '李华' })

const photo = async (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(await photoWithPlace()) })

describe('a citizen who has more to say', () => {
  it('hands in a photo and words without any script; the officer finds the case marked, reads it and says so', async () => {
    const caseId = await filed()
    const { page } = await tracking({ javaScriptEnabled: false })
    await page.getByLabel(/补充的内容/).fill('店家今天又拒绝了。')
    await page.getByLabel(/照片或 PDF/).setInputFiles([await photo('插头.jpg')])
    await page.getByRole('button', { name: /^补充/ }).click()
    expect(await page.getByRole('alert').textContent()).toContain('已补充')
    expect(await page.content()).toContain('插头.jpg')
    expect(page.url()).not.toContain(receipt.slice(0, 4))
    await page.reload()
    expect(await world.db.selectFrom('attachment').select('id').execute()).toHaveLength(1)

    const desk = await officer()
    await desk.page.getByRole('link', { name: /诉求人有新补充/ }).click()
    await desk.page.getByRole('link', { name: '电饭煲漏电' }).click()
    expect(desk.page.url()).toBe(`${base}/bureau/cases/${caseId}`)
    expect(await desk.page.locator('.notice', { hasText: '诉求人有新补充' }).textContent()).toContain('又拒绝了')
    expect(await barriers(desk.page)).toEqual([])
    await desk.page.getByRole('button', { name: /已阅补充/ }).click()
    expect(await desk.page.locator('.notice', { hasText: '诉求人有新补充' }).count()).toBe(0)
  })

  it('loses no word when a file is none, and is told which', async () => {
    await filed()
    const { page, faults } = await tracking()
    await page.getByLabel(/补充的内容/).fill('店家今天又拒绝了。')
    const fake = { name: '插头.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ') }
    await page.getByLabel(/照片或 PDF/).setInputFiles([fake])
    await page.getByRole('button', { name: /^补充/ }).click()
    await page.locator('#files-error').waitFor()
    expect(await page.getByLabel(/补充的内容/).inputValue()).toBe('店家今天又拒绝了。')
    expect(await page.locator('#files-error').textContent()).toContain('插头.jpg')
    expect([await barriers(page), faults]).toEqual([[], []])
    expect(await world.db.selectFrom('case_event').where('act', '=', 'add').selectAll().execute()).toEqual([])
  })
})
