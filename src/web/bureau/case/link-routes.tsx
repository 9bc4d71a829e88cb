import { Hono, type Context as HonoContext } from 'hono'
import { decideLink } from '../../../alerts/links/decide-link.ts'
import type { LinkDecision } from '../../../alerts/links/link-decisions.ts'
import { Conflict, Invalid } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { caseIdOf, casePage } from './case-routes.tsx'

/** From a case, saying whether it is about a recalled product. */
export function linkRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()
  routes.post('/bureau/cases/:id/recalls/:notice/confirmation', (c) => decide(web, c, 'confirm'))
  routes.post('/bureau/cases/:id/recalls/:notice/rejection', (c) => decide(web, c, 'reject'))
  return routes
}

async function decide(web: Web, c: HonoContext<Env>, decision: LinkDecision): Promise<Response> {
  const caseId = caseIdOf(c.req.param('id') ?? '')
  const noticeId = idOf(c.req.param('notice') ?? '')
  if (noticeId === null) return c.notFound()
  const reason = lineOf(await c.req.formData(), `recall-${noticeId}-reason`, 1000)
  try {
    await decideLink(contextOf(web, c), { caseId, noticeId, decision, reason })
  } catch (error) {
    if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
    const linkTried = { noticeId, reason, said: error.said }
    return casePage(web, c, caseId, { linkTried }, error instanceof Invalid ? 422 : 409)
  }
  return c.redirect(bureauPaths.case(caseId), 303)
}
