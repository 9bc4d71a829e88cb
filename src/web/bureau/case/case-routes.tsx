import { Hono, type Context as HonoContext } from 'hono'
import { findLinksOf } from '../../../alerts/links/find-links-of.ts'
import type { Typed } from '../../../cases/acts/act-words.ts'
import { type Act, acts } from '../../../cases/acts/case-states.ts'
import { noSuchCase } from '../../../cases/find-case.ts'
import { askForIdentity } from '../../../cases/identity/ask-for-identity.ts'
import { findIncidentOf } from '../../../cases/incidents/find-incident-of.ts'
import { moveCase } from '../../../cases/move-case.ts'
import { readAttachment } from '../../../cases/read-attachment.ts'
import { readCase } from '../../../cases/read-case.ts'
import { readRespondentRecord } from '../../../cases/read-respondent-record.ts'
import { readRisk } from '../../../cases/risk/read-risk.ts'
import { insertTemplate } from '../../../cases/templates/fill-template.ts'
import { offerTemplates } from '../../../cases/templates/offer-templates.ts'
import { isTemplateAct } from '../../../cases/templates/offered-templates.ts'
import { readCaseFirm } from '../../../enterprises/cases/read-case-firm.ts'
import { Conflict, Forbidden, Invalid, type Said } from '../../../errors.ts'
import type { TemplateAct } from '../../../reference/reply-templates.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { actOfNoun, bureauPaths } from '../bureau-paths.ts'
import type { PenaltyTried } from '../firms/case-penalty-part.tsx'
import { RespondentPanel } from '../firms/respondent-panel.tsx'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import { fieldName, type Tried } from './act-forms.tsx'
import { CasePage } from './case-page.tsx'
import type { IdentityTried } from './identity-panel.tsx'
import type { GroupingTried } from './incident-panel.tsx'
import type { LinkTried } from './links-panel.tsx'
import type { RiskTried } from './risk-result.tsx'

