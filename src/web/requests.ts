import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { Invalid, NotFound, type Said } from '../errors.ts'
import { paths } from './paths.ts'
import type { Env, Web } from './web.ts'

const processName = randomBytes(4).toString('hex')
let requestCount = 0

/**
 * Names each request and logs it when answered: route pattern, status, milliseconds. Never the address, the query, a body or a
 * path with a code in it, so that the log holds nothing about a person.
 */
export function logRequests({ log }: Web): MiddlewareHandler<Env> {
  return async (c, next) => {
    requestCount += 1
    const id = `${processName}-${requestCount.toString(36)}`
    c.set('requestId', id)
    c.header('X-Request-Id', id)
    const start = performance.now()
    await next()
    const ms = Math.round((performance.now() - start) * 10) / 10
    log.info({ id, method: c.req.method, route: routePath(c), status: c.res.status, ms }, 'request')
  }
}

/** The character NUL, which no database can look up: there is nothing at a path that holds it, and a question with it is refused. */
export function refuseNul(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (pathname.includes('%00')) throw new NotFound(noSuchAddress)
    if (search.includes('%00')) throw new Invalid(noSuchQuestion)
    await next()
  }
}

const noSuchQuestion: Said = {
  zh: '查询条件里有控制字符，请删去后重试。',
  en: 'There is a control character in the question. Take it out and ask again.',
}

const noSuchAddress: Said = {
  zh: '这个地址没有内容，请从首页重新进入。',
  en: 'There is nothing at this address. Please start from the home page.',
}

/** The content security policy of every page: our own files only, nothing inline. */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** `same-origin`, not `no-referrer`: other sites learn nothing either way, but `no-referrer` makes browsers send `Origin: null` with our own forms. */
const everywhere: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const onPages: Record<string, string> = {
  ...everywhere,
  'Content-Security-Policy': pagePolicy,
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'X-Frame-Options': 'DENY',
}

/** Sets the security headers before the handler runs, so that a handler may replace one (the API page does). */
export function secureHeaders({ config }: Web, where: 'page' | 'api'): MiddlewareHandler<Env> {
  const headers = Object.entries({
    ...(where === 'page' ? onPages : everywhere),
    ...(config.production ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  })
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value)
    await next()
  }
}

/**
 * Refuses a form sent from another site. The host is compared, not the scheme, because a proxy in front may have taken the TLS off.
 * The API is not behind this: it reads no cookie, so another site gains nothing by calling it.
 */
export function refuseForeignForms(): MiddlewareHandler<Env> {
  return csrf({ origin: (origin, c) => URL.parse(origin)?.host === c.req.header('host') })
}

/**
 * Reads a form once for the handlers, which find it where it was read: a body that is none is refused before anybody asks it for a
 * field. Who is not signed in sends nothing to the desks, and is told so without being read.
 */
export function readForms(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const toDesk = c.req.path === paths.bureau || c.req.path.startsWith(`${paths.bureau}/`)
    const read = c.req.method === 'POST' && (c.get('actor').kind === 'staff' || !toDesk)
    if (read) {
      await c.req.formData().catch(() => {
        throw new HTTPException(400)
      })
    }
    await next()
  }
}

/**
 * Refuses a body over the limit. A declared length is judged at once (the server reads no further than it); a body sent in chunks is
 * counted while it is read.
 */
export function limitBody(maxSize: number): MiddlewareHandler<Env> {
  const tooLarge = () => {
    throw new HTTPException(413)
  }
  const counting = bodyLimit({ maxSize, onError: tooLarge })
  return async (c, next) => {
    const declared = c.req.header('content-length')
    if (declared === undefined) return counting(c, next)
    if (Number(declared) > maxSize) tooLarge()
    await next()
  }
}
