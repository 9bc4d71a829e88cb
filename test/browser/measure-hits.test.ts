import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { arrive } from '../alerts/notices.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { codes } from '../enterprises/firms.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const dossier = '/trade/measures/G/TBT/N/EU/8001'

const hitLink = async () => {
  const { body } = await world.db
    .selectFrom('letter')
    .where('what', 'like', 'measure-hit:%')
    .select('body')
    .executeTakeFirstOrThrow()
  return /\/trade\/hits\/\S+/.exec(body)?.[0] ?? ''
}

describe('a firm that a measure hits', () => {
  it.each([390, 1280])(
    'says so, is told what its code lacks, confirms by mail; no page has a barrier at %i pixels',
    async (width) => {
      await arrive(world, 'eping', epingFile({ symbol: 'G/TBT/N/EU/8001' }))
      const { page, faults } = await somebody(browser, { viewport: { width, height: 844 } })
      const found: Record<string, string[]> = {}
      await page.goto(`${base}${dossier}`)
      await page.locator('summary', { hasText: '我们出口这类产品' }).click()
      await page.getByLabel(/^企业名称/).fill('深圳市安充电子有限公司')
      await page.getByLabel(/^统一社会信用代码/).fill('914403000000000190')
      await page.getByLabel(/^出口的产品/).fill('65 W 氮化镓充电器')
      await page.getByLabel(/^每年对该市场出口/).selectOption('under_10m')
      await page.getByLabel(/^邮箱/).fill('waimao@ancharge.example')
      await page.getByLabel(/^电话/).fill('13800000000')
      found.form = await barriers(page)
      await page.getByRole('button', { name: /^这对我们有影响/ }).click()
      await page.getByRole('alert').getByText('校验码').waitFor()
      expect(await page.getByLabel(/^企业名称/).inputValue()).toBe('深圳市安充电子有限公司')
      found.refused = await barriers(page)
      await page.getByLabel(/^统一社会信用代码/).fill(codes.kettle)
      await page.getByRole('button', { name: /^这对我们有影响/ }).click()
      await page.getByText('请查收邮件').first().waitFor()
      found.asked = await barriers(page)
      await page.goto(`${base}${await hitLink()}`)
      await page.getByRole('button', { name: /^确认/ }).click()
      await page.getByText('已确认，已计入').waitFor()
      found.confirmed = await barriers(page)
      await page.goto(`${base}${dossier}`)
      expect(await page.locator('main').textContent()).not.toContain('深圳市安充电子有限公司')

      await world.db
        .insertInto('account')
        .values({
          ...{ username: 'trade', name: '陈静', role: 'trade_official', bureau: 'AMR' },
          ...{ password_hash: passwordHash, created_at: monday },
        })
        .execute()
      await page.goto(`${base}/sign-in`)
      await page.getByLabel(/用户名/).fill('trade')
      await page.getByLabel(/密码/).fill(password)
      await page.getByRole('button', { name: /^登录/ }).click()
      await page.goto(`${base}${dossier}`)
      await page.locator('summary', { hasText: '深圳市安充电子有限公司' }).click()
      found.desk = await barriers(page)
      await page.getByLabel(/^为什么要联系/).fill('核实出口量')
      await page.getByRole('button', { name: /看联系方式/ }).click()
      await page.getByText('13800000000').waitFor()
      found.contact = await barriers(page)
      expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
      expect(faults).toEqual([])
    },
  )
})
