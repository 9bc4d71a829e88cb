import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { NotFound, type Said } from '../../errors.ts'
import { listServiceRequests } from '../../intake/open311/list-service-requests.ts'
import { receiveServiceRequest } from '../../intake/open311/receive-service-request.ts'
import { noSuchService, readServiceRequest } from '../../intake/open311/service-request.ts'
import { attachmentScanner } from '../../intake/scan-attachment.ts'
import type { LimitName } from '../rate-limits.ts'
import { limitBody, refuseNul, secureHeaders } from '../requests.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'
import { type Addressed, addressedOf } from './address.ts'
import { discoveryOf, isJurisdiction } from './discovery.ts'
import { answerRefusal } from './refusals.ts'
import { receivedAnswer, requestAnswer } from './request-answers.ts'
import { readRequestsQuery } from './requests-query.ts'
import { cleanMedia, knowsKey, sentOf } from './sent.ts'
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
  routes.use(
    refuseNul(),
    secureHeaders(web, 'api'),
    cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'POST'] }),
    limitBody(bodyMax_bytes),
  )
  routes.use(async (c, next) => {
    c.set('actor', { kind: 'citizen' })
    c.header('Cache-Control', 'no-store')
    await next()
  })
  // A program with a key of the operator's speaks for many people.
  if (web.config.open311Keys.length === 0) routes.post('*', limited('filing'))
  routes.all('*', async (c) => {
    const asked = addressedOf(c)
    const answer = answers[`${c.req.method === 'HEAD' ? 'GET' : c.req.method} ${asked.resource}`]
    if (!answer) throw new NotFound(nothingHere)
    mustBeHere(web, asked.query)
    const [root, content] = await answer(c, asked)
    return c.body(written(asked.format, root, content), 200, { 'Content-Type': contentTypes[asked.format] })
  })
  return routes
}

type Answer = (c: HonoContext<Env>, asked: Addressed) => Promise<[root: string, content: Spark]>

/** The methods of the specification, each by its verb and the shape of its address. */
function answersOf(web: Web): Record<string, Answer> {
  const { city, publicUrl } = web.world
  const services = servicesOf(city)
  const discovery = discoveryOf({ city, publicUrl, config: web.config, changedAt: web.now() })
  const one = async (c: HonoContext<Env>, id: string) => {
    const [found] = await listServiceRequests(contextOf(web, c), { ids: [id] })
    if (!found) throw new NotFound(noSuchRequest)
    return found
  }
  return {
    'GET discovery': async () => ['discovery', discovery],
    'GET services': async () => ['services', services],
    'GET services/:id': async (_, { id }) => {
      const leaf = city.leaves.get(id)
      if (!leaf) throw noSuchService(id)
      return ['service_definition', definitionOf(leaf)]
    },
    'POST requests': receiving(web),
    'GET requests': async (c, { query }) => {
      const found = await listServiceRequests(contextOf(web, c), readRequestsQuery(query, web.now()))
      return ['service_requests', found.map(requestAnswer)]
    },
    'GET requests/:id': async (c, { id }) => ['service_requests', [requestAnswer(await one(c, id))]],
    // Every service answers at once with its number, so a token is that number.
    'GET tokens/:id': async (c, { id }) => [
      'service_requests',
      [{ service_request_id: (await one(c, id)).id, token: id }],
    ],
  }
}

function receiving(web: Web): Answer {
  const { config, world } = web
  const scan = attachmentScanner(config.clamd, (error) => web.log.warn({ err: error }, 'attachment not scanned'))
  return async (c, { query }) => {
    const { given, uploads } = await sentOf(c, query)
    mustBeHere(web, given)
    knowsKey(config.open311Keys, given.get('api_key') ?? '')
    const context = contextOf(web, c)
    const request = readServiceRequest(world.city, given, shanghaiDate(context.now))
    const attachments = await cleanMedia(uploads, scan)
    const received = await receiveServiceRequest(context, { request, attachments })
    return ['service_requests', [receivedAnswer(received, world.publicUrl)]]
  }
}

function mustBeHere({ world }: Web, given: URLSearchParams): void {
  const name = given.get('jurisdiction_id') ?? ''
  if (!isJurisdiction(world.city, world.publicUrl, name)) throw noSuchCity(name, world.city.website)
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
