import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import {
  type AssessmentState,
  assessmentActNames,
  assessmentStates,
  type SubjectKind,
  subjectKinds,
} from '../../../alerts/risk-assessment/assessment-acts.ts'
import { readTyped, type TypedAssessment } from '../../../alerts/risk-assessment/assessment-content.ts'
import { resultOf } from '../../../alerts/risk-assessment/assessment-result.ts'
import { bureauActing, noSuchAssessment } from '../../../alerts/risk-assessment/assessment-sight.ts'
import { findSubject, type Subject, type SubjectAsked } from '../../../alerts/risk-assessment/find-subject.ts'
import { listAssessments } from '../../../alerts/risk-assessment/list-assessments.ts'
import { moveAssessment } from '../../../alerts/risk-assessment/move-assessment.ts'
import { openAssessment } from '../../../alerts/risk-assessment/open-assessment.ts'
import { printAssessment } from '../../../alerts/risk-assessment/print-assessment.ts'
import { readAssessment } from '../../../alerts/risk-assessment/read-assessment.ts'
import { reviseAssessment } from '../../../alerts/risk-assessment/revise-assessment.ts'
import { Conflict, Forbidden, Invalid } from '../../../errors.ts'
import { chosen, idOf, lineOf, ordinalOf, pageOf } from '../../form-values.ts'
import { Both } from '../../parts.tsx'
import { pdfHeaders } from '../../pdf-headers.ts'
import { staffOnly } from '../../session.ts'
import { shanghaiDate } from '../../times.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import { AssessmentForm, type AssessmentTried } from './assessment-form.tsx'
import { firstDraft, typedAssessment } from './assessment-form-values.ts'
import { type ActTried, AssessmentPage, SubjectLink } from './assessment-page.tsx'
import { assessmentNouns, assessmentPaths } from './assessment-paths.ts'
import { AssessmentsPage } from './assessments-page.tsx'

/** Risk assessments: the list, the guided form, one with its versions, and the acts of the second person. */
export function assessmentPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  pages.use(assessmentPaths.list, staffOnly())
  pages.use(`${assessmentPaths.list}/*`, staffOnly())

  pages.get(assessmentPaths.list, async (c) => {
    const context = contextOf(web, c)
    const state = chosen(c.req.query('state'), Object.keys(assessmentStates) as AssessmentState[])
    const page = pageOf(c.req.query('page'))
    const listed = await listAssessments(context, { state, page })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '风险评估', en: 'Risk assessments' }} desk="assessments">
        <AssessmentsPage
          {...listed}
          state={state}
          page={page}
          mayWrite={may(context.actor, 'assess_risks')}
          city={city}
        />
      </DeskPage>,
    )
  })

  pages.get(assessmentPaths.form, async (c) => {
    const context = contextOf(web, c)
    bureauActing(context.actor, 'assess_risks')
    const subject = await findSubject(context, subjectOf(c.req.query('subject')))
    const tried = { typed: firstDraft(city, subject), result: null, said: null, errors: {} }
    return formPage(web, c, subject, tried)
  })

  pages.post(assessmentPaths.list, async (c) => {
    const context = contextOf(web, c)
    const form = await c.req.formData()
    const subject = await findSubject(context, subjectOf(lineOf(form, 'subject', 40)))
    const typed = typedAssessment(form, city)
    const tried = await triedOf(form, typed, web, context.now, async () => {
      const id = await openAssessment(context, { subject, typed })
      return c.redirect(assessmentPaths.one(id), 303)
    })
    return tried instanceof Response ? tried : formPage(web, c, subject, tried, tried.said ? 422 : 200)
  })

  pages.get('/bureau/assessments/:id', (c) => onePage(web, c, numberOf(c.req.param('id')), {}))

  pages.post('/bureau/assessments/:id/versions', async (c) => {
    const assessmentId = numberOf(c.req.param('id'))
    const context = contextOf(web, c)
    const form = await c.req.formData()
    const typed = typedAssessment(form, city)
    const version = ordinalOf(lineOf(form, 'version', 10)) ?? 0
    const tried = await triedOf(form, typed, web, context.now, async () => {
      await reviseAssessment(context, { assessmentId, version, typed })
      return c.redirect(assessmentPaths.one(assessmentId), 303)
    })
    return tried instanceof Response ? tried : onePage(web, c, assessmentId, { tried }, tried.said ? 422 : 200)
  })

  pages.get('/bureau/assessments/:id/versions/:number/pdf', async (c) => {
    const assessmentId = numberOf(c.req.param('id'))
    const number = versionOf(c.req.param('number'))
    const { paper, pdf } = await printAssessment(contextOf(web, c), { assessmentId, number })
    return c.body(new Uint8Array(pdf), 200, pdfHeaders(paper))
  })

  pages.post('/bureau/assessments/:id/:noun', async (c) => {
    const assessmentId = numberOf(c.req.param('id'))
    const act = assessmentActNames.find((one) => assessmentNouns[one] === c.req.param('noun'))
    if (!act) return c.notFound()
    const reason = lineOf(await c.req.formData(), `reason-${act}`, 600)
    try {
      await moveAssessment(contextOf(web, c), { assessmentId, act, reason })
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict || error instanceof Forbidden)) throw error
      const errors = error instanceof Invalid ? error.fields : {}
      const status = error instanceof Invalid ? 422 : error instanceof Conflict ? 409 : 403
      return onePage(web, c, assessmentId, { acted: { act, reason, said: error.said, errors } }, status)
    }
    return c.redirect(assessmentPaths.one(assessmentId), 303)
  })

  return pages
}

