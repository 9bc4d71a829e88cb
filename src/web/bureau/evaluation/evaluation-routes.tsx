import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { Conflict, Invalid, NotFound } from '../../../errors.ts'
import { decideObjection } from '../../../insights/evaluation/decide-objection.ts'
import { drawUpEvaluation } from '../../../insights/evaluation/draw-up-evaluation.ts'
import { type EvaluationAct, evaluationActs } from '../../../insights/evaluation/evaluation-acts.ts'
import { noEvaluation } from '../../../insights/evaluation/find-evaluation.ts'
import { listEvaluations } from '../../../insights/evaluation/list-evaluations.ts'
import { listOutcomes } from '../../../insights/evaluation/list-outcomes.ts'
import { moveEvaluation } from '../../../insights/evaluation/move-evaluation.ts'
import { objectToEvaluation } from '../../../insights/evaluation/object-to-evaluation.ts'
import { readEvaluation } from '../../../insights/evaluation/read-evaluation.ts'
import { recordSystemicIncident } from '../../../insights/evaluation/record-systemic-incident.ts'
import { measureIds } from '../../../reference/evaluation-rules.ts'
import { chosen, idIn, idOf, lineOf, pageOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { EvaluatedBureauPage } from './bureau-page.tsx'
import { EvaluationPage } from './evaluation-page.tsx'
import { type EvaluationTried, periodWords } from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'
import { EvaluationsPage } from './evaluations-page.tsx'
import { OutcomesPage } from './outcomes-page.tsx'

const wordsMax = 2000
const title = { zh: '单位工作评价', en: 'How the bureaus do' }

/** How the bureaus do: draw up, object, decide, report, down to the cases. */
export function evaluationPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use(evaluationPaths.evaluations, staffOnly())
  pages.use(`${evaluationPaths.evaluations}/*`, staffOnly())

  pages.get(evaluationPaths.evaluations, (c) => listPage(web, c, null))
  pages.post(evaluationPaths.evaluations, async (c) => {
    const form = await c.req.formData()
    const values = { first: lineOf(form, 'first', 20), last: lineOf(form, 'last', 20) }
    const tried = await attempt('draw-up', values, async () => {
      const id = await drawUpEvaluation(contextOf(web, c), values)
      return c.redirect(evaluationPaths.evaluation(id), 303)
    })
    return 'form' in tried ? listPage(web, c, tried) : tried
  })

  pages.get('/bureau/evaluations/:id', (c) => evaluationPage(web, c, null))
  pages.post('/bureau/evaluations/:id/steps/:act', async (c) => {
    const evaluationId = numberOf(c.req.param('id'))
    const act = chosen(c.req.param('act'), Object.keys(evaluationActs) as EvaluationAct[])
    if (act === null) throw new NotFound(noEvaluation)
    const reason = lineOf(await c.req.formData(), `reason-${act}`, wordsMax)
    return onEvaluation(web, c, act, { reason }, () => moveEvaluation(contextOf(web, c), { evaluationId, act, reason }))
  })
  pages.post('/bureau/evaluations/:id/incidents', async (c) => {
    const form = await c.req.formData()
    const values = {
      bureau: lineOf(form, 'bureau', 20),
      document: lineOf(form, 'document', wordsMax),
      reason: lineOf(form, 'reason', wordsMax),
    }
    const evaluationId = numberOf(c.req.param('id'))
    return onEvaluation(web, c, 'incident', values, () =>
      recordSystemicIncident(contextOf(web, c), { evaluationId, ...values }),
    )
  })
  pages.post('/bureau/evaluations/:id/objections/:objection/answer', async (c) => {
    const evaluationId = numberOf(c.req.param('id'))
    const objectionId = numberOf(c.req.param('objection'))
    const form = await c.req.formData()
    const answer = lineOf(form, `answer-${objectionId}`, wordsMax)
    const upheld = lineOf(form, 'upheld', 5) === 'yes'
    return onEvaluation(web, c, `objection-${objectionId}`, { answer }, () =>
      decideObjection(contextOf(web, c), { evaluationId, objectionId, upheld, answer }),
    )
  })

  pages.get('/bureau/evaluations/:id/bureaus/:bureau', (c) => bureauPage(web, c, null))
  pages.post('/bureau/evaluations/:id/bureaus/:bureau/objections', async (c) => {
    const form = await c.req.formData()
    const values = {
      measure: lineOf(form, 'measure', 40),
      case_id: lineOf(form, 'case_id', 20),
      reason: lineOf(form, 'reason', wordsMax),
    }
    const evaluationId = numberOf(c.req.param('id'))
    const tried = await attempt('object', values, async () => {
      const caseId = caseOf(values.case_id)
      await objectToEvaluation(contextOf(web, c), { evaluationId, ...values, caseId })
      return c.redirect(evaluationPaths.evaluation(evaluationId), 303)
    })
    return 'form' in tried ? bureauPage(web, c, tried) : tried
  })

  pages.get('/bureau/evaluations/:id/bureaus/:bureau/measures/:measure', async (c) => {
    const measure = chosen(c.req.param('measure'), measureIds)
    if (measure === null) throw new NotFound(noEvaluation)
    const asked = { evaluationId: numberOf(c.req.param('id')), bureau: c.req.param('bureau'), measure, well: null }
    const page = pageOf(c.req.query('page'))
    const listed = await listOutcomes(contextOf(web, c), { ...asked, page })
    return c.html(
      <DeskPage web={web} c={c} title={title} desk="evaluations">
        <OutcomesPage
          {...{ listed, measure, page }}
          id={asked.evaluationId}
          bureau={asked.bureau}
          city={web.world.city}
        />
      </DeskPage>,
    )
  })

  return pages
}

