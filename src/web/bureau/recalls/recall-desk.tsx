import { Hono, type Context as HonoContext } from 'hono'
import { closeFollowUp } from '../../../alerts/recalls/close-follow-up.ts'
import { handInReport } from '../../../alerts/recalls/hand-in-report.ts'
import { listFollowUps } from '../../../alerts/recalls/list-follow-ups.ts'
import { openFollowUp } from '../../../alerts/recalls/open-follow-up.ts'
import { PUBLIC_WORDS_MAX, publishRecall } from '../../../alerts/recalls/publish-recall.ts'
import { readFollowUp } from '../../../alerts/recalls/read-follow-up.ts'
import { withdrawRecallPage } from '../../../alerts/recalls/withdraw-recall-page.ts'
import { Conflict, Invalid, type Said } from '../../../errors.ts'
import { idIn, lineOf, typedInstant } from '../../form-values.ts'
import { recallPaths } from '../../recalls/recall-paths.ts'
import { countOf, emptyReport, handed, type ReportTyped, typedReport } from '../../recalls/report-form.tsx'
import { shanghaiDate } from '../../times.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import type { OpeningTyped } from './opening-form.tsx'
import { type PageTyped, RecallDeskPage } from './recall-desk-page.tsx'
import { RecallsPage } from './recalls-page.tsx'

/** The desk on which recalls are followed: the list, one recall, and each act on it as a form of its own. */
export function recallDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get(recallPaths.desk, async (c) => {
    const listed = await listFollowUps(contextOf(web, c))
    return c.html(
      <DeskPage web={web} c={c} title={{ zh: '召回跟进', en: 'Recalls followed' }} desk="recalls">
        <RecallsPage {...listed} city={web.world.city} />
      </DeskPage>,
    )
  })

  pages.get('/bureau/recalls/:id', (c) => onePage(web, c, {}))

  pages.post('/bureau/recalls/:id/opening', async (c) => {
    const opening = typedOpening(await c.req.formData())
    const { regime, code } = opening
    const startedAt = typedInstant(opening.started_at)
    return tried(web, c, { opening }, (noticeId) =>
      openFollowUp(contextOf(web, c), { noticeId, regime, code, startedAt, affected: countOf(opening.affected) }),
    )
  })

  pages.post('/bureau/recalls/:id/reports', async (c) => {
    const report = typedReport(await c.req.formData())
    return tried(web, c, { report }, (noticeId) => handInReport(contextOf(web, c), { noticeId, ...handed(report) }))
  })

  pages.post('/bureau/recalls/:id/page', async (c) => {
    const form = await c.req.formData()
    const said = (name: string) => lineOf(form, name, PUBLIC_WORDS_MAX + 500)
    const words = { what: said('what'), batches: said('batches'), advice: said('advice') }
    return tried(web, c, { page: { ...words, errors: {} } }, (noticeId) =>
      publishRecall(contextOf(web, c), { noticeId, ...words }),
    )
  })

  pages.post('/bureau/recalls/:id/page/end', (c) =>
    tried(web, c, {}, (noticeId) => withdrawRecallPage(contextOf(web, c), { noticeId })),
  )

  for (const act of ['close', 'reopen'] as const)
    pages.post(`/bureau/recalls/:id/${act === 'close' ? 'closure' : 'reopening'}`, async (c) => {
      const reason = lineOf(await c.req.formData(), 'reason', 600)
      const noticeId = idIn(c.req.param('id'), noSuch)
      await closeFollowUp(contextOf(web, c), { noticeId, act, reason })
      return c.redirect(recallPaths.onDesk(noticeId), 303)
    })

  return pages
}

const noSuch = { zh: '没有这次召回。', en: 'There is no such recall.' }

type Typed = { opening?: OpeningTyped; report?: ReportTyped; page?: PageTyped }

/** Does what was asked and comes back to the recall; refused, the page says why, with all that was typed. */
async function tried(web: Web, c: HonoContext<Env>, typed: Typed, act: (noticeId: number) => Promise<void>) {
  const noticeId = idIn(c.req.param('id'), noSuch)
  try {
    await act(noticeId)
    return c.redirect(recallPaths.onDesk(noticeId), 303)
  } catch (error) {
    if (error instanceof Conflict) return onePage(web, c, typed, error.said, 409)
    if (!(error instanceof Invalid)) throw error
    const { fields } = error
    return onePage(web, c, withErrors(typed, fields), Object.keys(typed).length === 0 ? error.said : null, 422)
  }
}

const withErrors = (typed: Typed, errors: Record<string, Said>): Typed =>
  Object.fromEntries(Object.entries(typed).map(([name, values]) => [name, { ...values, errors }]))

async function onePage(
  web: Web,
  c: HonoContext<Env>,
  typed: Typed,
  refused: Said | null = null,
  status: 200 | 409 | 422 = 200,
) {
  const context = contextOf(web, c)
  const noticeId = idIn(c.req.param('id'), noSuch)
  const recall = await readFollowUp(context, { noticeId })
  const { followUp, notice, firms } = recall
  const affected = followUp?.reports.at(-1)?.affected ?? followUp?.affected ?? notice.unitsAffected.value
  const opening = typed.opening ?? {
    ...{ regime: 'consumer', started_at: '', code: firms[0]?.code ?? '' },
    ...{ affected: String(affected ?? ''), errors: {} },
  }
  return c.html(
    <DeskPage web={web} c={c} title={{ zh: '召回跟进', en: 'Recall' }} desk="recalls">
      <RecallDeskPage
        {...{ recall, opening, refused }}
        report={typed.report ?? emptyReport(shanghaiDate(context.now), affected ?? 0, followUp?.dues ?? [])}
        page={typed.page ?? { what: '', batches: '', advice: '', ...followUp, errors: {} }}
        city={web.world.city}
        now={context.now}
      />
    </DeskPage>,
    status,
  )
}

const typedOpening = (form: FormData): OpeningTyped => ({
  regime: lineOf(form, 'regime', 30),
  started_at: lineOf(form, 'started_at', 30),
  affected: lineOf(form, 'affected', 12),
  code: lineOf(form, 'code', 30),
  errors: {},
})
