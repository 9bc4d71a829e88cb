import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { acts } from '../../../cases/acts/case-states.ts'
import { type Acted, actOnIncident } from '../../../cases/incidents/act-on-incident.ts'
import type { TypedIncident } from '../../../cases/incidents/incident-words.ts'
import { keepApart } from '../../../cases/incidents/keep-apart.ts'
import { mergeIncidents } from '../../../cases/incidents/merge-incidents.ts'
import { previewIncident } from '../../../cases/incidents/preview-incident.ts'
import { pagesOf } from '../../../cases/incidents/public-incident-rows.ts'
import { publishIncident } from '../../../cases/incidents/publish-incident.ts'
import { noSuchIncident, readIncident } from '../../../cases/incidents/read-incident.ts'
import { splitIncident } from '../../../cases/incidents/split-incident.ts'
import { withdrawIncident } from '../../../cases/incidents/withdraw-incident.ts'
import { insertForAll } from '../../../cases/templates/fill-template.ts'
import { offerForIncident } from '../../../cases/templates/offer-for-incident.ts'
import { isTemplateAct } from '../../../cases/templates/offered-templates.ts'
import type { Context } from '../../../context.ts'
import { Conflict, Invalid, NotFound } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { actOfNoun, bureauPaths } from '../bureau-paths.ts'
import { caseIdOf, casePage, chooseTemplate, statusOf, triedOf, typedFor } from '../case/case-routes.tsx'
import type { GroupingTried } from '../case/incident-panel.tsx'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import { IncidentPage, type IncidentTried } from './incident-page.tsx'
import { type IncidentPreview, PublicPart } from './incident-public-part.tsx'

