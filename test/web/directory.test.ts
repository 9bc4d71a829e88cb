import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import type { Role } from '../../src/context.ts'
import { type DirectoryServer, useDirectoryServer } from '../support/directory-server.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const directory: DirectoryServer = await useDirectoryServer(world.publicUrl)
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const settings = {
  OIDC_ISSUER: directory.issuer,
  OIDC_CLIENT_ID: directory.clientId,
  OIDC_CLIENT_SECRET: directory.clientSecret,
}

async function anAccount(said: { username?: string; role?: Role; email?: string; disabled?: boolean } = {}) {
  const { username = 'lihua', role = 'officer', email = null, disabled = false } = said
  const row = { username, name: '李华', role, bureau: 'AMR', email, password_hash: passwordHash, created_at: monday }
  const { id } = await db
    .insertInto('account')
    .values({ ...row, disabled_at: disabled ? monday : null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const link = (account_id: number, subject: string) =>
  db
    .insertInto('directory_identity')
    .values({ issuer: directory.issuer, subject, account_id, linked_at: monday, linked_by: 'administrator' })
    .execute()
const acts = async () =>
  (await db.selectFrom('audit_event').select(['act', 'subject', 'detail']).orderBy('id').execute()).map(
    ({ act, subject, detail }) => ({ act, subject, detail }),
  )
const sessions = () => db.selectFrom('session').select(['account_id', 'way']).execute()

/** Somebody at a browser that keeps the cookies of both sites, and follows links between them as far as told. */
function aBrowser(env: Record<string, string> = {}, now = () => monday) {
  const site = siteOn(world, { env: { ...settings, ...env }, now })
  const jar = new Map<string, string>()
  const cookies = (of: string) => [...jar].filter(([key]) => key.startsWith(of)).map(([, pair]) => pair)
  const keep = (of: string, answer: Response) => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const key = `${of} ${pair.split('=')[0]}`
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(key)
      else jar.set(key, pair)
    }
    return answer
  }
  const here = async (path: string) =>
    keep('here', await site.get(path, { headers: { Cookie: cookies('here').join('; ') } }))
  const there = async (url: string) =>
    keep('there', await fetch(url, { redirect: 'manual', headers: { Cookie: cookies('there').join('; ') } }))
  return {
    site,
    jar,
    here,
    /** To the directory; answers where it asks the browser to go first. */
    depart: async (next = '') => {
      const answer = await here(`/sign-in/directory${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`)
      return answer.headers.get('Location') ?? (await answer.text())
    },
    /** Signs in there and answers the path by which it comes back. */
    stay: async (url: string, subject: string | null) => {
      directory.atDesk.subject = subject
      let at = url
      while (!at.startsWith(world.publicUrl)) {
        const location = (await there(at)).headers.get('Location')
        if (location === null) throw new Error(`the directory sends nobody on from ${at}`)
        at = new URL(location, directory.issuer).href
      }
      return at.slice(world.publicUrl.length)
    },
    leave: async () =>
      keep('here', await site.send('/sign-out', new URLSearchParams(), { Cookie: cookies('here').join('; ') })),
  }
}

/** The whole way, as a person goes it. */
async function signedInAs(subject: string | null, env: Record<string, string> = {}, next = '') {
  const browser = aBrowser(env)
  const answer = await browser.here(await browser.stay(await browser.depart(next), subject))
  return { ...browser, answer }
}

describe('signing in at the city’s directory', () => {
  it('opens the linked account, with its own role and bureau, on the page that was wanted', async () => {
    const id = await anAccount()
    await link(id, 'person-17')
    const { answer, here, site } = await signedInAs('person-17', {}, '/bureau/tasks')
    expect(answer.headers.get('Location')).toBe('/bureau/tasks')
    expect((await here('/bureau/tasks')).status).toBe(200)
    expect(await acts()).toEqual([{ act: 'sign_in', subject: `account:${id}`, detail: { way: 'directory' } }])
    expect(await sessions()).toEqual([{ account_id: id, way: 'directory' }])
    expect(site.logged.join('')).not.toContain('code=')
  })

  it('keeps and logs no token', async () => {
    const id = await anAccount()
    await link(id, 'person-17')
    directory.answered.length = 0
    const { site } = await signedInAs('person-17')
    const { access_token, id_token } = JSON.parse(directory.answered[0] ?? '{}')
    const tables = ['account', 'session', 'directory_identity', 'audit_event'] as const
    const kept = JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())))
    for (const token of [access_token, id_token]) {
      expect(token).toMatch(/^[\w.-]{20,}$/)
      expect(kept + site.logged.join('')).not.toContain(token)
    }
  })

  it('asks for the least: code flow with PKCE, state, nonce, and the e-mail only where it links', async () => {
    const asked = async (env: Record<string, string>) => new URL(await aBrowser(env).depart()).searchParams
    const plain = await asked({})
    expect(Object.fromEntries(plain)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid',
      redirect_uri: `${world.publicUrl}/sign-in/directory/return`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(plain.get(name)).toMatch(/^[\w-]{43}$/)
    expect((await asked({ OIDC_LINK_BY_EMAIL: 'yes' })).get('scope')).toBe('openid email')
  })

  it('refuses somebody without an account, says whom to ask and by which number, and records it without their name', async () => {
    await anAccount({ email: 'li@example.gov.cn' })
    directory.people.set('stranger-1', { email: 'li@example.gov.cn', email_verified: true })
    const { answer } = await signedInAs('stranger-1')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('系统管理员')
    expect(page).toContain('stranger-1')
    expect(await acts()).toEqual([{ act: 'sign_in_failed', subject: 'directory', detail: { way: 'directory' } }])
    expect(await sessions()).toEqual([])
  })

  it('refuses a disabled account and, for as long as it is shut, a locked one', async () => {
    const gone = await anAccount({ username: 'gone', disabled: true })
    await link(gone, 'person-18')
    expect(await (await signedInAs('person-18')).answer.text()).toContain('已停用')
    const id = await anAccount()
    await link(id, 'person-17')
    const { site } = aBrowser()
    for (let n = 0; n < 8; n++) await site.send('/sign-in', new URLSearchParams({ username: 'lihua', password: 'x' }))
    expect((await signedInAs('person-17')).answer.status).toBe(429)
    expect(await sessions()).toEqual([])
    expect(await acts()).toContainEqual({
      act: 'sign_in_failed',
      subject: `account:${gone}`,
      detail: { way: 'directory' },
    })
  })

  it('tells of a sign-in that was cancelled there', async () => {
    const { answer } = await signedInAs(null)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('已取消')
  })
})

