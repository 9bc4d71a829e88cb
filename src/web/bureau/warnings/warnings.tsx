import { Hono, type Context as HonoContext } from 'hono'
import { dropWarning } from '../../../alerts/drop-warning.ts'
import { kindOfWarning } from '../../../alerts/kind-of-warning.ts'
import { liftWarning } from '../../../alerts/lift-warning.ts'
import { listWarnings } from '../../../alerts/list-warnings.ts'
import { readWarning } from '../../../alerts/read-warning.ts'
import { releaseWarning } from '../../../alerts/release-warning.ts'
import { openCriticalTasks } from '../../../alerts/response/open-critical-tasks.ts'
import { type WarningAct, type WarningState, warningActs, warningStates } from '../../../alerts/warning-acts.ts'
import { Conflict, Invalid, NotFound } from '../../../errors.ts'
import { alertPaths } from '../../alert-paths.ts'
import { chosen, idIn, lineOf, pageOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { qualityDesk, qualityRoutes } from './quality-routes.tsx'
import { type DecisionTried, WarningDesk, WarningOnDesk } from './warning-desk.tsx'

const verbs: Record<WarningAct, typeof liftWarning> = {
  release: releaseWarning,
  drop: dropWarning,
  lift: liftWarning,
}

/** The desk of those who decide on warnings: what waits, each with its reasons, and the decision. */
export function warningDesk(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  pages.use(alertPaths.warningDesk, staffOnly())
  pages.use(`${alertPaths.warningDesk}/*`, staffOnly())

  pages.get(alertPaths.warningDesk, async (c) => {
    const state = chosen(c.req.query('state'), Object.keys(warningStates) as WarningState[])
    const page = pageOf(c.req.query('page'))
    const listed = await listWarnings(contextOf(web, c), { state, page })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '预警审核', en: 'Warnings to decide' }} desk="warnings">
        <WarningDesk {...listed} state={state} page={page} city={city} actor={c.get('actor')} />
      </DeskPage>,
    )
  })

  pages.route('/', draftRoutes(web))
  pages.route('/', qualityRoutes(web))

  pages.get('/bureau/warnings/:id', async (c) => {
    const warningId = numberOf(c.req.param('id'))
    const kind = await kindOfWarning(contextOf(web, c), { warningId })
    return kind === 'quality' ? qualityDesk(web, c, warningId) : onDesk(web, c, warningId, null)
  })

  pages.post('/bureau/warnings/:id/:act', async (c) => {
    const warningId = numberOf(c.req.param('id'))
    const act = chosen(c.req.param('act'), Object.keys(warningActs) as WarningAct[])
    if (act === null) throw new NotFound(noSuch)
    const form = await c.req.formData()
    const [reason, despite] = [lineOf(form, `reason-${act}`, 2000), lineOf(form, 'despite', 1000)]
    try {
      await verbs[act](contextOf(web, c), { warningId, reason, despite })
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      const fields = error instanceof Invalid ? error.fields : {}
      return onDesk(
        web,
        c,
        warningId,
        { act, reason, despite, said: error.said, fields },
        error instanceof Invalid ? 422 : 409,
      )
    }
    return c.redirect(alertPaths.warningOnDesk(warningId), 303)
  })

  return pages
}

const noSuch = { zh: '没有这条预警。', en: 'There is no such warning.' }

const numberOf = (written: string | undefined): number => idIn(written, noSuch)

async function onDesk(
  web: Web,
  c: HonoContext<Env>,
  warningId: number,
  tried: DecisionTried | null,
  status: 200 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const warning = await readWarning(context, { warningId })
  const standing = await openCriticalTasks(context, { warningId })
  return c.html(
    <DeskPage web={web} c={c} title={warning.title} desk="warnings">
      <WarningOnDesk
        warning={warning}
        tried={tried}
        city={web.world.city}
        standing={standing}
        onward={<Onward actor={context.actor} subject={{ kind: 'warning', id: warning.id }} />}
      />
    </DeskPage>,
    status,
  )
}