/** One incident: its cases, one act for all of them, taking one out; and from a case, saying with which other it belongs or not. */
export function incidentRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/bureau/incidents/:id', (c) => incidentPage(web, c, incidentIdOf(c.req.param('id')), {}))

  routes.post('/bureau/incidents/:id/splits', async (c) => {
    const incidentId = incidentIdOf(c.req.param('id'))
    const form = await c.req.formData()
    const caseId = idOf(lineOf(form, 'split-case', 20)) ?? 0
    const reason = lineOf(form, 'split-reason', 1000)
    try {
      await splitIncident(contextOf(web, c), { caseId, reason })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const split = { caseId: String(caseId), reason, said: error.said }
      return incidentPage(web, c, incidentId, { split }, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(bureauPaths.case(caseId), 303)
  })

  routes.post('/bureau/incidents/:id/publication', async (c) => {
    const incidentId = incidentIdOf(c.req.param('id'))
    const form = await c.req.formData()
    const typed = typedIncident(form)
    const context = contextOf(web, c)
    if (lineOf(form, 'only', 10) !== 'publish') {
      const words = await previewIncident(context, { incidentId, typed })
      return incidentPage(web, c, incidentId, { preview: { typed, words } })
    }
    await publishIncident(context, { incidentId, typed, seen: Number(lineOf(form, 'seen', 6)) || 0 })
    return c.redirect(`${bureauPaths.incident(incidentId)}#public`, 303)
  })

  routes.post('/bureau/incidents/:id/withdrawal', async (c) => {
    const incidentId = incidentIdOf(c.req.param('id'))
    const form = await c.req.formData()
    const asked = { code: lineOf(form, 'code', 40), reason: lineOf(form, 'withdraw-reason', 1000) }
    await withdrawIncident(contextOf(web, c), { incidentId, ...asked })
    return c.redirect(`${bureauPaths.incident(incidentId)}#public`, 303)
  })

  routes.post('/bureau/incidents/:id/:noun/template', async (c) => {
    const incidentId = incidentIdOf(c.req.param('id'))
    const act = actOfNoun(c.req.param('noun'))
    if (act === null || !isTemplateAct(act)) return c.notFound()
    const form = await c.req.formData()
    const context = contextOf(web, c)
    const offered = await offerForIncident(context, await readIncident(context, incidentId))
    const chosen = offered.find((one) => one.act === act && one.value === lineOf(form, `${act}-template`, 100))
    const typed = typedFor(form, act)
    const tried = {
      act,
      typed: chosen ? insertForAll(typed, chosen) : typed,
      said: chosen ? null : chooseTemplate,
      fields: {},
    }
    return incidentPage(web, c, incidentId, { tried }, chosen ? 200 : 422)
  })

  // Where a reload without the form, or an address kept, leads.
  for (const path of ['/bureau/incidents/:id/publication', '/bureau/incidents/:id/:noun/template'])
    routes.get(path, (c) => c.redirect(bureauPaths.incident(incidentIdOf(c.req.param('id') ?? '')), 303))

  routes.post('/bureau/incidents/:id/:noun', async (c) => {
    const incidentId = incidentIdOf(c.req.param('id'))
    const act = actOfNoun(c.req.param('noun'))
    if (act === null || acts[act].ownForm) return c.notFound()
    const typed = typedFor(await c.req.formData(), act)
    try {
      const acted = await actOnIncident(contextOf(web, c), { incidentId, act, typed })
      const kept = { act, typed, said: null, fields: {} }
      if (acted.some(({ refused }) => refused !== null)) return incidentPage(web, c, incidentId, { acted, tried: kept })
    } catch (error) {
      const status = statusOf(error)
      if (status === null) throw error
      return incidentPage(web, c, incidentId, { tried: triedOf(act, typed, error) }, status)
    }
    return c.redirect(bureauPaths.incident(incidentId), 303)
  })

  routes.post('/bureau/cases/:id/merges', (c) =>
    decide(web, c, async (context, asked) => bureauPaths.incident(await mergeIncidents(context, asked))),
  )

  routes.post('/bureau/cases/:id/separations', (c) =>
    decide(web, c, async (context, asked) => {
      await keepApart(context, asked)
      return bureauPaths.case(asked.caseId)
    }),
  )

  return routes
}

/** As typed, also what is too long, so that the answer can say so. */
const typedIncident = (form: FormData): TypedIncident => ({
  title: lineOf(form, 'title', 500),
  words: lineOf(form, 'words', 5000),
  respondent: lineOf(form, 'respondent', 500),
  product: lineOf(form, 'product', 500),
  place: lineOf(form, 'place', 500),
})

function incidentIdOf(id: string): number {
  const incidentId = idOf(id)
  if (incidentId === null) throw noSuchIncident()
  return incidentId
}

type Asked = { caseId: number; otherId: number; reason: string }

/** Leads to where the decision is seen; what is refused is answered with the case's page and all that was typed. */
async function decide(
  web: Web,
  c: HonoContext<Env>,
  verb: (context: Context, asked: Asked) => Promise<string>,
): Promise<Response> {
  const caseId = caseIdOf(c.req.param('id') ?? '')
  const form = await c.req.formData()
  const other = lineOf(form, 'other', 20)
  const otherId = idOf(other.replace('#', ''))
  const reason = reasonIn(form, otherId)
  try {
    if (otherId === null) throw new Invalid(noNumber, { other: noNumber })
    return c.redirect(await verb(contextOf(web, c), { caseId, otherId, reason }), 303)
  } catch (error) {
    const refused = refusalOf(error)
    if (refused === null) throw error
    return casePage(web, c, caseId, { groupingTried: { other, reason, ...refused } }, refused.status)
  }
}

const noNumber = {
  zh: '请填另一案的编号，例如 #1024。',
  en: 'Give the number of the other case, such as #1024.',
}
const notYours = {
  zh: '没有这个编号的案件，或您看不到它。请核对编号。',
  en: 'There is no case of this number that you may see. Check the number.',
}

/** A case that is not there, or not theirs to see, is a slip in the number: the page of the case they came from is theirs. */
function refusalOf(error: unknown): (Pick<GroupingTried, 'said' | 'fields'> & { status: 409 | 422 }) | null {
  if (error instanceof Invalid) return { said: error.said, fields: error.fields, status: 422 }
  if (error instanceof Conflict) return { said: error.said, fields: {}, status: 409 }
  return error instanceof NotFound ? { said: notYours, fields: { other: notYours }, status: 422 } : null
}

/** The page holds a form for each question and one for any other case. */
function reasonIn(form: FormData, otherId: number | null): string {
  return lineOf(form, `question-${otherId}-reason`, 1000) || lineOf(form, 'merge-reason', 1000)
}

type Extra = IncidentTried & { acted?: Acted[]; preview?: IncidentPreview }

async function incidentPage(
  web: Web,
  c: HonoContext<Env>,
  incidentId: number,
  { preview, ...extra }: Extra,
  status: 200 | 403 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const read = await readIncident(context, incidentId)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: `事件 ${read.id}`, en: `Incident ${read.id}` }}>
      <IncidentPage
        read={read}
        city={web.world.city}
        now={context.now}
        templates={await offerForIncident(context, read)}
        onward={<Onward actor={context.actor} subject={{ kind: 'incident', id: read.id }} />}
        publicPart={
          <PublicPart
            incidentId={read.id}
            pages={await pagesOf(context.db, read.id)}
            mayPublish={may(context.actor, 'publish_incidents')}
            preview={preview ?? null}
          />
        }
        {...extra}
      />
    </DeskPage>,
    status,
  )
}
