import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { findSession } from '../accounts/find-session.ts'
import type { SignedIn } from '../accounts/open-session.ts'
import { Forbidden } from '../errors.ts'
import { paths } from './paths.ts'
import type { Env, Web } from './web.ts'

/** The `__Host-` prefix makes browsers hold the cookie to this host, over TLS only; plain http is for development. */
const cookieName = ({ config }: Web): string => (config.production ? '__Host-session' : 'session')

const attributes = ({ config }: Web) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: config.production }) as const

/** Says who is asking: staff with a session, else a citizen. A stale cookie is taken away. */
export function readSession(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = sessionToken(web, c)
    const staff = token ? await findSession({ db: web.world.db, now: web.now() }, { token }) : null
    if (token && !staff) forgetSession(web, c)
    if (staff) c.header('Cache-Control', 'no-store')
    c.set('actor', staff ?? { kind: 'citizen' })
    await next()
  }
}

/** Lets only staff through: others are asked to sign in, and come back to the page they wanted. */
export function staffOnly(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get('actor').kind === 'staff') return next()
    if (c.req.method !== 'GET') throw new Forbidden(signInFirst)
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`${paths.signIn}?next=${encodeURIComponent(pathname + search)}`, 303)
  }
}

/** The token that the browser sent. */
export function sessionToken(web: Web, c: HonoContext<Env>): string | undefined {
  return getCookie(c, cookieName(web))
}

/** Hands the browser its session, for a length of time and not until an instant: the clocks of browsers are often wrong. */
export function keepSession(web: Web, c: HonoContext<Env>, { token, expiresAt }: SignedIn): void {
  const maxAge = Math.floor((expiresAt.getTime() - web.now().getTime()) / 1000)
  setCookie(c, cookieName(web), token, { ...attributes(web), maxAge })
}

/** Takes the session from the browser. */
export function forgetSession(web: Web, c: HonoContext<Env>): void {
  deleteCookie(c, cookieName(web), attributes(web))
}

/** A path of this site, never another one: a link must not make our sign-in lead elsewhere. */
export function ownPath(next: string): string | null {
  if (!next.startsWith('/')) return null
  const url = URL.parse(next, 'http://here.invalid')
  if (url?.host !== 'here.invalid') return null
  // `/.//there` is a path of ours whose dots are gone once it is read, and then it names a host.
  return url.pathname.startsWith('//') ? null : url.pathname + url.search
}

const signInFirst = { zh: '请先登录再操作。', en: 'Please sign in first.' }
