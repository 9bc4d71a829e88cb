import { read, utils } from '@e965/xlsx'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { arrive } from '../alerts/notices.ts'
import { epingFile, ticked } from '../alerts/small-notices.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const site = siteOn(world)
const family = 'G/TBT/N/EU/8001'
const first = {
  title:
    'Safety, labelling; and "marking" of battery chargers — for every household in the whole of the European Union',
  comments: '2026-12-21',
  inForce: '2027-06-01',
}
const moved = { symbol: `${family}/Add.1`, circulated: '2026-11-12', comments: '2027-01-15', hs: [], products: '' }

beforeEach(() => arrive(world, 'eping', epingFile(first, { symbol: 'G/TBT/N/EU/8002', comments: null })))

const events = async (query = '') => {
  const answer = await site.get(`/trade/calendar.ics${query}`)
  expect(answer.headers.get('Content-Type')).toContain('text/calendar')
  const text = await answer.text()
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

describe('the calendar of measures', () => {
  test('holds the days that are known, whole days, read by another program as they were written', async () => {
    const [comments, force, ...others] = await events()
    expect(others).toEqual([])
    expect(comments?.summary).toContain(first.title.slice(0, 40))
    expect(comments?.startDate.toString()).toBe('2026-12-21')
    expect(comments?.startDate.isDate).toBe(true)
    expect(force?.startDate.toString()).toBe('2027-06-01')
  })

  test('keeps the name of an entry and raises its sequence when its day moves, and only its own', async () => {
    const before = await events(`?measure=${family}`)
    await arrive(world, 'eping', epingFile(first, moved))
    const after = await events(`?measure=${family}`)
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
    expect(before.map(({ sequence }) => sequence)).toEqual([0, 0])
    expect(after.map(({ sequence }) => sequence)).toEqual([1, 0])
    expect(after[0]?.startDate.toString()).toBe('2027-01-15')
  })

  test('cancels the entries of a measure that was withdrawn', async () => {
    await arrive(world, 'eping', epingFile(first, { ...moved, comments: null, description: ticked('withdrawn') }))
    const [comments] = await events(`?measure=${family}`)
    expect(comments?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })
})

test('the Atom feed is well-formed, with one entry a measure that keeps its name', async () => {
  const answer = await site.get('/trade/measures.atom?market=EU')
  expect(answer.headers.get('Content-Type')).toContain('application/atom+xml')
  const text = await answer.text()
  expect(XMLValidator.validate(text)).toBe(true)
  const { feed } = new XMLParser({ ignoreAttributes: false }).parse(text)
  expect(feed.entry).toHaveLength(2)
  const names = feed.entry.map((entry: { id: string }) => entry.id)
  expect(new Set(names).size).toBe(2)
  for (const entry of feed.entry) {
    expect(new Date(entry.updated).toISOString()).toBe(entry.updated)
    expect(entry.link['@_href']).toContain('/trade/measures/G/TBT/N/EU/')
    expect(entry.title, 'no level that nobody released').not.toMatch(/[红橙黄蓝]色/)
  }
  expect((await (await site.get('/trade/measures.atom?market=USA')).text()).includes('<entry>')).toBe(false)
})

test('the list leaves as a table, for spreadsheets of either kind', async () => {
  const csv = await (await site.get('/trade/measures.csv')).text()
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(3)
  const bytes = new Uint8Array(await (await site.get('/trade/measures.xlsx?text=8001')).arrayBuffer())
  const rows = utils.sheet_to_json<string[]>(Object.values(read(bytes).Sheets)[0] ?? {}, { header: 1 })
  expect(rows).toHaveLength(2)
  expect(rows[1]?.[0]).toBe(family)
})

describe('the page of a measure', () => {
  test('is found under any of its symbols, and says both clocks, the ways and the evidence', async () => {
    await arrive(world, 'eping', epingFile(first, moved))
    const other = await site.get(`/trade/measures/${family}/Add.1`)
    expect(other.status).toBe(302)
    expect(other.headers.get('Location')).toBe(`/trade/measures/${family}`)
    const page = await (await site.get(`/trade/measures/${family}`)).text()
    for (const said of ['2027-01-15', '2027-06-01', '行业协会', '没有录入出口数据', '<mark>'])
      expect(page).toContain(said)
    expect(page).not.toContain('重新计算')
  })

  test('that is not there is told so', async () => {
    expect((await site.get('/trade/measures/G/TBT/N/EU/77777')).status).toBe(404)
  })
})

test('the desk finds measures by symbol, word and code, and says when there are none', async () => {
  for (const query of ['text=EU/8001', 'text=household', 'hs=850440', 'text=8001&market=EU', 'closing=60&text=8001'])
    expect(await (await site.get(`/trade?${query}`)).text(), query).toContain(`/trade/measures/${family}`)
  for (const query of ['text=nonsense', 'market=USA', 'hs=9503', 'closing=7', 'level=red'])
    expect(await (await site.get(`/trade?${query}`)).text(), query).not.toContain(`href="/trade/measures/${family}"`)
})
