import { beforeEach, describe, expect, test } from 'vitest'
import { announceWarning } from '../../../src/alerts/announce-warning.ts'
import { letterLinkWithin_days, letterToken, readLetterToken } from '../../../src/alerts/hits/letter-token.ts'
import { releaseWarning } from '../../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../../src/alerts/subscriptions/confirm-subscription.ts'
import { endSubscription } from '../../../src/alerts/subscriptions/end-subscription.ts'
import { sendDigests } from '../../../src/alerts/subscriptions/send-digests.ts'
import { subscribe } from '../../../src/alerts/subscriptions/subscribe.ts'
import { subscriptionToken } from '../../../src/alerts/subscriptions/subscription-token.ts'
import { codes } from '../../enterprises/firms.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { siteOn } from '../../web/site.ts'
import { arrive } from '../notices.ts'
import { epingFile } from '../small-notices.ts'

const world = await useWorld()
const { db } = world
const family = 'G/TBT/N/EU/8001'
const days = (count: number) => new Date(monday.getTime() + count * 86_400_000)
const firm = { name: '深圳市安充电子有限公司', code: codes.battery, product: '充电器', band: 'under_10m' }

async function subscribed(said: Record<string, string> = {}): Promise<number> {
  await subscribe(contextOf(world), {
    ...{ email: 'Waimao@firm.example', sectors: [], markets: [], levelMin: 'blue', hs: '8504', ...said },
  })
  const { id } = await db.selectFrom('subscription').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  await confirmSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'confirm') })
  return id
}

async function announced(symbol: string): Promise<void> {
  await arrive(world, 'eping', epingFile({ symbol }))
  const trade = contextOf(world, { actor: await anOfficer(db, { role: 'trade_official' }) })
  for (const { id } of await db.selectFrom('warning').select('id').where('state', '=', 'draft').execute()) {
    await releaseWarning(trade, { warningId: id, reason: '核实无误' })
    await announceWarning(contextOf(world, { actor: { kind: 'job', name: 'announce-warning' } }), { warningId: id })
  }
}

/** The link in the newest letter to the subscriber. */
async function linkInLetter(): Promise<string> {
  const { body, html } = await db
    .selectFrom('letter')
    .where('reason', '=', 'subscribed')
    .select(['body', 'html'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = /\/trade\/hits\/letter\/\S+/.exec(body)?.[0] ?? ''
  expect(html).toContain(link)
  return link
}

const hits = () => db.selectFrom('measure_hit').select(['family', 'code', 'state', 'how']).orderBy('id').execute()
const stands = { code: codes.battery, state: 'stands', how: 'mail' }

beforeEach(() => arrive(world, 'eping', epingFile({ symbol: family })))

describe('a letter about a measure', () => {
  test('leads to a page where the firm is named once; it stands at once, and by the next letter one button is left', async () => {
    await subscribed()
    await announced(family)
    const [site, link] = [siteOn(world), await linkInLetter()]
    const page = await site.get(link)
    const text = await page.text()
    expect([page.status, page.headers.get('X-Robots-Tag'), page.headers.get('Cache-Control')]).toEqual([
      200,
      'noindex, nofollow, noarchive',
      'no-store',
    ])
    expect(text).toContain('name="code"')
    expect(text).not.toContain('firm.example')
    expect(await hits()).toEqual([])
    const wrong = await site.send(link, new URLSearchParams({ ...firm, code: '123', form_page: link }))
    expect([wrong.status, (await wrong.text()).includes('value="深圳市安充电子有限公司"')]).toEqual([422, true])
    const said = await site.send(link, new URLSearchParams(firm))
    expect(said.headers.get('Location')).toMatch(/^\/trade\/hits\/\d+\./)
    expect(await hits()).toEqual([{ family, ...stands }])
    expect(await (await site.get(said.headers.get('Location') ?? '')).text()).toContain('撤回')
    expect(await (await site.get(link)).text()).toContain('您已经说过')
    const letters = await db.selectFrom('letter').where('what', 'like', 'measure-hit:%').select('id').execute()
    expect(letters).toEqual([])

    await announced('G/TBT/N/EU/8002')
    const next = await (await site.get(await linkInLetter())).text()
    expect(next).toContain('type="hidden" name="code"')
    expect(next).toContain('深圳市安充电子有限公司（')
  })

  test('in a digest has the link too', async () => {
    await subscribed({ rhythm: 'daily' })
    await announced(family)
    await sendDigests(contextOf(world, { actor: { kind: 'job', name: 'send-digests' }, now: days(1) }))
    expect((await siteOn(world).get(await linkInLetter())).status).toBe(200)
  })

  test('vouches for nobody when it is changed, over, or its subscription ended; another address does not overwrite a firm', async () => {
    const id = await subscribed()
    await announced(family)
    const [site, link] = [siteOn(world), await linkInLetter()]
    const token = link.split('/').at(-1) ?? ''
    expect(readLetterToken(world.secret, token, days(letterLinkWithin_days))).not.toBeNull()
    expect(readLetterToken(world.secret, token, days(letterLinkWithin_days + 1))).toBeNull()
    const forged = letterToken('another secret', { subscriptionId: id, family, until: days(9) })
    const moved = token.replace(
      Buffer.from(family).toString('base64url'),
      Buffer.from('G/TBT/N/EU/8002').toString('base64url'),
    )
    for (const path of [forged, moved, `${token}x`]) {
      expect((await site.get(`/trade/hits/letter/${path}`)).status).toBe(404)
      expect((await site.send(`/trade/hits/letter/${path}`, new URLSearchParams(firm))).status).toBe(404)
    }
    expect((await siteOn(world, { now: () => days(61) }).get(link)).status).toBe(404)
    expect((await site.send(link, new URLSearchParams(firm))).status).toBe(303)
    const other = await subscribed({ email: 'other@else.example' })
    const theirs = letterToken(world.secret, { subscriptionId: other, family, until: days(9) })
    expect((await site.send(`/trade/hits/letter/${theirs}`, new URLSearchParams(firm))).status).toBe(409)
    await endSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'end') })
    expect((await site.get(link)).status).toBe(404)
    expect(await hits()).toEqual([{ family, ...stands }])
  })
})
