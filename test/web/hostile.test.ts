import { beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { registerCreditRules } from '../../src/enterprises/grade/register-credit-rules.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const passwordHash = await hashPassword('kxm3-pq7d-wn4t-8ryz')
beforeEach(() => registerCreditRules(contextOf(world, { actor: { kind: 'operator' } })))

/** Somebody of the joint-meeting office, who may see most. */
async function officeOn(site: ReturnType<typeof siteOn>) {
  const staff = await staffOn(world, site, { role: 'joint_office', bureau: 'DATA' })
  await world.db.updateTable('account').set({ password_hash: passwordHash }).execute()
  return staff
}

/** Every address of the site by one method, its parameters written as `value`. */
function addressesOf(method: 'GET' | 'POST', value: string): string[] {
  const paths = siteOn(world)
    .app.routes.filter((route) => route.method === method)
    .map(({ path }) => path.replace(/:\w+(\{[^}]*\})?/g, value).replace('*', 'v2/requests.json'))
  return [...new Set(paths)]
}

const bodies: [what: string, type: string | null, body: string][] = [
  ['nothing', null, ''],
  ['JSON', 'application/json', '{"text":"1"}'],
  ['a multipart form without its parts', 'multipart/form-data; boundary=zz', 'no part'],
  ['a form with a NUL in each answer', 'application/x-www-form-urlencoded', 'text=%00&reason=a%00b&receipt=%00&q=%00'],
]

describe('an address of the site', () => {
  it.each(bodies)('that takes a POST answers a body of the wrong kind in words: %s', async (_what, type, body) => {
    const site = siteOn(world, { env: { FILINGS_PER_HOUR: '1000000' } })
    const staff = await officeOn(site)
    for (const path of addressesOf('POST', '7')) {
      for (const Cookie of path.startsWith('/bureau') ? ['', staff.Cookie] : ['']) {
        const headers = {
          Cookie,
          Host: 'localhost',
          Origin: 'http://localhost',
          ...(type ? { 'Content-Type': type } : {}),
        }
        const { status } = await site.app.request(path, { method: 'POST', body, headers })
        expect.soft(status, `${path} ${Cookie === '' ? 'anybody' : 'staff'}`).toBeLessThan(500)
      }
    }
    expect(site.logged.filter((line) => line.includes('request failed'))).toEqual([])
    expect(await world.db.selectFrom('report').select('id').execute()).toEqual([])
  })

  it.each(['9999999999', '%FF'])('that names no such thing is not found or sends elsewhere: %s', async (value) => {
    const site = siteOn(world)
    const staff = await officeOn(site)
    for (const path of addressesOf('GET', value)) {
      for (const headers of path.startsWith('/bureau') ? [{}, { Cookie: staff.Cookie }] : [{}]) {
        expect.soft((await site.get(path, { headers })).status, path).toBeLessThan(500)
      }
    }
    expect(site.logged.filter((line) => line.includes('request failed'))).toEqual([])
  })

  it('refuses a question with a NUL in it', async () => {
    const site = siteOn(world)
    for (const path of ['/firms?q=%00', '/trade?text=a%00', '/api/v1/firms?q=%00']) {
      expect((await site.get(path)).status).toBe(422)
    }
    const told = await site.get('/open311/v2/requests.json?service_request_id=a%00')
    expect(told.status).toBe(400)
    expect(await told.json()).toMatchObject([{ code: 400 }])
  })
})
