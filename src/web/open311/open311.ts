import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { NotFound, type Said } from '../../errors.ts'
import { listServiceRequests } from '../../intake/open311/list-service-requests.ts'
import { receiveServiceRequest } from '../../intake/open311/receive-service-request.ts'
import { noSuchService, readServiceRequest } from '../../intake/open311/service-request.ts'
import { attachmentScanner } from '../../intake/scan-attachment.ts'
import type { LimitName } from '../rate-limits.ts'
import { limitBody, secureHeaders } from '../requests.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { type Addressed, addressedOf } from './address.ts'
import { discoveryOf, isJurisdiction } from './discovery.ts'
import { answerRefusal } from './refusals.ts'
import { receivedAnswer, requestAnswer } from './request-answers.ts'
import { readRequestsQuery } from './requests-query.ts'
import { cleanAll, knowsKey, type Sent, sentOf } from './sent.ts'
import { definitionOf, servicesOf } from './services.ts'
import { contentTypes, type Spark, written } from './spark.ts'

/** Five photos of 10 MB and the words around them. */
const bodyMax_bytes = 52 * 1024 * 1024

/**
 * Open311 GeoReport v2 at /open311/v2, in JSON and XML. Reads no cookie, and answers pages of any site: what it tells is public.
 * Addresses end in .json or .xml; without either the Accept header decides, and a slash at the end changes nothing.
 */
export function open311(web: Web, limited: (name: LimitName) => MiddlewareHandler<Env>): Hono<Env> {
  const answers = answersOf(web)
  const routes = new Hono<Env>()
  routes.onError(answerRefusal(web))
  routes.use(secureHeaders(web, 'api'), cors({ origin: '*' }), limitBody(bodyMax_bytes))
  routes.use(async (c, next) => {
    c.set('actor', { kind: 'citizen' })
    c.header('Cache-Control', 'no-store')
    await next()
  })
  routes.post('*', limited('filing'))
  routes.all('*', async (c) => {
    const asked = addressedOf(c)
    const answer = answers[`${c.req.method === 'HEAD' ? 'GET' : c.req.method} ${asked.resource}`]
    if (!answer) throw new NotFound(nothingHere)
    const [root, content] = await answer(c, asked)
    return c.body(written(asked.format, root, content), 200, { 'Content-Type': contentTypes[asked.format] })
  })
  return routes
}

type Answer = (c: HonoContext<Env>, asked: Addressed) => Promise<[root: string, content: Spark]>

/** The methods of the specification, each by its verb and the shape of its address. */
function answersOf(web: Web): Record<string, Answer> {
  const { city, publicUrl } = web.world
  const { config } = web
  const discovery = discoveryOf({
    city,
    publicUrl,
    production: config.production,
    keyed: config.open311Keys.length > 0,
    changedAt: web.now(),
  })
  const services = servicesOf(city)
  const scan = attachmentScanner(config.clamd, (error) => web.log.warn({ err: error }, 'attachment not scanned'))
  const here = (given: URLSearchParams) => {
    const name = given.get('jurisdiction_id') ?? ''
    if (!isJurisdiction(city, publicUrl, name)) throw noSuchCity(name, city.website)
  }

  return {
    'GET discovery': async () => ['discovery', discovery],
    'GET services': async (_, { query }) => {
      here(query)
      return ['services', services]
    },
    'GET services/:id': async (_, { query, id }) => {
      here(query)
      const leaf = city.leaves.get(id)
      if (!leaf) throw noSuchService(id)
      return ['service_definition', definitionOf(leaf)]
    },
    'POST requests': async (c, asked) => {
      const sent: Sent = await sentOf(c, asked.query)
      here(sent.given)
      knowsKey(config.open311Keys, sent.given.get('api_key') ?? '')
      const context = contextOf(web, c)
      const request = readServiceRequest(city, sent.given, shanghaiDate(context.now))
      const attachments = await cleanAll(sent.uploads, scan)
      const received = await receiveServiceRequest(context, { request, attachments })
      return ['service_requests', [receivedAnswer(received, publicUrl)]]
    },
    'GET requests': async (c, { query }) => {
      here(query)
      const found = await listServiceRequests(contextOf(web, c), readRequestsQuery(query, web.now()))
      return ['service_requests', found.map(requestAnswer)]
    },
    'GET requests/:id': async (c, { query, id }) => {
      here(query)
      const [found] = await listServiceRequests(contextOf(web, c), { ids: [id] })
      if (!found) throw new NotFound(noSuchRequest)
      return ['service_requests', [requestAnswer(found)]]
    },
    // Every service answers at once with its number, so a token is that number.
    'GET tokens/:id': async (c, { query, id }) => {
      here(query)
      const [found] = await listServiceRequests(contextOf(web, c), { ids: [id] })
      if (!found) throw new NotFound(noSuchRequest)
      return ['service_requests', [{ service_request_id: found.id, token: id }]]
    },
  }
}

function noSuchCity(name: string, own: string): NotFound {
  return new NotFound({
    zh: `jurisdiction_id ${name.slice(0, 60)} 不是本市，应为 ${own} 或不填。`,
    en: `jurisdiction_id ${name.slice(0, 60)} is not this city; send ${own} or leave it out.`,
  })
}

const noSuchRequest: Said = {
  zh: '没有这个 service_request_id。',
  en: 'There is no such service_request_id.',
}
const nothingHere: Said = {
  zh: '这里没有内容；可用的地址见 /open311/v2/discovery.json。',
  en: 'There is nothing here; start from /open311/v2/discovery.json.',
}
