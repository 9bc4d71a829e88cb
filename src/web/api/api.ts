import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { answerErrors, answerNotFound } from '../errors.tsx'
import type { LimitName } from '../rate-limits.ts'
import { limitBody, refuseNul, secureHeaders } from '../requests.ts'
import type { Env, Web } from '../web.ts'
import type { Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { openApiDocument } from './openapi.ts'

/** The longest complaint with every character escaped fits in half of this. */
const wordsMax_bytes = 128 * 1024

/** /api/v1: the endpoints and their document. Reads no cookie: who may know what follows from the receipt alone. */
export function api(web: Web, limited: (name: LimitName) => MiddlewareHandler<Env>): Hono<Env> {
  const routes = new Hono<Env>()
  routes.onError(answerErrors(web, routes))
  routes.use(refuseNul(), secureHeaders(web, 'api'), asCitizen)
  for (const { method, path, limit, bodyMax_bytes = wordsMax_bytes, handle } of endpoints) {
    routes.on(method, [path], limitBody(bodyMax_bytes))
    if (limit) routes.on(method, [path], limited(limit))
    routes.on(method, [path], (c) => handle(web, c))
  }
  for (const [path, here] of Map.groupBy(endpoints, ({ path }) => path)) {
    routes.all(path, (c) => otherMethod(c, here))
  }
  const document = JSON.stringify(openApiDocument(endpoints, web.config.publicUrl, web.world.city.name))
  routes.get('/openapi.json', (c) => c.body(document, 200, { 'Content-Type': 'application/json; charset=utf-8' }))
  routes.all('*', answerNotFound(web))
  return routes
}

/** RFC 9110, 15.5.6: the address is right and the method is not; `Allow` names those it takes. */
function otherMethod(c: HonoContext<Env>, here: Endpoint[]): never {
  c.header('Allow', here.map(({ method }) => method.toUpperCase()).join(', '))
  throw new HTTPException(405)
}

const asCitizen: MiddlewareHandler<Env> = async (c, next) => {
  c.set('actor', { kind: 'citizen' })
  c.header('Cache-Control', 'no-store')
  await next()
}
