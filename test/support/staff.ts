import { openSession } from '../../src/accounts/open-session.ts'
import type { Role, World } from '../../src/context.ts'
import type { siteOn } from '../web/site.ts'
import { anOfficer } from './factories.ts'
import { contextOf, monday } from './world.ts'

export type StaffSaid = { role?: Role; bureau?: string; name?: string }

/** A member of staff with an open session; how one signs in is told in test/web/desks.test.ts. */
export async function aSession(world: World, said: StaffSaid = {}, now: Date = monday) {
  const actor = await anOfficer(world.db, said)
  const { token } = await openSession(world.db, contextOf(world, { now }), {
    accountId: actor.accountId,
    way: 'password',
  })
  return { actor, token }
}

/** Staff at work on the site: `page` answers the text of a page, `send` posts a form as our own pages do. */
export async function staffOn(world: World, site: ReturnType<typeof siteOn>, said: StaffSaid = {}, now: Date = monday) {
  const { actor, token } = await aSession(world, said, now)
  const Cookie = `session=${token}`
  const get = (path: string) => site.get(path, { headers: { Cookie } })
  return {
    actor,
    Cookie,
    get,
    page: async (path: string) => (await get(path)).text(),
    send: (path: string, fields: Record<string, string> | [string, string][] = {}) =>
      site.send(path, new URLSearchParams(fields), { Cookie }),
  }
}
