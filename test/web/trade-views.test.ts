import { expect, test } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function signedIn(username: string, role: Role) {
  await world.db
    .insertInto('account')
    .values({ username, name: '陈静', role, bureau: 'AMR', password_hash: passwordHash, created_at: monday })
    .execute()
  const site = siteOn(world)
  const answer = await site.send('/sign-in', new URLSearchParams({ username, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: (path: string, fields: Record<string, string>) => site.send(path, new URLSearchParams(fields), { Cookie }),
  }
}

test('a trade official keeps a view of the desk under a name, alone, and apart from the filters of the inbox', async () => {
  const trade = await signedIn('trade', 'trade_official')
  const saved = await trade.send('/bureau/trade-views', { name: '美国充电器', query: 'market=USA&hs=8504&nonsense=1' })
  expect(saved.headers.get('Location')).toBe('/trade?market=USA&hs=8504')
  expect(await trade.page('/trade')).toContain('美国充电器')
  const other = await signedIn('other', 'trade_official')
  expect(await other.page('/trade')).not.toContain('美国充电器')
  const officer = await signedIn('officer', 'officer')
  expect(await officer.page('/trade')).not.toContain('Saved views')
  expect((await officer.send('/bureau/trade-views', { name: '我的', query: 'market=USA' })).status).toBe(403)
  expect(await world.db.selectFrom('saved_filter').select(['desk', 'name']).execute()).toEqual([
    { desk: 'trade', name: '美国充电器' },
  ])
})

test('a view without filters or name is refused with what was typed; another’s is not deleted', async () => {
  const trade = await signedIn('trade', 'trade_official')
  const refused = await trade.send('/bureau/trade-views', { name: '', query: 'market=USA' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('请写名称')
  expect((await trade.send('/bureau/trade-views', { name: '空', query: 'nonsense=1' })).status).toBe(422)
  await trade.send('/bureau/trade-views', { name: '欧盟', query: 'market=EU' })
  const { id } = await world.db.selectFrom('saved_filter').select('id').executeTakeFirstOrThrow()
  const other = await signedIn('other', 'trade_official')
  expect((await other.send(`/bureau/trade-views/${id}/end`, {})).status).toBe(404)
  expect((await trade.send(`/bureau/trade-views/${id}/end`, {})).status).toBe(303)
  expect(await world.db.selectFrom('saved_filter').select('id').execute()).toEqual([])
})
