import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/context.ts'
import { barriers, type somebody, staffAt, useBrowser, useServer } from '../support/browser.ts'
import { openCaseAt } from '../support/cases.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

const staff = (role: Role, options: Parameters<typeof somebody>[1] = {}) =>
  staffAt({ world, browser, base }, { role, name: '李华' }, options)

describe('an officer who answers', () => {
  it('begins from a template without any script, keeps what was typed, and cannot send it unfilled', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const { page } = await staff('officer', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await page.locator('summary', { hasText: /^答复/ }).click()
    await page.getByLabel(/公开答复/).fill('您好！')
    const form = page.locator('form[action$="/answer"]')
    await form.getByLabel(/用模板/).selectOption('city:ANSWER_GENERAL')
    await form.getByRole('button', { name: /放进下面/ }).click()

    const begun = await page.getByLabel(/公开答复/).inputValue()
    expect(begun).toMatch(/^您好！\n您于2026年11月16日反映的/)
    expect(begun).toContain('〔何时、由谁、到哪里、查到什么，有什么数据〕')
    await form.getByRole('button', { name: /^答复/ }).click()
    expect(await page.locator('#answer-text-error').textContent()).toContain('还没有填写')
    expect(await page.getByLabel(/公开答复/).inputValue()).toBe(begun)
    const { state } = await world.db.selectFrom('case_file').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('handling')
  })

  it('has it put in without leaving the page, the first place to fill marked; Enter in a field still does the act', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const { page, faults } = await staff('officer')
    await page.goto(`${base}/bureau/cases/${caseId}`)
    await page.locator('summary', { hasText: '不予受理' }).click()
    const form = page.locator('form[action$="/refusal"]')
    await form.getByLabel(/用模板/).selectOption({ index: 1 })
    await form.getByRole('button', { name: /放进下面/ }).click()
    await page.waitForFunction("document.querySelector('#refuse-reason').value !== ''")
    expect(page.url()).toBe(`${base}/bureau/cases/${caseId}`)
    expect(await page.evaluate('getSelection().toString()')).toBe('〔写明符合该情形的事实〕')
    expect(await form.getByLabel(/依据/).inputValue()).toBe('总局令第121号第十六条第一项')
    expect([await barriers(page), faults]).toEqual([[], []])

    await page.keyboard.type('经营地址不在本市')
    await form.getByLabel(/依据/).press('Enter')
    await page.getByText('不予受理').first().waitFor()
    await expect
      .poll(async () => (await world.db.selectFrom('case_file').select('state').executeTakeFirstOrThrow()).state)
      .toBe('refused')
  })
})

describe('the head of a bureau', () => {
  it('writes a template, mends what is wrong with nothing lost, changes it, and takes it out of use', async () => {
    const { page } = await staff('head', { javaScriptEnabled: false })
    await page.goto(`${base}/bureau/templates`)
    await page.getByLabel(/名称/).fill('充电宝')
    await page.getByLabel(/用于哪一步/).selectOption('answer')
    await page.getByLabel(/内容/).fill('编号{receipt}：〔查明的事实〕')
    await page.getByRole('button', { name: /保存/ }).click()
    expect(await page.locator('#text-error').textContent()).toContain('{receipt}')
    expect(await page.getByLabel(/名称/).inputValue()).toBe('充电宝')
    await page.getByLabel(/内容/).fill('编号{case}：〔查明的事实〕')
    await page.getByRole('button', { name: /保存/ }).click()
    await page.getByRole('link', { name: '充电宝' }).click()
    await page.getByLabel(/内容/).fill('编号{case}：〔检测结论〕')
    await page.getByRole('button', { name: /保存/ }).click()
    expect(await page.locator('details.act').count()).toBe(2)
    await page.getByRole('button', { name: /停用/ }).click()
    expect(await page.content()).toContain('还没有自己的模板')
  })
})
