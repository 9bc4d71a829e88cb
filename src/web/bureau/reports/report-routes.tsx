import { Hono, type Context as HonoContext } from 'hono'
import { may } from '../../../accounts/permissions.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../errors.ts'
import { sectorWords } from '../../../insights/report/compute-figure.ts'
import { figureNamed, figures } from '../../../insights/report/figures.ts'
import { listFigureRows } from '../../../insights/report/list-figure-rows.ts'
import { listReports } from '../../../insights/report/list-reports.ts'
import { makeReport } from '../../../insights/report/make-report.ts'
import { moveReport } from '../../../insights/report/move-report.ts'
import { noReport, readReport } from '../../../insights/report/read-report.ts'
import { type ReportAct, reportActs } from '../../../insights/report/report-acts.ts'
import { chosen, idIn, lineOf, pageOf } from '../../form-values.ts'
import { reportPaths } from '../../report-paths.ts'
import { staffOnly } from '../../session.ts'
import { contextOf, type Env, type Web } from '../../web.ts'
import { DeskPage } from '../inbox/desk-page.tsx'
import { FigurePage } from './figure-page.tsx'
import { ReportOnDesk, ReportsOnDesk, type ReportTried } from './report-desk.tsx'

const title = { zh: '质量报告', en: 'Quality reports' }

/** Where reports on the state of quality are made, looked through and released. */
export function reportDesk(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  pages.use(reportPaths.desk, staffOnly())
  pages.use(`${reportPaths.desk}/*`, staffOnly())

  pages.get(reportPaths.desk, (c) => listPage(web, c, null))
  pages.post(reportPaths.desk, async (c) => {
    const form = await c.req.formData()
    const asked = {
      first: lineOf(form, 'first', 20),
      last: lineOf(form, 'last', 20),
      district: lineOf(form, 'district', 20),
      domain: lineOf(form, 'domain', 20),
    }
    try {
      const id = await makeReport(contextOf(web, c), asked)
      return c.redirect(reportPaths.onDesk(id), 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return listPage(web, c, { form: 'make', values: asked, said: error.said, fields: error.fields, status: 422 })
    }
  })

  pages.get('/bureau/reports/:id', (c) => reportPage(web, c, null))
  pages.post('/bureau/reports/:id/steps/:act', async (c) => {
    const reportId = numberOf(c.req.param('id'))
    const act = chosen(c.req.param('act'), Object.keys(reportActs) as ReportAct[])
    if (act === null) throw new NotFound(noReport)
    const reason = lineOf(await c.req.formData(), `reason-${act}`, 2000)
    try {
      await moveReport(contextOf(web, c), { reportId, act, reason })
      return c.redirect(reportPaths.onDesk(reportId), 303)
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      const fields = error instanceof Invalid ? error.fields : {}
      const status = error instanceof Invalid ? 422 : 409
      return reportPage(web, c, { form: act, values: { reason }, said: error.said, fields, status })
    }
  })

  pages.get('/bureau/reports/:id/figures/:figure', async (c) => {
    const reportId = numberOf(c.req.param('id'))
    const named = figureNamed(c.req.param('figure'))
    if (named === null) throw new NotFound(noReport)
    const page = pageOf(c.req.query('page'))
    const listed = await listFigureRows(contextOf(web, c), { reportId, ...named, page })
    const path = reportPaths.figure(reportId, c.req.param('figure'))
    const sector = named.sector === null ? null : sectorWords(web.world.city, named.sector)
    return c.html(
      <DeskPage web={web} c={c} title={figures[named.figure]} desk="reports">
        <FigurePage {...{ listed, sector, page, path }} id={reportId} figure={named.figure} />
      </DeskPage>,
    )
  })

  return pages
}

const numberOf = (written: string | undefined): number => idIn(written, noReport)

type Tried = (ReportTried & { status: 409 | 422 }) | null

async function listPage(web: Web, c: HonoContext<Env>, tried: Tried) {
  const context = contextOf(web, c)
  if (!may(context.actor, 'keep_reports')) throw new Forbidden(officeOnly)
  const reports = await listReports(context)
  return c.html(
    <DeskPage web={web} c={c} title={title} desk="reports">
      <ReportsOnDesk reports={reports} city={web.world.city} tried={tried} />
    </DeskPage>,
    tried?.status ?? 200,
  )
}

async function reportPage(web: Web, c: HonoContext<Env>, tried: Tried) {
  const context = contextOf(web, c)
  if (!may(context.actor, 'keep_reports')) throw new Forbidden(officeOnly)
  const report = await readReport(context, { reportId: numberOf(c.req.param('id')) })
  return c.html(
    <DeskPage web={web} c={c} title={report.content.title} desk="reports">
      <ReportOnDesk report={report} tried={tried} />
    </DeskPage>,
    tried?.status ?? 200,
  )
}

const officeOnly = {
  zh: '质量状况报告由联席会议办公室编制和发布。',
  en: 'Reports on the state of quality are for the joint-meeting office.',
}
