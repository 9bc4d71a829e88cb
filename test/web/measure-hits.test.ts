import { beforeEach, expect, test } from 'vitest'
import { inviteFirm } from '../../src/enterprises/own/invite-firm.ts'
import { arrive } from '../alerts/notices.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { aFirm, codes } from '../enterprises/firms.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const family = 'G/TBT/N/EU/8001'
const typed = {
  ...{ family, name: '深圳市安充电子有限公司', code: codes.battery, product: '充电器', band: 'unknown' },
  ...{ email: 'a@b.example', contactName: '', phone: '' },
}

beforeEach(() => arrive(world, 'eping', epingFile({ symbol: family })))

test('a signed-in firm needs one short form, and what it says counts at once', async () => {
  const site = siteOn(world)
  await aFirm(world)
  const officer = contextOf(world, { actor: await anOfficer(world.db) })
  await inviteFirm(officer, { code: codes.kettle, invitation: { how: 'mail', email: 'zhiliang@firm.example' } })
  const { body } = await world.db
    .selectFrom('letter')
    .where('reason', '=', 'invited')
    .select('body')
    .executeTakeFirstOrThrow()
  const opened = await site.send('/firm/invitation', new URLSearchParams({ key: /key=(\S+)/.exec(body)?.[1] ?? '' }))
  const Cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const dossier = await (await site.get(`/trade/measures/${family}`, { headers: { Cookie } })).text()
  expect(dossier).toContain('以 深圳市虚构一号电器有限公司 的名义')
  expect(dossier).not.toContain('name="code"')
  const said = await site.send('/trade/hits', new URLSearchParams({ family, product: '电热水壶', band: 'under_1m' }), {
    Cookie,
  })
  expect(said.headers.get('Location')).toContain('said=yes')
  const stands = await world.db.selectFrom('measure_hit').select(['code', 'state', 'how']).execute()
  expect(stands).toEqual([{ code: codes.kettle, state: 'stands', how: 'session' }])
})

test('anybody else is answered the same whatever is known, keeps what was typed, and is slowed down', async () => {
  const site = siteOn(world)
  const refused = await site.send('/trade/hits', new URLSearchParams({ ...typed, code: '123' }))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('value="深圳市安充电子有限公司"')
  for (const email of ['a@b.example', 'a@b.example', 'c@d.example'])
    expect((await site.send('/trade/hits', new URLSearchParams({ ...typed, email }))).headers.get('Location')).toBe(
      '/trade/hits/asked',
    )
  const answers: number[] = []
  for (let round = 0; round < 8; round += 1)
    answers.push((await site.send('/trade/hits', new URLSearchParams(typed))).status)
  expect(answers.at(-1)).toBe(429)
})

test('the link of a letter says nothing by being followed, and strangers find nothing', async () => {
  const site = siteOn(world)
  await site.send('/trade/hits', new URLSearchParams(typed))
  const { body } = await world.db
    .selectFrom('letter')
    .where('what', 'like', 'measure-hit:%')
    .select('body')
    .executeTakeFirstOrThrow()
  const path = /\/trade\/hits\/\S+/.exec(body)?.[0] ?? ''
  const shown = await site.get(path)
  expect(shown.headers.get('X-Robots-Tag')).toContain('noindex')
  const state = async () => (await world.db.selectFrom('measure_hit').select('state').executeTakeFirstOrThrow()).state
  expect(await state()).toBe('said')
  expect((await site.send(path, new URLSearchParams())).status).toBe(303)
  expect(await state()).toBe('stands')
  expect((await site.get('/trade/hits/1.aaaa')).status).toBe(404)
  expect((await site.send('/bureau/measure-hits/1/contact', new URLSearchParams({ 'contact-1': '好奇' }))).status).toBe(
    403,
  )
})