const numberOf = (written: string | undefined): number => idIn(written, noEvaluation)

function caseOf(written: string): number | null {
  if (written === '') return null
  const id = idOf(written.replace(/^#/, ''))
  const said = { zh: '案件编号是数字，例如 1024', en: 'The number of a case is digits, e.g. 1024' }
  if (id === null) throw new Invalid(said, { case_id: said })
  return id
}

/** Does what a form asks for; refused, what was typed comes back with what is wrong. */
async function attempt(
  form: string,
  values: Record<string, string>,
  verb: () => Promise<Response>,
): Promise<Response | (EvaluationTried & { status: 409 | 422 })> {
  try {
    return await verb()
  } catch (error) {
    if (error instanceof Invalid) return { form, values, said: error.said, fields: error.fields, status: 422 }
    if (error instanceof Conflict) return { form, values, said: error.said, fields: {}, status: 409 }
    throw error
  }
}

async function onEvaluation(
  web: Web,
  c: HonoContext<Env>,
  form: string,
  values: Record<string, string>,
  verb: () => Promise<void>,
) {
  const tried = await attempt(form, values, async () => {
    await verb()
    return c.redirect(evaluationPaths.evaluation(numberOf(c.req.param('id'))), 303)
  })
  return 'form' in tried ? evaluationPage(web, c, tried) : tried
}

type Tried = (EvaluationTried & { status: 409 | 422 }) | null

async function listPage(web: Web, c: HonoContext<Env>, tried: Tried) {
  const context = contextOf(web, c)
  const evaluations = await listEvaluations(context)
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="evaluations">
      <EvaluationsPage evaluations={evaluations} mayKeep={may(context.actor, 'keep_evaluations')} tried={tried} />
    </DeskPage>,
    tried?.status ?? 200,
  )
}

async function evaluationPage(web: Web, c: HonoContext<Env>, tried: Tried) {
  const evaluationId = numberOf(c.req.param('id'))
  const evaluation = await readEvaluation(contextOf(web, c), { evaluationId })
  const words = periodWords(evaluation)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: `工作评价 ${words}`, en: `Evaluation ${words}` }} desk="evaluations">
      <EvaluationPage evaluation={evaluation} city={web.world.city} tried={tried} />
    </DeskPage>,
    tried?.status ?? 200,
  )
}

async function bureauPage(web: Web, c: HonoContext<Env>, tried: Tried) {
  const context = contextOf(web, c)
  const evaluation = await readEvaluation(context, { evaluationId: numberOf(c.req.param('id')) })
  const row = evaluation.bureaus.find(({ bureau }) => bureau === c.req.param('bureau'))
  if (!row) throw new NotFound(noEvaluation)
  const own = context.actor.kind === 'staff' && context.actor.bureau === row.bureau
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="evaluations">
      <EvaluatedBureauPage {...{ evaluation, row, own, tried }} city={web.world.city} />
    </DeskPage>,
    tried?.status ?? 200,
  )
}
