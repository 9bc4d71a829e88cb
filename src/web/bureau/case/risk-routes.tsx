import { Hono } from 'hono'
import { noSuchCase } from '../../../cases/find-case.ts'
import { reviseRisk } from '../../../cases/risk/revise-risk.ts'
import { readScenarios, weigh } from '../../../cases/risk/risk-factors.ts'
import { Conflict, Invalid } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { casePage } from './case-routes.tsx'
import { typedScenarios } from './risk-form.ts'

/** The risk of a case: tried out, shown on the case page; or saved. */
export function riskRoutes(web: Web): Hono<Env> {
  const { city } = web.world
  const routes = new Hono<Env>()

  routes.post('/bureau/cases/:id/risk', async (c) => {
    const caseId = idOf(c.req.param('id'))
    if (caseId === null) throw noSuchCase()
    const form = await c.req.formData()
    const typed = typedScenarios(form, city.riskFactors.steps.length)
    const reason = lineOf(form, 'risk-reason', 600)
    const tried = { typed, reason, weighed: null, said: null, fields: {} }
    try {
      if (form.get('only') === 'try') {
        const weighed = weigh(city, readScenarios(city, typed))
        return await casePage(web, c, caseId, { riskTried: { ...tried, weighed } })
      }
      await reviseRisk(contextOf(web, c), { caseId, typed, reason })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const fields = error instanceof Invalid ? error.fields : {}
      const riskTried = { ...tried, said: error.said, fields }
      return casePage(web, c, caseId, { riskTried }, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(`${bureauPaths.case(caseId)}#risk`, 303)
  })

  return routes
}
