import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { statusShape } from '../../src/web/api/shapes.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const site = siteOn(world)

async function followed() {
  const { receipt, caseId } = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'web' })
  const { feed } = await trackCase(contextOf(world), receipt)
  return { receipt, caseId, feed }
}

describe('the feed of one case', () => {
  it('is linked from the tracking page and from the API, and its address does not hold the receipt', async () => {
    const { receipt, feed } = await followed()
    const page = await (await site.send('/track', new URLSearchParams({ receipt }))).text()
    expect(page).toContain(`/feeds/${feed}.rss`)
    expect(page).toContain(`/feeds/${feed}.json`)
    const told = statusShape.parse(await (await site.json('/api/v1/complaints/status', { receipt })).json())
    expect(told.feeds.rss).toBe(`http://localhost:8080/feeds/${feed}.rss`)
    expect(told.status_text.length).toBeLessThanOrEqual(70)
    expect(feed.toUpperCase()).not.toContain(receipt.slice(0, 4))
  })

  it('tells each station, the newest first, as RSS and as JSON Feed', async () => {
    const { caseId, feed } = await followed()
    const actor = await anOfficer(world.db, { bureau: 'AMR' })
    await moveCase(contextOf(world, { actor }), { caseId, act: 'sign', typed: {} })
    const answer = await site.get(`/feeds/${feed}.rss`)
    expect(answer.headers.get('Content-Type')).toBe('application/rss+xml; charset=utf-8')
    const text = await answer.text()
    expect(XMLValidator.validate(text)).toBe(true)
    const { channel } = new XMLParser().parse(text).rss
    expect(channel.description).toMatch(/^【质量哨兵】办理中/)
    expect(channel.item[0].title).toContain('签收')
    const json = (await (await site.get(`/feeds/${feed}.json`)).json()) as { items: { title: string; id: string }[] }
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' })
    expect(json.items.map(({ title }) => title)).toEqual(channel.item.map(({ title }: { title: string }) => title))
    expect(new Set(json.items.map(({ id }) => id)).size).toBe(json.items.length)
  })

  it('holds nothing that anybody wrote, is kept out of search engines and is not sent twice when nothing changed', async () => {
    const { caseId, feed } = await followed()
    const actor = await anOfficer(world.db, { bureau: 'AMR' })
    await moveCase(contextOf(world, { actor }), { caseId, act: 'sign', typed: {} })
    const typed = {
      text: '经11月15日现场检查，该店销售的电饭煲漏电属实，已责令下架并立案调查，商家已为您办理退货退款。',
    }
    await moveCase(contextOf(world, { actor }), { caseId, act: 'answer', typed })
    const answer = await site.get(`/feeds/${feed}.json`)
    const text = await answer.text()
    for (const written of ['电饭煲', '立案', '陈女士', '13800000000', 'chen@']) expect(text).not.toContain(written)
    expect(answer.headers.get('X-Robots-Tag')).toContain('noindex')
    const etag = answer.headers.get('ETag') ?? ''
    expect((await site.get(`/feeds/${feed}.json`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('cannot be guessed: another case’s signature, a cut or changed one, and none at all are 404', async () => {
    const [one, two] = [await followed(), await followed()]
    const [, signature] = one.feed.split(/-(.*)/s)
    const [number] = two.feed.split('-')
    for (const guess of [`${number}-${signature}`, one.feed.slice(0, -1), `${one.feed.slice(0, -1)}_`, one.caseId]) {
      const expected = guess === one.feed ? 200 : 404
      expect((await site.get(`/feeds/${guess}.json`)).status).toBe(expected)
    }
    expect((await site.get(`/feeds/${one.feed}`)).status).toBe(404)
  })
})
