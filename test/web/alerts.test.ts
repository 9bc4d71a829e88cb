import { describe, expect, it } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../src/alerts/subscriptions/confirm-subscription.ts'
import { subscriptionToken } from '../../src/alerts/subscriptions/subscription-token.ts'
import type { Role } from '../../src/context.ts'
import { noticesShape } from '../../src/web/api/notice-shapes.ts'
import { aDraft, arrive } from '../alerts/notices.ts'
import { epingFile, ticked } from '../alerts/small-notices.ts'
import { anOfficer } from '../support/factories.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = siteOn(world)
const page = async (path: string) => (await site.get(path)).text()

const signedIn = (role: Role) => staffOn(world, site, { role, bureau: 'DATA', name: '李华' })

async function released(): Promise<number> {
  const warningId = await aDraft(world)
  const actor = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  await releaseWarning(contextOf(world, { actor }), { warningId, reason: '核实无误' })
  return warningId
}

describe('the public', () => {
  it('reads a released warning: level in words, what to do, every reason with its points, the office and the time', async () => {
    const id = await released()
    expect(await page('/warnings')).toContain(`/warnings/${id}`)
    const html = await page(`/warnings/${id}`)
    for (const words of [
      '预警',
      '立即停止使用',
      '为什么是这个级别',
      '合计',
      '市政务服务和数据管理局',
      '2026-11-16 10:00',
    ])
      expect(html).toContain(words)
  })

  it('never meets a draft: not in the list, by its number, on the notice, in the API or through a filter', async () => {
    const id = await aDraft(world)
    await db.updateTable('warning').set({ title_zh: '尚未公开的标题' }).execute()
    expect((await site.get(`/warnings/${id}`)).status).toBe(404)
    const { notice_id } = await db.selectFrom('warning').select('notice_id').executeTakeFirstOrThrow()
    const { level } = await db.selectFrom('warning').select('level').executeTakeFirstOrThrow()
    for (const path of [
      '/',
      '/warnings',
      '/trade?kind=all',
      `/trade/notices/${notice_id}`,
      '/api/v1/warnings',
      '/api/v1/notices',
    ]) {
      const html = await page(path)
      expect(html, path).not.toContain('尚未公开的标题')
      expect(html, path).not.toContain(`/bureau/warnings/${id}`)
    }
    expect(await page(`/trade/notices/${notice_id}`)).toContain('还没有发布预警')
    expect(noticesShape.parse(await (await site.get(`/api/v1/notices?level=${level}`)).json()).total).toBe(0)
  })

  it('is not let near the desk', async () => {
    const id = await aDraft(world)
    expect((await site.get('/bureau/warnings')).headers.get('Location')).toContain('/sign-in')
    const answer = await site.send(
      `/bureau/warnings/${id}/release`,
      new URLSearchParams({ 'reason-release': '我来发布' }),
    )
    expect(answer.status).toBe(403)
    expect(await db.selectFrom('warning').select('state').execute()).toEqual([{ state: 'draft' }])
  })
})

