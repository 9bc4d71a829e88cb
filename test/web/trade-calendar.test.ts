import { beforeEach, expect, test } from 'vitest'
import { countMeasures } from '../../src/alerts/measures/count-measures.ts'
import { arrive } from '../alerts/notices.ts'
import { anOfficial } from '../alerts/reviews/open-reviews.ts'
import { epingFile, ticked } from '../alerts/small-notices.ts'
import { codes } from '../enterprises/firms.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const site = siteOn(world)
const page = async (path: string) => (await site.get(path)).text()
const charger = { symbol: 'G/TBT/N/EU/8001', comments: '2026-11-20', inForce: '2027-06-01' }
const toy = {
  ...{ symbol: 'G/TBT/N/USA/8002', member: 'United States of America', title: 'Safety of toys', products: 'Toys' },
  ...{ hs: ['9503'], comments: '2026-12-21', inForce: '' },
}

beforeEach(() => arrive(world, 'eping', epingFile(charger, toy)))

test('the calendar shows both dates in their months, under the filters of the list, and nothing that is not known', async () => {
  const november = await page('/trade/calendar?month=2026-11')
  expect(november).toContain('/trade/measures/G/TBT/N/EU/8001')
  expect(november).not.toContain('/trade/measures/G/TBT/N/USA/8002')
  expect(await page('/trade/calendar?month=2027-06')).toContain('生效')
  expect(await page('/trade/calendar?month=2026-12')).toContain('/trade/measures/G/TBT/N/USA/8002')
  expect(await page('/trade/calendar?month=2026-12&market=EU')).toContain('这个月没有已知的日期')
  expect(await page('/trade/calendar?month=2026-13'), 'a month that is none is this one').toContain('2026 年 11 月')
})

test('what was withdrawn is on no calendar and no map', async () => {
  const withdrawn = { symbol: `${charger.symbol}/Add.1`, comments: null, hs: [], description: ticked('withdrawn') }
  await arrive(world, 'eping', epingFile(charger, withdrawn))
  expect(await page('/trade/calendar?month=2027-06')).not.toContain('/trade/measures/G/TBT/N/EU/8001')
  expect(await page('/trade/map')).not.toContain('market=EU')
})

test('the map counts what is open by market, each once and in its region', async () => {
  const map = await page('/trade/map')
  expect(map.match(/market=EU&(amp;)?open=yes/g)).toHaveLength(1)
  expect(map.match(/market=USA&(amp;)?open=yes/g)).toHaveLength(1)
  expect(map).toMatch(/market=EU&(amp;)?closing=7/)
  expect(map).not.toMatch(/market=USA&(amp;)?closing=7/)
})

test('the desk says what closes this week by sector and market, and to trade officials alone whom it hits', async () => {
  await world.db
    .insertInto('measure_hit')
    .values({
      ...{ family: charger.symbol, code: codes.kettle, name: '甲', product: '充电器', band: 'unknown' as const },
      ...{ how: 'mail' as const, state: 'stands' as const, said_at: monday, stands_at: monday },
    })
    .execute()
  const counts = await countMeasures(contextOf(world))
  expect(counts).toMatchObject({ closing: 1, closingByMarket: [{ key: 'EU', count: 1 }], hitsByLeaf: null })
  expect(counts.closingByLeaf).toHaveLength(1)
  const { hitsByLeaf } = await countMeasures(await anOfficial(world))
  expect(hitsByLeaf).toEqual([{ key: counts.closingByLeaf[0]?.key, count: 1 }])
  const desk = await page('/trade')
  expect(desk).toContain('本周截止，按市场')
  expect(desk).not.toContain('说受影响的企业')
})