describe('what comes back is refused', () => {
  const linked = async () => link(await anAccount(), 'person-17')
  const refused = async (answer: Response) => {
    expect(answer.status).toBe(422)
    expect(await sessions()).toEqual([])
  }

  it('in a browser that never left, and in one that left for another sign-in', async () => {
    await linked()
    const victim = aBrowser()
    const back = await victim.stay(await victim.depart(), 'person-17')
    await refused(await aBrowser().here(back))
    const thief = aBrowser()
    const state = new URL(await thief.depart()).searchParams.get('state') ?? ''
    await refused(await thief.here(back))
    await thief.depart()
    const forged = new URLSearchParams(back.split('?')[1])
    forged.set('state', state)
    await refused(await thief.here(`/sign-in/directory/return?${forged}`))
  })

  it('with the thief’s own state but another’s code: PKCE', async () => {
    await linked()
    const victim = aBrowser()
    const code = new URLSearchParams((await victim.stay(await victim.depart(), 'person-17')).split('?')[1])
    const thief = aBrowser()
    code.set('state', new URL(await thief.depart()).searchParams.get('state') ?? '')
    await refused(await thief.here(`/sign-in/directory/return?${code}`))
    expect(thief.site.logged.join('')).toContain('invalid_grant')
  })

  it('with another nonce, or in the name of another issuer', async () => {
    await linked()
    const browser = aBrowser()
    const url = new URL(await browser.depart())
    url.searchParams.set('nonce', 'a-nonce-of-somebody-else-altogether')
    await refused(await browser.here(await browser.stay(url.href, 'person-17')))
    expect(browser.site.logged.join('')).toContain('OAUTH_JWT_CLAIM_COMPARISON_FAILED')
    const other = aBrowser()
    const back = new URL(await other.stay(await other.depart(), 'person-17'), world.publicUrl)
    back.searchParams.set('iss', 'https://evil.example')
    await refused(await other.here(back.pathname + back.search))
  })

  it('a second time: by the browser, and by whoever kept its cookie', async () => {
    await linked()
    const browser = aBrowser()
    const back = await browser.stay(await browser.depart(), 'person-17')
    const cookies = new Map(browser.jar)
    expect((await browser.here(back)).status).toBe(303)
    await db.deleteFrom('session').execute()
    await refused(await browser.here(back))
    for (const [key, pair] of cookies) browser.jar.set(key, pair)
    await refused(await browser.here(back))
    expect(browser.site.logged.join('')).toContain('invalid_grant')
  })

  it('after ten minutes, and with a cookie that was changed', async () => {
    await linked()
    let now = monday
    const browser = aBrowser({}, () => now)
    const late = await browser.stay(await browser.depart(), 'person-17')
    now = new Date(monday.getTime() + 11 * 60_000)
    await refused(await browser.here(late))
    const back = await browser.stay(await browser.depart(), 'person-17')
    const key = 'here directory'
    browser.jar.set(key, (browser.jar.get(key) ?? '').replace('state', 'stale'))
    await refused(await browser.here(back))
  })

  it('by a directory that calls itself otherwise, or does not answer; the page still offers the password', async () => {
    for (const OIDC_ISSUER of [directory.issuer.replace('127.0.0.1', 'localhost'), 'http://127.0.0.1:9']) {
      const page = await aBrowser({ OIDC_ISSUER }).depart()
      expect(page).toContain('role="alert"')
      expect(page).toContain('name="password"')
    }
  })
})

