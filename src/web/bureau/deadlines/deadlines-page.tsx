import type { ObjectionWaiting } from '../../../cases/apart/list-objections.ts'
import type { ExtensionRequest } from '../../../cases/clocks/list-extension-requests.ts'
import type { ForecastShown } from '../../../cases/reminders/list-forecast.ts'
import type { ReminderShown } from '../../../cases/reminders/list-reminders.ts'
import { roleNames } from '../../../cases/reminders/reminder-letters.ts'
import type { Told } from '../../../cases/reminders/told.ts'
import type { RequestReminderShown } from '../../../enterprises/requests/list-request-reminders.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Form } from '../../form.tsx'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Pagination, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName, StateBadge, TimeLeft } from '../case/case-badges.tsx'

type DeadlinesProps = {
  requests: ExtensionRequest[]
  /** What reporters object to and waits for a ruling of the reader's. */
  objections: ObjectionWaiting[]
  reminders: { reminders: ReminderShown[]; mine: number; total: number; pages: number }
  /** Reminders of what firms ask. */
  ofFirms: { reminders: RequestReminderShown[]; mine: number }
  forecast: { forecasts: ForecastShown[]; expectedLate: number; total: number; pages: number; madeAt: Date | null }
  /** Pages of the two lists, from 1. */
  page: number
  next: number
  city: City
  now: Date
  everyBureau: boolean
}

/** Which clocks are running out and who has been told, then which cases will probably be late this week, and why. */
export function DeadlinesPage({ city, now, ...props }: DeadlinesProps) {
  const { requests, objections, reminders, ofFirms, forecast, page, next, everyBureau } = props
  const mine = reminders.mine + ofFirms.mine
  return (
    <>
      <h1>
        <Both zh="时限提醒" en="Deadlines" />
      </h1>
      <h2 class="first">
        <Both zh={`等您确认的 ${mine} 条`} en={`${mine} for you to acknowledge`} />
      </h2>
      <p class="hint">
        <Both
          zh={`法定和本市时限用去 50%、80%、100% 时提醒；${city.reminders.answerWithin} 个工作日内没有确认的，提醒上一级。`}
          en={`You are told at 50, 80 and 100 % of statutory and local clocks; not acknowledged within ${city.reminders.answerWithin} working day, the next level is told.`}
        />
      </p>
      {(reminders.reminders.length > 0 || ofFirms.reminders.length === 0) && (
        <Table
          caption={{ zh: '时限提醒，给您的和用去最多的在前', en: 'Reminders, yours and the furthest gone first' }}
          columns={reminderColumns(city, now)}
          rows={reminders.reminders}
          empty={{ zh: '没有未确认的时限提醒。', en: 'No reminder waits to be acknowledged.' }}
        />
      )}
      <Pagination page={page} pages={reminders.pages} hrefOf={(to) => hrefOf(to, next)} />
      {ofFirms.reminders.length > 0 && (
        <>
          <h2>
            <Both zh="企业的异议和信用修复" en="Objections and repairs of firms" />
          </h2>
          <Table
            caption={{ zh: '企业申请的时限提醒', en: 'Reminders of what firms ask' }}
            columns={firmReminderColumns(city, now)}
            rows={ofFirms.reminders}
          />
        </>
      )}
      <Requests requests={requests} city={city} />
      <Objections objections={objections} city={city} />
      <h2>
        <Both zh="本周可能超期" en="Likely late this week" />
      </h2>
      {forecast.total > 0 && (
        <p>
          <Both
            zh={`未来 7 天到期 ${forecast.total} 项，预计 ${forecast.expectedLate.toFixed(1)} 项超期。`}
            en={`${forecast.total} clocks are due within 7 days; ${forecast.expectedLate.toFixed(1)} are expected to be late.`}
          />{' '}
          {forecast.madeAt && (
            <span class="hint">
              <Both zh={`${shanghaiTime(forecast.madeAt)} 推算`} en="worked out then" />
            </span>
          )}
        </p>
      )}
      <Table
        caption={{ zh: '最可能超期的在前', en: 'The most likely late first' }}
        columns={forecastColumns(city, now, everyBureau)}
        rows={forecast.forecasts}
        empty={{ zh: '未来 7 天没有到期的时限。', en: 'No clock is due within 7 days.' }}
      />
      <Pagination page={next} pages={forecast.pages} hrefOf={(to) => hrefOf(page, to)} />
    </>
  )
}