function subjectOf(asked: string | undefined): SubjectAsked {
  const [kind = '', id = ''] = (asked ?? '').split(':')
  const known = chosen(kind, Object.keys(subjectKinds) as SubjectKind[])
  const number = idOf(id)
  return known === null || number === null ? { kind: 'free', id: null } : { kind: known, id: number }
}

function versionOf(written: string): number {
  const version = ordinalOf(written)
  if (version === null) throw noSuchAssessment()
  return version
}

function numberOf(written: string): number {
  const id = idOf(written)
  if (id === null) throw noSuchAssessment()
  return id
}

/** Tries the form out, or saves it and leads on; what is refused comes back with all that was typed. */
async function triedOf(
  form: FormData,
  typed: TypedAssessment,
  web: Web,
  now: Date,
  save: () => Promise<Response>,
): Promise<AssessmentTried | Response> {
  const { city } = web.world
  try {
    if (form.get('only') !== 'try') return await save()
    return { typed, result: resultOf(city, readTyped(city, typed), shanghaiDate(now)), said: null, errors: {} }
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    return { typed, result: null, said: error.said, errors: error instanceof Invalid ? error.fields : {} }
  }
}

function formPage(web: Web, c: HonoContext<Env>, subject: Subject, tried: AssessmentTried, status: 200 | 422 = 200) {
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '新的风险评估', en: 'New risk assessment' }} desk="assessments">
      <h1>
        <Both zh="新的风险评估" en="New risk assessment" />
      </h1>
      <p class="lead">
        <SubjectLink subject={subject} /> {subject.title}
      </p>
      <AssessmentForm
        action={assessmentPaths.list}
        subject={`${subject.kind}:${subject.id ?? ''}`}
        version={null}
        tried={tried}
        city={web.world.city}
      />
    </DeskPage>,
    status,
  )
}

async function onePage(
  web: Web,
  c: HonoContext<Env>,
  assessmentId: number,
  { tried, acted }: { tried?: AssessmentTried; acted?: ActTried },
  status: 200 | 403 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const read = await readAssessment(context, { assessmentId })
  const title = { zh: `风险评估 ${read.id}`, en: `Risk assessment ${read.id}` }
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="assessments">
      <AssessmentPage
        read={read}
        tried={tried ?? null}
        acted={acted ?? null}
        city={web.world.city}
        onward={<Onward actor={context.actor} subject={{ kind: 'assessment', id: read.id }} />}
      />
    </DeskPage>,
    status,
  )
}