describe('a first sign-in by e-mail', () => {
  const env = { OIDC_LINK_BY_EMAIL: 'yes' }

  it('links the one open account with that verified address, for good', async () => {
    const id = await anAccount({ email: 'li@example.gov.cn' })
    directory.people.set('person-20', { email: 'Li@Example.gov.cn', email_verified: true })
    expect((await signedInAs('person-20', env)).answer.status).toBe(303)
    await db.updateTable('account').set({ email: null }).execute()
    expect((await signedInAs('person-20')).answer.status).toBe(303)
    expect((await acts()).map(({ act }) => act)).toEqual(['directory_linked', 'sign_in', 'sign_in'])
    expect((await sessions()).map(({ account_id }) => account_id)).toEqual([id, id])
  })

  it('links nobody by an unverified address, one that two accounts have, a disabled account’s, or one that is linked', async () => {
    await anAccount({ username: 'one', email: 'one@example.gov.cn' })
    for (const username of ['two', 'too']) await anAccount({ username, email: 'two@example.gov.cn' })
    await anAccount({ username: 'gone', email: 'gone@example.gov.cn', disabled: true })
    await link(await anAccount({ username: 'taken', email: 'taken@example.gov.cn' }), 'person-1')
    directory.people.set('a', { email: 'one@example.gov.cn', email_verified: false })
    directory.people.set('b', { email: 'one@example.gov.cn' })
    directory.people.set('c', { email: 'two@example.gov.cn', email_verified: true })
    directory.people.set('d', { email: 'gone@example.gov.cn', email_verified: true })
    directory.people.set('e', { email: 'taken@example.gov.cn', email_verified: true })
    directory.people.set('f', {})
    for (const subject of ['a', 'b', 'c', 'd', 'e', 'f']) {
      expect((await signedInAs(subject, env)).answer.status, subject).toBe(422)
    }
    expect(await sessions()).toEqual([])
    expect(await db.selectFrom('directory_identity').selectAll().execute()).toHaveLength(1)
  })
})

describe('signing out', () => {
  it('ends the session here, and offers to leave the directory too', async () => {
    await link(await anAccount(), 'person-17')
    const { here, leave } = await signedInAs('person-17')
    const left = await leave()
    expect(left.headers.get('Location')).toBe('/sign-in?left=directory')
    expect(await sessions()).toEqual([])
    const page = await (await here('/sign-in?left=directory')).text()
    const exit = /href="([^"]*session\/end[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(exit).toContain(`post_logout_redirect_uri=${encodeURIComponent(`${world.publicUrl}/sign-in`)}`)
    expect((await fetch(exit)).status).toBe(200)
    expect(await (await here('/sign-in')).text()).not.toContain('session/end')
  })
})

describe('where the directory is required', () => {
  const env = { OIDC_REQUIRED: 'yes' }

  it('the password opens the first administrator’s account and no other', async () => {
    await anAccount({ username: 'admin', role: 'administrator' })
    await anAccount({ username: 'admin-2', role: 'administrator' })
    await anAccount()
    const { site } = aBrowser(env)
    const tried = async (username: string) =>
      (await site.send('/sign-in', new URLSearchParams({ username, password }))).status
    expect(await tried('lihua')).toBe(422)
    expect(await tried('admin-2')).toBe(422)
    expect(await tried('nobody')).toBe(422)
    expect(await tried('admin')).toBe(303)
    expect((await sessions()).map(({ way }) => way)).toEqual(['password'])
  })

  it('everybody else signs in there, and is not offered a password of their own', async () => {
    await anAccount({ username: 'admin', role: 'administrator' })
    await link(await anAccount(), 'person-17')
    const { here } = await signedInAs('person-17', env)
    const page = await (await here('/bureau/account')).text()
    expect(page).toContain('统一身份认证')
    expect(page).not.toContain('name="wanted"')
    expect(page).not.toContain('data-passkey')
  })
})

it('without a directory nothing of it is there', async () => {
  const site = siteOn(world)
  expect(await (await site.get('/sign-in')).text()).not.toContain('/sign-in/directory')
  expect((await site.get('/sign-in/directory')).status).toBe(404)
  expect((await site.get('/sign-in/directory/return?code=x&state=y')).status).toBe(404)
})