/** What waits for the head of a bureau; the extension itself is approved on the case page. */
function Objections({ objections, city }: Pick<DeadlinesProps, 'objections' | 'city'>) {
  if (objections.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="对评价单列的异议，待裁定" en="Objections to judging apart, to be ruled on" />
      </h2>
      <ul class="task-list">
        {objections.map(({ caseId, title, bureau, objectedAt, words }) => (
          <li class="card">
            <p class="task-title">
              <a href={bureauPaths.case(caseId)}>{title}</a> <span class="case-number">#{caseId}</span>
            </p>
            {words && <p class="written">{words}</p>}
            <p class="hint">
              {city.bureaus.get(bureau)?.zh ?? bureau} {shanghaiTime(objectedAt)}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function Requests({ requests, city }: Pick<DeadlinesProps, 'requests' | 'city'>) {
  if (requests.length === 0) return null
  return (
    <>
      <h2>
        <Both zh="申请延长，待批准" en="Extensions asked for" />
      </h2>
      <ul class="task-list">
        {requests.map(({ caseId, title, bureau, askedAt, name, words }) => (
          <li class="card">
            <p class="task-title">
              <a href={bureauPaths.case(caseId)}>{title}</a> <span class="case-number">#{caseId}</span>
            </p>
            {words && <p class="written">{words}</p>}
            <p class="hint">
              {city.bureaus.get(bureau)?.zh ?? bureau} {name} {shanghaiTime(askedAt)}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

function hrefOf(page: number, next: number): string {
  return `${bureauPaths.deadlines}${queryOf({ page: page === 1 ? null : page, next: next === 1 ? null : next })}`
}

const reminderColumns = (city: City, now: Date): Column<ReminderShown>[] => [
  usedColumn(now),
  {
    head: { zh: '案件和时限', en: 'Case and clock' },
    cell: ({ caseId, title, state, clock, article }) => (
      <>
        <a href={bureauPaths.case(caseId)}>{title}</a> <span class="case-number">#{caseId}</span>{' '}
        <StateBadge state={state} />
        <br />
        <Both {...clock} /> <span class="hint">{article}</span>
      </>
    ),
  },
  toldColumn(city),
  acknowledgeColumn(({ id, caseId }) => ({ action: bureauPaths.acknowledgement(id), of: `案件 ${caseId}` })),
]

const firmReminderColumns = (city: City, now: Date): Column<RequestReminderShown>[] => [
  usedColumn(now),
  {
    head: { zh: '企业和时限', en: 'Firm and clock' },
    cell: ({ requestId, firm, documentNo, kind, clock, article }) => (
      <>
        <a href={`${bureauPaths.firms}#request-${requestId}`}>{firm}</a> <Both {...kind} />{' '}
        <span class="case-number">{documentNo}</span>
        <br />
        <Both {...clock} /> <span class="hint">{article}</span>
      </>
    ),
  },
  toldColumn(city),
  acknowledgeColumn(({ id, firm }) => ({ action: bureauPaths.requestAcknowledgement(id), of: firm })),
]

const usedColumn = (now: Date): Column<Told> => ({
  head: { zh: '用去', en: 'Used' },
  cell: ({ step, dueAt }) => (
    <>
      <Badge tone={step === 100 ? 'red' : step === 80 ? 'orange' : 'yellow'} {...stepWords(step)} />
      <br />
      <TimeLeft dueAt={dueAt} now={now} />
    </>
  ),
})

const toldColumn = (city: City): Column<Told> => ({
  head: { zh: '提醒了谁', en: 'Who was told' },
  cell: ({ role, because, toldAt, answerBy, escalatedAt, bureau }) => (
    <>
      {role !== 'joint_office' && `${city.bureaus.get(bureau)?.zh ?? bureau} `}
      <Both {...roleNames[role]} />
      <br />
      <span class="hint">
        {shanghaiTime(toldAt)}
        {because === 'unacknowledged' && '，下一级未确认 passed up'}
        {escalatedAt
          ? `；${shanghaiTime(escalatedAt)} 已提醒上一级 passed on`
          : `；请在 ${shanghaiTime(new Date(answerBy.getTime() - 60_000))} 前确认`}
      </span>
    </>
  ),
})

/** `of` tells a screen reader which of many equal buttons it is. */
const acknowledgeColumn = <Row extends Told>(to: (row: Row) => { action: string; of: string }): Column<Row> => ({
  head: { zh: '确认', en: 'Acknowledge' },
  cell: (row) =>
    row.mine ? (
      <Form action={to(row).action}>
        <button type="submit">
          <Both zh="知道了" en="I know" /> <span class="for-readers">{to(row).of}</span>
        </button>
      </Form>
    ) : (
      <Both zh="等对方确认" en="Theirs to acknowledge" />
    ),
})

const stepWords = (step: number): Said =>
  step === 100 ? { zh: '已到期', en: 'term over' } : { zh: `已用 ${step}%`, en: `${step} % used` }

function forecastColumns(city: City, now: Date, everyBureau: boolean): Column<ForecastShown>[] {
  return [
    {
      head: { zh: '超期可能', en: 'Chance of being late' },
      cell: ({ late }) => (
        <strong class="number">
          {late < 0.01 ? '<1' : Math.round(late * 100)}
          <span class="unit"> %</span>
        </strong>
      ),
    },
    {
      head: { zh: '案件和时限', en: 'Case and clock' },
      cell: ({ caseId, title, leaf, clock, bureau }) => (
        <>
          <a href={bureauPaths.case(caseId)}>{title}</a> <span class="case-number">#{caseId}</span>
          <br />
          <Both {...clock} /> · <Both {...leaf} />
          {everyBureau && (
            <>
              <br />
              <BureauName city={city} id={bureau} />
            </>
          )}
        </>
      ),
    },
    { head: { zh: '到期', en: 'Due' }, cell: ({ dueAt }) => <TimeLeft dueAt={dueAt} now={now} /> },
    { head: { zh: '为什么', en: 'Why' }, cell: (forecast) => <Both {...reasonOf(forecast)} /> },
  ]
}

const pools: Record<ForecastShown['pool'], Said> = {
  leaf: { zh: '本单位同类', en: 'of this bureau and matter' },
  bureau: { zh: '本单位', en: 'of this bureau' },
  city: { zh: '全市', en: 'of the city' },
  none: { zh: '', en: '' },
}

function reasonOf({ pool, alike, alikeLate, age }: ForecastShown): Said {
  if (pool === 'none') {
    return {
      zh: '还没有可比的办结记录，按全部时限的超期率估计。',
      en: 'No comparable record yet: the share of all clocks.',
    }
  }
  return {
    zh: `过去半年${pools[pool].zh}办到第 ${age} 个工作日还没完成的 ${alike} 件，${alikeLate} 件超期。`,
    en: `Of ${alike} ${pools[pool].en} still open after ${age} working days in the last half-year, ${alikeLate} were late.`,
  }
}