describe('the desk', () => {
  it('shows drafts to the joint-meeting office, which releases one with a reason', async () => {
    const id = await aDraft(world)
    const office = await signedIn('joint_office')
    expect(await (await office.get('/bureau/warnings')).text()).toContain('草稿，待审核')
    const empty = await office.send(`/bureau/warnings/${id}/release`, { 'reason-release': ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('理由应为 2 至 500 字')
    const answer = await office.send(`/bureau/warnings/${id}/release`, { 'reason-release': '核实无误' })
    expect(answer.status).toBe(303)
    expect((await site.get(`/warnings/${id}`)).status).toBe(200)
    const again = await office.send(`/bureau/warnings/${id}/drop`, { 'reason-drop': '不再需要' })
    expect(again.status).toBe(409)
  })

  it('is shut to auditors, and shows officers and trade officials no recalls', async () => {
    const id = await aDraft(world)
    const auditor = await signedIn('auditor')
    expect((await auditor.get('/bureau/warnings')).status).toBe(403)
    const officer = await signedIn('officer')
    expect(await (await officer.get('/bureau/warnings')).text()).not.toContain(`/bureau/warnings/${id}`)
    expect((await officer.get(`/bureau/warnings/${id}`)).status).toBe(404)
    const trade = await signedIn('trade_official')
    expect(await (await trade.get('/bureau/warnings')).text()).not.toContain(`/bureau/warnings/${id}`)
    expect((await trade.get(`/bureau/warnings/${id}`)).status).toBe(404)
  })
})

describe('the trade desk', () => {
  const charger = { symbol: 'G/TBT/N/EU/8001', comments: '2026-12-21', inForce: '6 months after adoption' }
  const extended = {
    symbol: 'G/TBT/N/EU/8001/Add.1',
    title: 'Longer comment period',
    products: '',
    hs: [],
    comments: null,
    circulated: '2026-11-13',
    description: ticked('comment', '20 January 2027'),
  }
  const closed = {
    symbol: 'G/TBT/N/USA/8002',
    member: 'United States of America',
    title: 'Safety of toys',
    products: 'Toys',
    hs: ['9503'],
    circulated: '2026-08-03',
    comments: '2026-10-02',
  }

  it('lists a measure once, under its first title, with both clocks as its follow-up leaves them', async () => {
    await arrive(world, 'eping', epingFile(charger, extended))
    const html = await page('/trade')
    expect(html.match(/battery chargers/g)).toHaveLength(1)
    expect(html).not.toContain('Longer comment period')
    expect(html).toContain('2027-01-20')
    expect(html).toContain('还有 65 天')
    expect(html).toContain('未定（原文“6 months after adoption”）')
    expect(html).toContain('后续 1 份')
  })

  it.each([
    ['sector', 'sector=PROD.05', 'G/TBT/N/USA/8002'],
    ['market', 'market=EU', 'G/TBT/N/EU/8001'],
    ['what is open for comments', 'open=yes', 'G/TBT/N/EU/8001'],
    ['words of the title', 'text=toys', 'G/TBT/N/USA/8002'],
    ['a symbol of the family', 'text=8001/Add', 'G/TBT/N/EU/8001'],
    ['nothing that is not there', 'text=100%25', null],
  ])('filters by %s', async (_, query, symbol) => {
    await arrive(world, 'eping', epingFile(charger, extended, closed))
    const html = await page(`/trade?${query}`)
    for (const one of ['G/TBT/N/EU/8001', 'G/TBT/N/USA/8002']) expect(html.includes(one), one).toBe(one === symbol)
  })

  it('shows a notice with its original words, ticks, dates as written and its family', async () => {
    await arrive(world, 'eping', epingFile(charger, extended))
    const { id } = await db
      .selectFrom('notice')
      .select('id')
      .where('source_id', 'like', '%Add.1')
      .executeTakeFirstOrThrow()
    const html = await page(`/trade/notices/${id}`)
    for (const words of ['评议期变更', '20 January 2027', '这项措施的经过', 'G/TBT/N/EU/8001', '未定', '意见请于'])
      expect(html).toContain(words)
    expect((await site.get('/trade/notices/999999')).status).toBe(404)
  })

  it('is open to programs, and tells them which filter is wrong', async () => {
    await arrive(world, 'eping', epingFile(charger, extended, closed))
    const { notices, total } = noticesShape.parse(await (await site.get('/api/v1/notices?open=yes')).json())
    expect(total).toBe(1)
    expect(notices[0]).toMatchObject({
      market: 'EU',
      follow_ups: 1,
      comments_close: { latest: '2027-01-20' },
      in_force: { kind: 'unknown' },
    })
    const refused = await site.get('/api/v1/notices?colour=red&page=0')
    expect(refused.status).toBe(422)
    const told = (await refused.json()) as { errors: { field: string }[] }
    expect(told.errors.map(({ field }) => field).toSorted()).toEqual(['colour', 'page'])
  })
})

describe('a subscription', () => {
  const ask = (fields: Record<string, string> = {}) =>
    site.send('/subscriptions', new URLSearchParams({ email: 'reader@example.com', level: 'blue', ...fields }))
  const only = () => db.selectFrom('subscription').select(['id', 'confirmed_at', 'ended_at']).executeTakeFirstOrThrow()

  it('begins with the button on the page in its letter, not with opening it', async () => {
    expect((await ask()).headers.get('Location')).toBe('/subscriptions/asked')
    const { id } = await only()
    const path = `/subscriptions/confirmation/${subscriptionToken(world.secret, id, 'confirm')}`
    const html = await page(path)
    expect(html).toContain('确认订阅')
    expect(html).not.toContain('reader@example.com')
    expect((await only()).confirmed_at).toBeNull()
    expect((await site.send(path, new FormData())).status).toBe(303)
    expect((await only()).confirmed_at).toEqual(monday)
    expect(await page(path)).toContain('订阅已开始')
  })

  it('may be for a market from which nothing has come yet, and keeps it when refused', async () => {
    expect(await page('/subscriptions/new')).toContain('value="VNM"')
    const refused = await (await ask({ email: 'nobody', markets: 'VNM' })).text()
    expect(refused).toMatch(/value="VNM" checked/)
    expect(refused).not.toMatch(/value="JPN" checked/)
    await ask({ markets: 'VNM' })
    expect(await db.selectFrom('subscription').select('markets').execute()).toEqual([{ markets: ['VNM'] }])
  })

  it('says what is wrong beside the field and loses nothing', async () => {
    const answer = await ask({ email: 'nobody', sectors: 'PROD.03' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('请填写有效的邮箱')
    expect(html).toMatch(/value="PROD.03" checked/)
    expect(await db.selectFrom('subscription').selectAll().execute()).toEqual([])
  })

  it('ends with one click of a mail system: no session, no Origin of ours, no redirect', async () => {
    await ask()
    const { id } = await only()
    await confirmSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'confirm') })
    const path = `/subscriptions/end/${subscriptionToken(world.secret, id, 'end')}`
    expect(await page(path)).toContain('不再接收')
    expect((await only()).ended_at).toBeNull()
    const answer = await site.get(path, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Host: 'localhost' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect((await only()).ended_at).toEqual(monday)
    expect(await page(path)).toContain('已退订')
    await announceWarning(contextOf(world), { warningId: await released() })
    expect(await db.selectFrom('letter').selectAll().where('reason', '=', 'subscribed').execute()).toEqual([])
  })

  it('opens to no changed link', async () => {
    await ask()
    const { id } = await only()
    const token = subscriptionToken(world.secret, id, 'end')
    const changed = token.replace(/\.(.)/, (_, first) => (first === 'A' ? '.B' : '.A'))
    for (const wrong of [changed, `${id}.x`, subscriptionToken(world.secret, id, 'confirm')])
      expect((await site.get(`/subscriptions/end/${wrong}`, { method: 'POST' })).status, wrong).toBe(404)
    expect((await only()).ended_at).toBeNull()
  })
})
