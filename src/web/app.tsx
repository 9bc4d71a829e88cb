import { Hono } from 'hono'
import { answerErrors, answerNotFound } from './errors.tsx'
import { logRequests, refuseForeignForms, secureHeaders } from './requests.ts'
import { staticFiles } from './static-files.ts'
import type { Env, Web } from './web.ts'

/**
 * The whole site. What a request passes is read downwards: named and logged; then health, static files and the API, which need
 * no more; then the pages, behind their headers, the form check and the session.
 */
export function createApp(web: Web): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(answerErrors(web))
  app.notFound(answerNotFound(web))
  app.use(logRequests(web))
  app.get('/healthz', (c) => c.text('ok'))
  app.route('/', staticFiles())
  app.use(secureHeaders(web, 'page'))
  app.use(refuseForeignForms())
  app.use(async (c, next) => {
    c.set('actor', { kind: 'citizen' })
    await next()
  })
  return app
}
