import type { Said } from '../../../errors.ts'
import type { ReportListed } from '../../../insights/report/list-reports.ts'
import type { ReportRead } from '../../../insights/report/read-report.ts'
import { type ReportAct, reportActs, reportStates } from '../../../insights/report/report-acts.ts'
import { addDays } from '../../../reference/calendar.ts'
import type { City } from '../../../reference/city.ts'
import { ErrorSummary, SelectField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Badge, Both, type Column, Facts, Table, type Tone } from '../../parts.tsx'
import { domainWords, scopeOf } from '../../public/report-pages.tsx'
import { ReportView } from '../../report-parts.tsx'
import { reportPaths } from '../../report-paths.ts'
import { shanghaiTime } from '../../times.ts'

export type ReportTried = { form: string; values: Record<string, string>; said: Said; fields: Record<string, Said> }

const tones: Record<ReportRead['state'], Tone> = {
  draft: 'yellow',
  released: 'good',
  withdrawn: 'red',
  dropped: 'calm',
}

const StateBadge = ({ state }: { state: ReportRead['state'] }) => <Badge tone={tones[state]} {...reportStates[state]} />

type ReportsProps = { reports: ReportListed[]; city: City; tried: ReportTried | null }

/** All reports, and the form for another. */
export function ReportsOnDesk({ reports, city, tried }: ReportsProps) {
  return (
    <>
      <h1>
        <Both zh="质量状况报告" en="Reports on the state of quality" />
      </h1>
      <Table
        caption={{ zh: '报告', en: 'Reports' }}
        columns={columns(city)}
        rows={reports}
        empty={{ zh: '还没有报告。', en: 'No report yet.' }}
      />
      <Make city={city} tried={tried} />
    </>
  )
}

const columns = (city: City): Column<ReportListed>[] => [
  {
    head: { zh: '期间', en: 'Period' },
    cell: ({ id, from, until }) => <a href={reportPaths.onDesk(id)}>{`${from} 至 ${addDays(until, -1)}`}</a>,
  },
  { head: { zh: '范围', en: 'Scope' }, cell: ({ district, domain }) => scopeOf(city, district, domain) },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <StateBadge state={state} /> },
  { head: { zh: '编制', en: 'Made' }, cell: ({ madeAt }) => shanghaiTime(madeAt) },
]

function Make({ city, tried }: { city: City; tried: ReportTried | null }) {
  const typed = (name: string) => ({ name, value: tried?.values[name], error: tried?.fields[name] })
  return (
    <section class="part">
      <h2>
        <Both zh="编制一份报告" en="Make a report" />
      </h2>
      {tried && <ErrorSummary title={tried.said} errors={tried.fields} />}
      <Form action={reportPaths.desk}>
        <div class="pair">
          <TextField
            {...typed('first')}
            label={{ zh: '起始日期', en: 'First day' }}
            type="date"
            size="short"
            required
          />
          <TextField
            {...typed('last')}
            label={{ zh: '截止日期（含）', en: 'Last day' }}
            type="date"
            size="short"
            required
          />
        </div>
        <div class="pair">
          <SelectField
            {...typed('district')}
            label={{ zh: '区', en: 'District' }}
            none={{ zh: '全市', en: 'Whole city' }}
            options={city.districts.map(({ id, zh, en }) => ({ value: id, zh, en }))}
          />
          <SelectField
            {...typed('domain')}
            label={{ zh: '领域', en: 'Domain' }}
            none={{ zh: '全部', en: 'All four' }}
            options={Object.entries(domainWords).map(([value, zh]) => ({ value, zh, en: value }))}
          />
        </div>
        <p class="hint">
          <Both
            zh="与紧接在前的同样长的一段比较。编制后是草稿，由人审阅后发布；内容从此不变。"
            en="Compared with the period of the same length right before. It is a draft until a person releases it; its content never changes."
          />
        </p>
        <Submit zh="编制" en="Make it" />
      </Form>
    </section>
  )
}

/** One report on the desk: what to do with it, then its content with every figure open to its rows. */
export function ReportOnDesk({ report, tried }: { report: ReportRead; tried: ReportTried | null }) {
  const { id, content, state, sha256, acts, events } = report
  return (
    <>
      <p>
        <a href={reportPaths.desk}>
          ← <Both zh="全部报告" en="All reports" />
        </a>
      </p>
      <h1>
        <Both {...content.title} /> <StateBadge state={state} />
      </h1>
      {tried && <ErrorSummary title={tried.said} errors={errorsById(tried)} />}
      <Facts
        rows={[
          [{ zh: '打印', en: 'Print' }, <a href={reportPaths.pdf(id)}>PDF</a>],
          [{ zh: 'PDF 校验值', en: 'Its SHA-256' }, <code class="head">{sha256}</code>],
          [
            { zh: '公开页', en: 'Public page' },
            state === 'released' || state === 'withdrawn' ? (
              <a href={reportPaths.report(id)}>{reportPaths.report(id)}</a>
            ) : null,
          ],
        ]}
      />
      {acts.map((act) => (
        <Step id={id} act={act} tried={tried?.form === act ? tried : null} />
      ))}
      <details>
        <summary>
          <Both zh="经过" en="History" />
        </summary>
        <ol class="plain-steps">
          {events.map(({ at, who, act, reason }) => (
            <li>
              {shanghaiTime(at)} <Both {...(act === 'make' ? made : reportActs[act as ReportAct].label)} /> {who} ·{' '}
              {reason}
            </li>
          ))}
        </ol>
      </details>
      <ReportView content={content} hrefOf={(figure) => reportPaths.figure(id, figure)} />
    </>
  )
}

/** The errors of a refused step by the ids of its fields, which bear the act's name. */
const errorsById = ({ form, fields }: ReportTried): Record<string, Said> =>
  Object.fromEntries(Object.entries(fields).map(([name, said]) => [`${name}-${form}`, said]))

const made = { zh: '编制', en: 'Made' }

function Step({ id, act, tried }: { id: number; act: ReportAct; tried: ReportTried | null }) {
  const { label, says } = reportActs[act]
  return (
    <Form action={reportPaths.step(id, act)} class="part">
      <p class="hint">
        <Both {...says} />
      </p>
      <TextField
        name={`reason-${act}`}
        label={{ zh: `理由（${label.zh}）`, en: `Reason (${label.en})` }}
        value={tried?.values.reason}
        error={tried?.fields.reason}
        maxlength={1000}
        required
      />
      <p class="actions">
        <button type="submit" class={act === 'release' ? undefined : 'quiet'}>
          <Both {...label} />
        </button>
      </p>
    </Form>
  )
}
