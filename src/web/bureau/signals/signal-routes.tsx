import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { actOnSignal } from '../../../alerts/watch/act-on-signal.ts'
import { listPrecision } from '../../../alerts/watch/list-precision.ts'
import { listSignals } from '../../../alerts/watch/list-signals.ts'
import { readSignal } from '../../../alerts/watch/read-signal.ts'
import { type SignalState, signalStates } from '../../../alerts/watch/signal-acts.ts'
import { sightRequired } from '../../../alerts/watch/signal-sight.ts'
import { Conflict, Invalid, NotFound } from '../../../errors.ts'
import { chosen, idIn, idOf, lineOf, pageOf } from '../../form-values.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { Onward } from '../onward.tsx'
import { MethodsPage } from './methods-page.tsx'
import { replayRoute } from './replay-route.tsx'
import type { SignalTried } from './signal-acts.tsx'
import { SignalPage } from './signal-page.tsx'
import { signalActOf, signalPaths } from './signal-paths.ts'
import { SignalsPage } from './signals-page.tsx'

const deskTitle = { zh: '早期信号', en: 'Early signals' }
const noSuch = { zh: '没有这个信号。', en: 'There is no such signal.' }

/** The desk on which signals are judged, each with all that raised it; the methods explained. */
export function signalPages(web: Web): Hono<Env> {
  const { city } = web.world
  const pages = new Hono<Env>()
  pages.use(signalPaths.signals, staffOnly())
  pages.use(`${signalPaths.signals}/*`, staffOnly())

  pages.get(signalPaths.signals, async (c) => {
    const state = chosen(c.req.query('state'), Object.keys(signalStates) as SignalState[])
    const page = pageOf(c.req.query('page'))
    const context = contextOf(web, c)
    const listed = await listSignals(context, { state, page })
    const precision = await listPrecision(context)
    return c.html(
      <DeskPage web={web} c={c} title={deskTitle} desk="signals">
        <SignalsPage
          {...listed}
          state={state}
          page={page}
          precision={precision}
          looksBack={may(context.actor, 'judge_signals')}
          city={city}
        />
      </DeskPage>,
    )
  })

  pages.get(signalPaths.methods, (c) => {
    sightRequired(c.get('actor'))
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '早期预警的方法', en: 'Methods of early warning' }} desk="signals">
        <MethodsPage looksBack={may(c.get('actor'), 'judge_signals')} />
      </DeskPage>,
    )
  })

  pages.get(signalPaths.replay, (c) => replayRoute(web, c))

  pages.get(`${signalPaths.signals}/:id`, (c) => onDesk(web, c, numberOf(c.req.param('id')), null))

  pages.post(`${signalPaths.signals}/:id/:act`, async (c) => {
    const signalId = numberOf(c.req.param('id'))
    const act = signalActOf(c.req.param('act'))
    if (act === null) throw new NotFound(noSuch)
    const form = await c.req.formData()
    const reason = lineOf(form, `reason-${act}`, 2000)
    const warning = lineOf(form, 'warning', 15)
    try {
      await actOnSignal(contextOf(web, c), { signalId, act, reason, warningId: act === 'link' ? idOf(warning) : null })
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      const fields = error instanceof Invalid ? error.fields : {}
      const tried = { act, reason, warning, said: error.said, fields }
      return onDesk(web, c, signalId, tried, error instanceof Invalid ? 422 : 409)
    }
    return c.redirect(signalPaths.signal(signalId), 303)
  })

  return pages
}

const numberOf = (written: string | undefined): number => idIn(written, noSuch)

async function onDesk(
  web: Web,
  c: HonoContext<Env>,
  signalId: number,
  tried: SignalTried | null,
  status: 200 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const signal = await readSignal(context, { signalId })
  return c.html(
    <DeskPage web={web} c={c} title={signal.title} desk="signals">
      <SignalPage
        signal={signal}
        tried={tried}
        city={web.world.city}
        onward={<Onward actor={context.actor} subject={{ kind: 'signal', id: signal.id }} />}
      />
    </DeskPage>,
    status,
  )
}
