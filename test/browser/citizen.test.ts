import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photoWithPlace } from '../pure/attachments/small-files.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

const story = '上个月在网店买的电动自行车电池，昨晚充电时鼓包发烫还冒烟，孩子的手被烫伤，店家不肯退货。'
const reports = () => world.db.selectFrom('report').select('id').execute()

describe('a citizen with a telephone', () => {
  it('files and tracks without any script', async () => {
    const { page } = await somebody(browser, { javaScriptEnabled: false })
    await page.goto(base)
    await page
      .getByRole('link', { name: /我要投诉举报/ })
      .first()
      .click()
    await page.getByLabel(/^投诉/).check()
    await page.getByLabel(/经过/).fill(story)
    await page.getByRole('button', { name: /提交/ }).click()

    expect(page.url()).toBe(`${base}/complaints`)
    const receipt = (await page.locator('.receipt').textContent()) ?? ''
    expect(await page.getByRole('alert').textContent()).toContain('119')
    expect(await page.getByText('市市场监督管理局').count()).toBeGreaterThan(0)

    await page.goto(`${base}/track`)
    await page.getByLabel(/回执码/).fill(receipt)
    await page.getByRole('button', { name: /查询/ }).click()
    expect(page.url()).toBe(`${base}/track`)
    expect(await page.locator('.station').count()).toBeGreaterThanOrEqual(2)
    expect(await page.locator('.clock').count()).toBeGreaterThan(0)
  })

  it('finds everything typed still there after a mistake, and the focus on what to change', async () => {
    const { page, faults } = await somebody(browser)
    await page.goto(`${base}/complaints/new`)
    await page.getByLabel(/经过/).fill(story)
    await page.getByLabel(/涉及金额/).fill('一千多')
    await page.getByRole('button', { name: /提交/ }).click()
    await page.getByRole('alert').waitFor()

    expect(await page.getByLabel(/经过/).inputValue()).toBe(story)
    expect(await page.evaluate('document.activeElement?.getAttribute("role")')).toBe('alert')
    await page.getByRole('alert').getByRole('link', { name: /金额/ }).click()
    expect(await page.evaluate('document.activeElement?.id')).toBe('amount')
    expect(faults).toEqual([])
  })

  it('files once with a double click, and again once with the Back button', async () => {
    const { page } = await somebody(browser)
    await page.goto(`${base}/complaints/new`)
    await page.getByLabel(/^举报/).check()
    await page.getByLabel(/经过/).fill(story)
    await page.getByRole('button', { name: /提交/ }).dblclick()
    await page.locator('.receipt').waitFor()
    const first = await page.locator('.receipt').textContent()
    await page.goBack()
    await page.getByRole('button', { name: /提交/ }).click()
    await page.locator('.receipt').waitFor()

    expect(await page.locator('.receipt').textContent()).toBe(first)
    expect(await reports()).toHaveLength(1)
  })

  it('hands in a photo, and hears of a file that is too large before it is sent', async () => {
    const { page } = await somebody(browser)
    await page.goto(`${base}/complaints/new`)
    const files = page.getByLabel(/照片或 PDF/)
    await files.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(11 * 1024 * 1024) })
    expect(await page.evaluate('document.querySelector("#files").validationMessage')).toContain('10 MB')

    const photo = Buffer.from(await photoWithPlace())
    await files.setInputFiles({ name: '电池.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByLabel(/^投诉/).check()
    await page.getByLabel(/经过/).fill(story)
    await page.getByRole('button', { name: /提交/ }).click()
    await page.locator('.receipt').waitFor()
    const kept = await world.db.selectFrom('attachment').select(['name', 'bytes']).executeTakeFirstOrThrow()
    expect(kept.name).toBe('电池.jpg')
    expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined()
  })
})

describe('every page for citizens', () => {
  it.each([390, 1280])('has no barriers and nothing its own policy forbids, %i pixels wide', async (width) => {
    const { page, faults } = await somebody(browser, { viewport: { width, height: 900 } })
    const found: Record<string, string[]> = {}
    const look = async (name: string) => {
      found[name] = await barriers(page)
    }
    for (const path of ['/', '/complaints/new', '/track', '/no-such-page']) {
      await page.goto(base + path)
      await look(path)
    }
    await page.goto(`${base}/complaints/new`)
    await page.getByRole('button', { name: /提交/ }).click()
    await look('form with errors')
    await page.getByLabel(/^投诉/).check()
    await page.getByLabel(/经过/).fill(story)
    await page.getByRole('button', { name: /提交/ }).click()
    await look('receipt')
    const receipt = (await page.locator('.receipt').textContent()) ?? ''
    await page.goto(`${base}/track`)
    await page.getByLabel(/回执码/).fill(receipt)
    await page.getByRole('button', { name: /查询/ }).click()
    for (const fold of await page.locator('summary').all()) await fold.click()
    await look('tracked case')

    expect(Object.entries(found).filter(([, barriers]) => barriers.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })

  it('shows the interactive API page under its policy', async () => {
    const { page, faults } = await somebody(browser, { viewport: { width: 1280, height: 900 } })
    await page.goto(`${base}/api/docs`)
    await page.getByText('/complaints/status').first().waitFor()
    expect(faults).toEqual([])
  })
})
