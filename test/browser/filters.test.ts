import { describe, expect, it } from 'vitest'
import { barriers, type somebody, staffAt, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

const head = (options: Parameters<typeof somebody>[1] = {}) =>
  staffAt({ world, browser, base }, { role: 'head', name: '王处长' }, options)

describe('saved filters of the inbox', () => {
  it('are saved, chosen to open it and deleted without any script; one without a name is asked for it and keeps its filters', async () => {
    await openCaseAt(world, { title: '伤人的', danger: 2 })
    await openCaseAt(world, { title: '不便的' })
    const { page } = await head({ javaScriptEnabled: false })
    await page.goto(`${base}/bureau`)
    await page.locator('summary', { hasText: '查找和筛选' }).click()
    await page.getByLabel(/^危险/).selectOption('2')
    await page.getByRole('button', { name: /筛选/ }).click()
    await page.locator('summary', { hasText: '存为常用' }).click()
    await page.locator('form[action="/bureau/filters"] button').click()
    expect(await page.locator('#name-error').textContent()).toContain('最多 20 个字')
    await page.getByLabel(/^名称/).fill('伤人')
    await page.locator('form[action="/bureau/filters"] button').click()
    expect(await page.locator('a[aria-current="true"]', { hasText: '伤人' }).textContent()).toContain('1')

    await page.getByRole('link', { name: /管理常用筛选/ }).click()
    await page.getByRole('button', { name: /设为默认/ }).click()
    await page.goto(`${base}/bureau`)
    expect(page.url()).toContain('danger=2')
    expect(await page.content()).not.toContain('不便的')
    await page.getByRole('link', { name: /^全部 All$/ }).click()
    expect(await page.content()).toContain('不便的')
    await page.getByRole('link', { name: /管理常用筛选/ }).click()
    await page.getByRole('button', { name: /删除/ }).click()
    await page.goto(`${base}/bureau`)
    expect(await page.content()).toContain('不便的')
  })
})

describe('keys', () => {
  it('walk the inbox and the case page, and can be turned off', async () => {
    await openCaseAt(world, { title: '第一件', danger: 3, state: 'handling' })
    await openCaseAt(world, { title: '第二件', danger: 2 })
    const { page, faults } = await head({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${base}/bureau`)
    const focused = () => page.evaluate('document.activeElement.textContent')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focused()).toContain('第二件')
    await page.keyboard.press('k')
    expect(await focused()).toContain('第一件')
    await page.keyboard.press('/')
    await page.keyboard.type('jk')
    expect(await page.getByLabel(/查找/).inputValue()).toBe('jk')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '第一件' }).waitFor()
    await page.keyboard.press('j')
    expect(await focused()).toContain('受理')
    await page.keyboard.press('?')
    await page.getByText('使用单键快捷键').waitFor()
    expect([await barriers(page), faults]).toEqual([[], []])
    await page.getByLabel(/使用单键快捷键/).uncheck()
    await page.keyboard.press('u')
    expect(page.url()).toContain('/bureau/cases/')
    await page.getByLabel(/使用单键快捷键/).check()
    await page.keyboard.press('u')
    await page.getByRole('heading', { name: /收件箱/ }).waitFor()
  })
})
