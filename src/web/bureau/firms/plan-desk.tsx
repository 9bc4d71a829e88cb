import { Hono, type Context as HonoContext } from 'hono'
import { drawPlan } from '../../../enterprises/plans/draw-plan.ts'
import { makePlan } from '../../../enterprises/plans/make-plan.ts'
import { readPlan } from '../../../enterprises/plans/read-plan.ts'
import { readPlans } from '../../../enterprises/plans/read-plans.ts'
import { recordInspection } from '../../../enterprises/plans/record-inspection.ts'
import { Conflict, Invalid, NotFound, type Said } from '../../../errors.ts'
import { idOf, lineOf } from '../../form-values.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { PlanPage, type ResultTried } from './plan-page.tsx'
import { PlansPage, type PlanTyped } from './plans-page.tsx'

/** The desk of inspection plans: make one, draw it, record what was found. */
export function planDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(bureauPaths.plans, (c) => plansPage(web, c, nothing, {}))

  pages.post(bureauPaths.plans, async (c) => {
    const typed = typedPlan(await c.req.formData())
    try {
      const { planId } = await makePlan(contextOf(web, c), {
        ...typed,
        district: typed.district || null,
        industry: typed.industry || null,
        firms: Number(typed.firms),
      })
      return c.redirect(bureauPaths.plan(planId), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return plansPage(web, c, typed, error.fields, 422)
    }
  })

  pages.get('/bureau/firms/plans/:id', (c) => planPage(web, c, planOf(c), null, null))

  pages.post('/bureau/firms/plans/:id/draw', async (c) => {
    const planId = planOf(c)
    const seed = lineOf(await c.req.formData(), 'seed', 300)
    try {
      await drawPlan(contextOf(web, c), { planId, seed })
      return c.redirect(bureauPaths.plan(planId), 303)
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      return planPage(web, c, planId, error.said, null, error instanceof Invalid ? 422 : 409)
    }
  })

  pages.post('/bureau/firms/inspections/:id/result', async (c) => {
    const taskId = idOf(c.req.param('id')) ?? 0
    const form = await c.req.formData()
    const planId = idOf(lineOf(form, 'plan', 20)) ?? 0
    const typed = {
      result: lineOf(form, `result-${taskId}`, 20),
      findings: lineOf(form, `findings-${taskId}`, 2100),
      safety: lineOf(form, `safety-${taskId}`, 5) === 'yes',
      rectifyBy: lineOf(form, `rectify-${taskId}`, 10) || null,
    }
    try {
      await recordInspection(contextOf(web, c), { taskId, ...typed })
      return c.redirect(bureauPaths.plan(planId), 303)
    } catch (error) {
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
      const tried = { taskId, ...typed, fields: error instanceof Invalid ? error.fields : {} }
      return planPage(web, c, planId, error.said, tried, error instanceof Invalid ? 422 : 409)
    }
  })

  return pages
}

const nothing: PlanTyped = { title: '', from: '', to: '', district: '', industry: '', firms: '20' }

function typedPlan(form: FormData): PlanTyped {
  const line = (name: keyof PlanTyped) => lineOf(form, name, 120)
  return {
    title: line('title'),
    from: line('from'),
    to: line('to'),
    district: line('district'),
    industry: line('industry'),
    firms: line('firms'),
  }
}

function planOf(c: HonoContext<Env>): number {
  const id = idOf(c.req.param('id') ?? '')
  if (id === null) throw new NotFound({ zh: '没有这个计划。', en: 'There is no such plan.' })
  return id
}

async function plansPage(
  web: Web,
  c: HonoContext<Env>,
  typed: PlanTyped,
  errors: Record<string, Said>,
  status: 200 | 422 = 200,
) {
  const context = contextOf(web, c)
  const plans = await readPlans(context)
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '双随机抽查', en: 'Inspection plans' }} desk="firms">
      <PlansPage plans={plans} city={web.world.city} typed={typed} errors={errors} actor={context.actor} />
    </DeskPage>,
    status,
  )
}

async function planPage(
  web: Web,
  c: HonoContext<Env>,
  planId: number,
  refusal: Said | null,
  tried: ResultTried | null,
  status: 200 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const read = await readPlan(context, { planId })
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: read.plan.title, en: 'Inspection plan' }} desk="firms">
      <PlanPage {...read} city={web.world.city} actor={context.actor} refusal={refusal} tried={tried} />
    </DeskPage>,
    status,
  )
}
