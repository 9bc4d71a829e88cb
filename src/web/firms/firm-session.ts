import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import { findFirmSession } from '../../enterprises/own/find-firm-session.ts'
import { Forbidden } from '../../errors.ts'
import type { Env, Web } from '../web.ts'

/** A firm's own cookie, beside that of the staff: somebody may be both. */
const cookieName = ({ config }: Web): string => (config.production ? '__Host-firm' : 'firm')
const attributes = ({ config }: Web) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: config.production }) as const

/** Lets only a firm through; others are asked to sign in. */
export function firmOnly(web: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    const firm = await firmIn(web, c)
    if (firm) {
      c.set('actor', firm)
      c.header('Cache-Control', 'no-store')
      return next()
    }
    if (firmToken(web, c)) forgetFirmSession(web, c)
    if (c.req.method !== 'GET')
      throw new Forbidden({ zh: '请先以企业身份登录。', en: 'Please sign in as the firm first.' })
    return c.redirect(firmPaths.signIn, 303)
  }
}

/** Which firm is signed in; null when none is. */
export async function firmIn(web: Web, c: HonoContext<Env>): Promise<Awaited<ReturnType<typeof findFirmSession>>> {
  const token = firmToken(web, c)
  return token ? findFirmSession({ db: web.world.db, now: web.now() }, { token }) : null
}

export const firmToken = (web: Web, c: HonoContext<Env>): string | undefined => getCookie(c, cookieName(web))

export function keepFirmSession(
  web: Web,
  c: HonoContext<Env>,
  { token, expiresAt }: { token: string; expiresAt: Date },
): void {
  const maxAge = Math.floor((expiresAt.getTime() - web.now().getTime()) / 1000)
  setCookie(c, cookieName(web), token, { ...attributes(web), maxAge })
}

export function forgetFirmSession(web: Web, c: HonoContext<Env>): void {
  deleteCookie(c, cookieName(web), attributes(web))
}
