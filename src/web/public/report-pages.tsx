import { Hono } from 'hono'
import type { Context } from '../../context.ts'
import { listReports, type ReportListed } from '../../insights/report/list-reports.ts'
import { noReport, readReport } from '../../insights/report/read-report.ts'
import { readReportPdf } from '../../insights/report/read-report-pdf.ts'
import { addDays } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { idIn } from '../form-values.ts'
import { Page } from '../layout.tsx'
import { Both, type Column, Notice, Table } from '../parts.tsx'
import { pdfHeaders } from '../pdf-headers.ts'
import { ReportView } from '../report-parts.tsx'
import { reportPaths } from '../report-paths.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Env, type Web } from '../web.ts'

const title = { zh: '质量状况报告', en: 'The state of quality' }

/** The reports that a person has released, for everybody: page, PDF and data. */
export function reportPages(web: Web): Hono<Env> {
  const pages = new Hono<Env>()
  const asCitizen = (context: Context): Context => ({ ...context, actor: { kind: 'citizen' } })

  pages.get(reportPaths.reports, async (c) => {
    const reports = await listReports(asCitizen(contextOf(web, c)))
    return c.html(
      <Page web={web} c={c} title={title}>
        <h1>
          <Both {...title} />
        </h1>
        <p class="lead">
          <Both
            zh="全市产品、服务、工程和环境质量怎么样，和上一期比有什么真的变了。每个数字都有定义、件数和把握。"
            en="How the quality of products, services, buildings and environment stands, and what has really changed. Every figure has its definition, count and interval."
          />
        </p>
        <Table
          caption={title}
          columns={columns(web.world.city)}
          rows={reports}
          empty={{ zh: '还没有发布报告。', en: 'No report has been released yet.' }}
        />
      </Page>,
    )
  })

  pages.get('/reports/:id', async (c) => {
    const { id, content, withdrawn } = await readReport(asCitizen(contextOf(web, c)), {
      reportId: numberOf(c.req.param('id')),
    })
    return c.html(
      <Page web={web} c={c} title={content.title} width="wide">
        <h1>
          {content.city.zh}
          <Both {...content.title} />
        </h1>
        {withdrawn && (
          <Notice tone="red" title={{ zh: '这份报告已撤回', en: 'This report is withdrawn' }}>
            <p>{withdrawn}</p>
          </Notice>
        )}
        <p class="actions">
          <a class="button" href={reportPaths.pdf(id)}>
            PDF
          </a>
          <a href={reportPaths.json(id)}>
            <Both zh="数据 JSON" en="Data" />
          </a>
        </p>
        <ReportView content={content} hrefOf={null} />
      </Page>,
    )
  })

  pages.get('/reports/:id/report.json', async (c) => {
    const { content } = await readReport(asCitizen(contextOf(web, c)), { reportId: numberOf(c.req.param('id')) })
    return c.json(content)
  })

  pages.get('/reports/:id/report.pdf', async (c) => {
    const asked = { reportId: numberOf(c.req.param('id')) }
    // Staff may print what they may read: a draft too.
    const context = contextOf(web, c)
    const { content } = await readReport(context, asked)
    const pdf = await readReportPdf(context, asked)
    return c.body(new Uint8Array(pdf), 200, pdfHeaders({ title: content.title, number: content.scopeWords.zh }))
  })

  return pages
}

const numberOf = (written: string | undefined): number => idIn(written, noReport)

const columns = (city: City): Column<ReportListed>[] => [
  {
    head: { zh: '期间', en: 'Period' },
    cell: ({ id, from, until }) => <a href={reportPaths.report(id)}>{`${from} 至 ${addDays(until, -1)}`}</a>,
  },
  {
    head: { zh: '范围', en: 'Scope' },
    cell: ({ district, domain }) => scopeOf(city, district, domain),
  },
  {
    head: { zh: '发布', en: 'Released' },
    cell: ({ releasedAt }) => (releasedAt === null ? '' : shanghaiDate(releasedAt)),
  },
]

/** The district and the domain in words. */
export function scopeOf(city: City, district: string | null, domain: string | null): string {
  const place = city.districts.find(({ id }) => id === district)?.zh ?? '全市'
  return domain === null ? place : `${place} · ${domainWords[domain] ?? domain}`
}

export const domainWords: Record<string, string> = {
  product: '产品质量',
  service: '服务质量',
  engineering: '工程质量',
  environment: '环境质量',
}