/** One case: its page, its acts, its attachments, and the asking for its reporter. */
export function caseRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/:id', (c) => casePage(web, c, caseIdOf(c.req.param('id')), {}))

  routes.get('/:id/attachments/:attachment', async (c) => {
    const attachmentId = idOf(c.req.param('attachment'))
    if (attachmentId === null) throw noSuchCase()
    const file = await readAttachment(contextOf(web, c), { caseId: caseIdOf(c.req.param('id')), attachmentId })
    const shown = file.mediaType.startsWith('image/') ? 'inline' : 'attachment'
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'no-store',
    })
  })

  routes.post('/:id/identity-requests', async (c) => {
    const caseId = caseIdOf(c.req.param('id'))
    const purpose = lineOf(await c.req.formData(), 'purpose', 300)
    try {
      await askForIdentity(contextOf(web, c), { caseId, purpose })
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const fault = error instanceof Invalid ? error.fields.purpose : undefined
      const identityTried = { purpose, said: error.said, error: fault }
      return casePage(web, c, caseId, { identityTried }, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(bureauPaths.case(caseId), 303)
  })

  routes.post('/:id/:noun/template', async (c) => {
    const act = actOfNoun(c.req.param('noun'))
    if (act === null || !isTemplateAct(act)) return c.notFound()
    const form = await c.req.formData()
    const tried = await withTemplate(web, c, caseIdOf(c.req.param('id')), { act, form })
    return casePage(web, c, caseIdOf(c.req.param('id')), { tried }, tried.said === null ? 200 : 422)
  })

  // Where a reload without the form, or an address kept, leads.
  routes.get('/:id/:noun/template', (c) => c.redirect(bureauPaths.case(caseIdOf(c.req.param('id'))), 303))

  routes.post('/:id/:noun', async (c) => {
    const caseId = caseIdOf(c.req.param('id'))
    const act = actOfNoun(c.req.param('noun'))
    if (act === null || acts[act].ownForm) return c.notFound()
    const form = await c.req.formData()
    const typed = typedFor(form, act)
    try {
      await moveCase(contextOf(web, c), { caseId, act, typed })
    } catch (error) {
      const status = statusOf(error)
      if (status === null) throw error
      return casePage(web, c, caseId, { tried: triedOf(act, typed, error) }, status)
    }
    return c.redirect(bureauPaths.case(caseId), 303)
  })

  return routes
}

/** A number that names no case is answered like a case one may not see. */
export function caseIdOf(id: string): number {
  const caseId = idOf(id)
  if (caseId === null) throw noSuchCase()
  return caseId
}

/** What was typed into the act's own fields; longer than asked for is kept, so that the answer can say so. */
export function typedFor(form: FormData, act: Act): Typed {
  return Object.fromEntries(
    acts[act].asks.map(({ name, max }) => [
      name,
      ticked(form, fieldName(act, name)) ?? lineOf(form, fieldName(act, name), max + 1000),
    ]),
  )
}

/** Several boxes ticked under one name, as one line; null for at most one value. */
function ticked(form: FormData, field: string): string | null {
  const values = form.getAll(field).filter((value) => typeof value === 'string')
  return values.length > 1 ? values.slice(0, 200).join(' ').slice(0, 4000) : null
}

/** What was typed with the chosen template put into it; nothing is moved. */
async function withTemplate(
  web: Web,
  c: HonoContext<Env>,
  caseId: number,
  { act, form }: { act: TemplateAct; form: FormData },
): Promise<Tried> {
  const context = contextOf(web, c)
  const typed = typedFor(form, act)
  const value = lineOf(form, `${act}-template`, 100)
  const read = await readCase(context, caseId)
  const chosen = (await offerTemplates(context, read)).find((one) => one.act === act && one.value === value)
  if (!chosen) return { act, typed, said: chooseTemplate, fields: {} }
  return {
    act,
    typed: insertTemplate(typed, chosen, { read, city: context.city, now: context.now }),
    said: null,
    fields: {},
  }
}

export const chooseTemplate: Said = {
  zh: '请先从列表中选择一个模板；您填写的内容都在。',
  en: 'Choose a template of the list first; nothing you typed is lost.',
}

export function statusOf(error: unknown): 403 | 409 | 422 | null {
  if (error instanceof Invalid) return 422
  if (error instanceof Conflict) return 409
  return error instanceof Forbidden ? 403 : null
}

export function triedOf(act: Act, typed: Typed, error: unknown): Tried {
  if (error instanceof Invalid) return { act, typed, said: error.said, fields: error.fields }
  if (error instanceof Conflict || error instanceof Forbidden) return { act, typed, said: error.said, fields: {} }
  throw error
}

type Extra = {
  tried?: Tried
  identityTried?: IdentityTried
  riskTried?: RiskTried
  groupingTried?: GroupingTried
  linkTried?: LinkTried
  penaltyTried?: PenaltyTried
}

/** The page of a case, with what was tried on it. Answers a refusal with its status. */
export async function casePage(
  web: Web,
  c: HonoContext<Env>,
  caseId: number,
  extra: Extra,
  status: 200 | 403 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const read = await readCase(context, caseId)
  const risk = await readRisk(context, caseId)
  const incident = await findIncidentOf(context, caseId)
  const links = await findLinksOf(context, caseId)
  const templates = await offerTemplates(context, read)
  const record = await readRespondentRecord(context, { caseId, respondent: read.report.respondent })
  const { actor } = context
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: `案件 ${caseId}`, en: `Case ${caseId}` }}>
      <CasePage
        read={read}
        risk={risk}
        riskTried={extra.riskTried ?? null}
        incident={incident}
        groupingTried={extra.groupingTried ?? null}
        links={links}
        linkTried={extra.linkTried ?? null}
        city={web.world.city}
        now={context.now}
        ownBureau={actor.kind === 'staff' ? actor.bureau : null}
        templates={templates}
        tried={extra.tried ?? null}
        identityTried={extra.identityTried ?? null}
        respondent={
          <RespondentPanel
            caseId={caseId}
            found={await readCaseFirm(context, { caseId })}
            kind={read.tracks.includes('complaint') ? 'complaint' : 'report'}
            lead={read.lead}
            actor={actor}
            record={record}
            penaltyTried={extra.penaltyTried ?? null}
          />
        }
        onward={<Onward actor={actor} subject={{ kind: 'case', id: read.id }} />}
      />
    </DeskPage>,
    status,
  )
}
