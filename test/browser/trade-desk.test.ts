import { expect, it } from 'vitest'
import { arrive } from '../alerts/notices.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { barriers, somebody, useBrowser, useServer } from '../support/browser.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const base = await useServer(siteOn(world).app.fetch)
const browser = await useBrowser()

const members = [
  'European Union',
  'United States of America',
  'Japan',
  'Kenya',
  'Brazil',
  'Israel',
  'Russian Federation',
]
const measures = members.flatMap((member, index) =>
  [20, 23, 27].map((day, round) => ({
    member,
    symbol: `G/TBT/N/XXX/${8000 + index * 3 + round}`,
    title: 'Safety requirements for battery chargers, power supplies and similar household equipment',
    comments: `2026-11-${round === 0 ? 20 : day}`,
    inForce: round === 1 ? '2026-11-30' : '2027-06-01',
  })),
)

it.each([390, 1280])('the pages of the trade desk have no barrier at %i pixels, without any script', async (width) => {
  await arrive(world, 'eping', epingFile(...measures))
  const { page, faults } = await somebody(browser, { viewport: { width, height: 844 } })
  const found: Record<string, string[]> = {}
  const look = async (name: string, path: string) => {
    await page.goto(`${base}${path}`)
    found[name] = await barriers(page)
  }
  await look('desk', '/trade')
  await look('list', '/trade?market=EU&open=yes')
  await look('levels', '/trade/levels')
  await look('map', '/trade/map')
  await page.getByRole('link', { name: /日本/ }).first().click()
  await page.getByRole('link', { name: /^日历/ }).first().click()
  await page.getByRole('heading', { name: /2026 年 11 月/ }).waitFor()
  expect(await page.locator('.month a').count(), 'the filters go with it').toBe(4)
  await page.goto(`${base}/trade/calendar`)
  found.calendar = await barriers(page)
  expect(await page.locator('.month > .bare').first().isVisible()).toBe(width > 1000)
  await page.getByRole('link', { name: /^下个月/ }).click()
  await page.getByText('这个月没有已知的日期').waitFor()
  found.empty = await barriers(page)
  expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([])
  expect(faults).toEqual([])
})
