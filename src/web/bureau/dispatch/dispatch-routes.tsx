import { Hono, type Context as HonoContext } from 'hono'
import { correctReading } from '../../../cases/dispatch/correct-reading.ts'
import { dispatchFromDesk } from '../../../cases/dispatch/dispatch-from-desk.ts'
import { listToDispatch } from '../../../cases/dispatch/list-to-dispatch.ts'
import { openDesk } from '../../../cases/dispatch/open-desk.ts'
import { skipText } from '../../../cases/dispatch/skip-text.ts'
import { undoDispatch } from '../../../cases/dispatch/undo-dispatch.ts'
import { noSuchCase } from '../../../cases/find-case.ts'
import { Conflict, Invalid, type Said } from '../../../errors.ts'
import { idOf, lineOf, pageOf, queryOf } from '../../form-values.ts'
import { Both, Pagination } from '../../parts.tsx'
import { contextOf, type Env, type Web } from '../../web.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { DispatchPage, WaitingList } from './dispatch-page.tsx'

/** The dispatcher's desk: each decision is a form; the script sends it and is answered with the next text in the same request. */
export function dispatchRoutes(web: Web): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(bureauPaths.dispatch, (c) =>
    deskPage(web, c, { wanted: idOf(c.req.query('case') ?? ''), done: idOf(c.req.query('done') ?? '') }),
  )

  routes.get(bureauPaths.dispatchList, async (c) => {
    const context = contextOf(web, c)
    const page = pageOf(c.req.query('page'))
    const { cases, total, pages } = await listToDispatch(context, { page })
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '全部待分拨', en: 'All to dispatch' }} desk="dispatch">
        <h1>
          <Both zh={`全部待分拨 ${total} 件`} en="All to dispatch" />
        </h1>
        <WaitingList waiting={cases} city={web.world.city} now={context.now} />
        <Pagination
          page={page}
          pages={pages}
          hrefOf={(to) => `${bureauPaths.dispatchList}${queryOf({ page: to === 1 ? null : to })}`}
        />
      </DeskPage>,
    )
  })

  routes.post(bureauPaths.decisions, (c) =>
    decided(web, c, async (form, caseId) => {
      const choice = { bureau: lineOf(form, 'bureau', 20), leaf: lineOf(form, 'leaf', 20) }
      await dispatchFromDesk(contextOf(web, c), { caseId, ...choice })
      return { done: caseId, wanted: null }
    }),
  )

  routes.post(bureauPaths.undoings, (c) =>
    decided(web, c, async (_, caseId) => {
      await undoDispatch(contextOf(web, c), { caseId })
      return { done: null, wanted: caseId }
    }),
  )

  routes.post(bureauPaths.dangers, (c) =>
    decided(web, c, async (form, caseId) => {
      const reviewed = { danger: lineOf(form, 'danger', 1), reason: '分拨时判定 judged at dispatch' }
      await correctReading(contextOf(web, c), { caseId, reviewed })
      return { done: null, wanted: caseId }
    }),
  )

  routes.post(bureauPaths.skips, async (c) => {
    const form = await c.req.formData()
    await skipText(contextOf(web, c), { caseId: idOf(lineOf(form, 'case', 15)) })
    return next(web, c, { done: null, wanted: null })
  })

  return routes
}

type Next = { wanted: number | null; done: number | null }

/** Carries out one decision. Refused, the desk says why above the text that is next. */
async function decided(
  web: Web,
  c: HonoContext<Env>,
  act: (form: FormData, caseId: number) => Promise<Next>,
): Promise<Response> {
  const form = await c.req.formData()
  const caseId = idOf(lineOf(form, 'case', 15))
  if (caseId === null) throw noSuchCase()
  try {
    return await next(web, c, await act(form, caseId))
  } catch (error) {
    if (!(error instanceof Conflict) && !(error instanceof Invalid)) throw error
    const status = error instanceof Invalid ? 422 : 409
    return deskPage(web, c, { wanted: status === 422 ? caseId : null, done: null }, { refused: error.said, status })
  }
}

/** The script asks for the next text with the answer; a plain form is led to it. */
async function next(web: Web, c: HonoContext<Env>, { wanted, done }: Next): Promise<Response> {
  if (c.req.header('Desk') === 'next') return deskPage(web, c, { wanted, done })
  const path =
    done === null
      ? wanted === null
        ? bureauPaths.dispatch
        : bureauPaths.dispatchOf(wanted)
      : bureauPaths.dispatchDone(done)
  return c.redirect(path, 303)
}

async function deskPage(
  web: Web,
  c: HonoContext<Env>,
  { wanted, done }: Next,
  { refused = null, status = 200 }: { refused?: Said | null; status?: 200 | 409 | 422 } = {},
): Promise<Response> {
  const context = contextOf(web, c)
  const desk = await openDesk(context, { wanted })
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '待分拨', en: 'To dispatch' }} desk="dispatch">
      <DispatchPage desk={desk} done={done} refused={refused} city={web.world.city} now={context.now} />
    </DeskPage>,
    status,
  )
}
