import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import type { Role } from '../../src/context.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { act, writeWarningTexts } from '../support/desk-acts.ts'
import { signedIn } from '../support/signed-in.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const { db } = world
const firm = '深圳某某电源有限公司'

const staff = (role: Role, bureau: string, name: string, options: BrowserContextOptions = {}) =>
  signedIn({ browser, world, base }, { role, bureau, name, options })

describe('a quality warning, without any script', () => {
  it('is written, heard, reviewed, signed and published by four people, acknowledged, raised with a difference to see, and lifted', async () => {
    const bare = { javaScriptEnabled: false }
    const { page: writer } = await staff('officer', 'AMR', '王一', bare)
    await writer.goto(`${base}/bureau/warnings`)
    await writer.getByRole('link', { name: /拟写质量预警/ }).click()
    await writeWarningTexts(writer)
    await writer.getByRole('button', { name: /保存文稿/ }).click()
    const url = writer.url()
    expect(await writer.locator('.acts').first().textContent()).toContain('请选择预警类别')
    expect(await writer.locator('main').textContent()).toContain('规则建议不定级')

    await act(writer, /^送审/)
    expect(await writer.getByRole('alert').textContent()).toContain('还缺内容')
    await writer.getByRole('link', { name: /修改文稿/ }).click()
    expect(await writer.locator('#leaves').textContent()).toContain('请选择预警类别')
    await writer.locator('input[name="leaves"][value="PROD.03"]').check()
    await writer.locator('input[name="districts"][value="FUTIAN"]').check()
    await writer.locator('#risk').selectOption('medium')
    await writer.getByLabel(/点名的企业/).fill(firm)
    await writer.locator('input[name="level"][value="blue"]').check()
    await writer.getByRole('button', { name: /保存文稿/ }).click()
    await act(writer, /^送审/)
    await writer.getByText('待审核').first().waitFor()

    const { page: head } = await staff('head', 'AMR', '陈二', bare)
    await head.goto(url)
    await act(head, /^审核通过/, '属实，定色有据')
    const { page: office } = await staff('joint_office', 'DATA', '张三', bare)
    await office.goto(url)
    await act(office, /^签发/)
    await act(office, /^发布/)
    expect(await office.getByRole('alert').textContent()).toContain('尚未被听取')
    await office.getByLabel(/怎样告知了谁/).fill('电话告知质量负责人')
    await office.getByLabel(/企业邮箱/).fill('quality@firm.example')
    await office.getByRole('button', { name: /记录告知/ }).click()
    await office.getByLabel(/企业的陈述/).fill('已停售，同意预警内容')
    await office.getByRole('button', { name: /记录陈述/ }).click()
    await act(office, /^发布/)
    await office.getByText('已发布').first().waitFor()
    await announceWarning(contextOf(world), { warningId: Number(url.split('/').at(-1)) })

    const { page: reader } = await somebody(browser, bare)
    await reader.goto(`${base}/warnings`)
    await reader.getByRole('link', { name: /某型充电宝/ }).click()
    expect(await reader.locator('main').textContent()).toContain('福田区')
    expect(await reader.locator('main').textContent()).not.toContain('王一')

    await writer.goto(url)
    await writer.getByRole('button', { name: /我单位已收到/ }).click()
    expect(await writer.locator('main').textContent()).toContain('确认收到')
    const letter = await db
      .selectFrom('letter')
      .selectAll()
      .where('reason', '=', `firm:${firm}`)
      .executeTakeFirstOrThrow()
    const link = /http\S+\/warnings\/receipts\/\S+/.exec(letter.body)?.[0] ?? ''
    await reader.goto(link.replace(world.publicUrl, base))
    await reader.getByRole('button', { name: /确认收到/ }).click()
    await reader.getByText('已确认收到').waitFor()
    await office.goto(`${url}/receipts`)
    expect(await office.locator('tbody tr').count()).toBe(2)
    expect(await office.locator('tbody').textContent()).toContain('凭链接')

    await writer.goto(url)
    await writer.getByRole('button', { name: /更新或调整级别/ }).click()
    await writer.getByRole('link', { name: /修改文稿/ }).click()
    await writer.locator('#note-zh').fill('又有两起，波及多处')
    await writer.locator('#note-en').fill('Two more, in several places')
    await writer.locator('input[name="spread"][value="cluster"]').check()
    await writer.locator('input[name="level"][value="yellow"]').check()
    await writer.getByRole('button', { name: /保存文稿/ }).click()
    expect(await writer.getByRole('heading', { name: /与第 1 版的不同/ }).count()).toBe(1)
    await act(writer, /^送审/)
    await head.goto(url)
    await act(head, /^审核通过/)
    await office.goto(url)
    await act(office, /^签发/)
    await act(office, /^发布/)
    await reader.goto(`${base}${new URL(url).pathname.replace('/bureau', '')}`)
    expect(await reader.locator('main').textContent()).toContain('第 2 版 升级')

    await writer.goto(url)
    await writer.getByRole('button', { name: /拟解除/ }).click()
    await writer.getByRole('link', { name: /修改文稿/ }).click()
    await writer.locator('#note-zh').fill('产品已全部收回')
    await writer.locator('#note-en').fill('All were taken back')
    await writer.getByRole('button', { name: /保存文稿/ }).click()
    await act(writer, /^送审/)
    await head.goto(url)
    await act(head, /^审核通过/)
    await office.goto(url)
    await act(office, /^签发/)
    await act(office, /^发布/)
    await reader.reload()
    expect(await reader.locator('main').textContent()).toContain('这条预警已经解除')
    await reader.goto(`${base}/warnings`)
    expect(await reader.locator('main').textContent()).not.toContain('某型充电宝')
  })
})

describe('every page of a quality warning', () => {
  // Some hundred fields and choices on one form: axe takes its time over them.
  it.each([390, 1280])('has no barriers, %i pixels wide', { timeout: 300_000 }, async (width) => {
    const { aPublished, aQualityDraft, people } = await import('../alerts/warnings/quality-warnings.ts')
    const who = await people(world)
    const published = await aPublished(world, who, { firms: [] })
    const draft = await aQualityDraft(world, who.writer, { firms: [firm], leaves: ['FOOD.01'] }, { drill: true })
    const { page, faults } = await staff('joint_office', 'DATA', '张三', { viewport: { width, height: 900 } })
    const found: Record<string, string[]> = {}
    const desk = '/bureau/warnings'
    for (const path of [
      desk,
      `${desk}/new`,
      `${desk}/receipts`,
      `${desk}/${published}`,
      `${desk}/${published}/versions/1`,
      `${desk}/${published}/receipts`,
      `${desk}/${draft}`,
      `${desk}/${draft}/draft`,
      '/warnings',
      `/warnings/${published}`,
      `/warnings/${published}/versions/1`,
    ]) {
      await page.goto(base + path)
      for (const fold of await page.locator('main :not(.narrow-fold) > summary').all()) await fold.click()
      found[path] = await barriers(page)
    }
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
    expect(faults).toEqual([])
  })
})
