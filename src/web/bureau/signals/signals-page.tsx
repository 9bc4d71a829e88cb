import type { MethodPrecision } from '../../../alerts/watch/list-precision.ts'
import type { SignalListed, SignalsListed } from '../../../alerts/watch/list-signals.ts'
import { methodWords } from '../../../alerts/watch/method-words.ts'
import { REVIEW_BUDGET } from '../../../alerts/watch/ranking.ts'
import { type SignalState, signalStates } from '../../../alerts/watch/signal-acts.ts'
import { kindWords } from '../../../alerts/watch/signal-words.ts'
import type { City } from '../../../reference/city.ts'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, dangerWords, Pagination, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { expectedWords, Method, periodWords, SignalStateBadge, SignalsTop } from './signal-parts.tsx'
import { signalPaths } from './signal-paths.ts'

type SignalsPageProps = SignalsListed & {
  state: SignalState | null
  page: number
  precision: MethodPrecision[]
  looksBack: boolean
  city: City
}

/** What deserves a look today, the greatest harm × surprise on top, and how right each method has been so far. */
export function SignalsPage({ signals, open, state, page, pages, precision, looksBack, city }: SignalsPageProps) {
  return (
    <>
      <SignalsTop part="signals" looksBack={looksBack} />
      <p class="lead">
        <Both
          zh={`信号是问题，不是结论。待看 ${open} 个，今天先看前 ${Math.min(open, REVIEW_BUDGET)} 个：按“可能的伤害 × 意外程度”排。`}
          en={`A signal is a question, not a finding. ${open} are open; today's review holds the first ${Math.min(open, REVIEW_BUDGET)} by harm × surprise.`}
        />
      </p>
      <nav class="tabs" aria-label="状态 State">
        <ul>
          {[null, ...(Object.keys(signalStates) as SignalState[])].map((one) => (
            <li>
              <a href={hrefOf(one, 1)} aria-current={one === state ? 'true' : undefined}>
                <Both {...(one === null ? { zh: '今天要看', en: 'To review' } : signalStates[one])} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Table
        caption={{ zh: '信号', en: 'Signals' }}
        columns={columnsFor(city)}
        rows={signals}
        empty={{ zh: '这里没有信号。', en: 'No signals here.' }}
      />
      <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf(state, to)} />
      <h2>
        <Both zh="各方法至今准不准" en="How right each method has been" />
      </h2>
      <Precision precision={precision} />
    </>
  )
}

const hrefOf = (state: SignalState | null, page: number): string =>
  `${signalPaths.signals}${queryOf({ state, page: page === 1 ? null : page })}`

const columnsFor = (city: City): Column<SignalListed>[] => [
  {
    head: { zh: '信号', en: 'Signal' },
    cell: ({ id, title, words }) => (
      <>
        <a href={signalPaths.signal(id)}>
          <Both {...title} />
        </a>
        {words.length > 0 && (
          <>
            <br />
            <span class="hint">{words.join('、')}</span>
          </>
        )}
      </>
    ),
  },
  {
    head: { zh: '为什么在此', en: 'Why it is here' },
    cell: ({ kind, method, fallback, count, expected, dangers, surprise, closed }) => (
      <>
        <Badge {...kindWords[kind]} />{' '}
        <Both zh={`${count}，往常 ${expectedWords(expected)}`} en={`${count}, usually ${expectedWords(expected)}`} />
        <br />
        <Both {...worstOf(dangers)} />
        <br />
        <Method method={method} fallback={fallback} /> · <span class="number">{surprise.toFixed(1)}</span>
        {!closed && (
          <>
            {' '}
            <Badge tone="blue" zh="尚未满期" en="Not closed" />
          </>
        )}
      </>
    ),
  },
  {
    head: { zh: '期间', en: 'Period' },
    cell: ({ from, to, reports }) => (
      <>
        <span class="keep">{periodWords(from, to)}</span>
        {reports > 0 && (
          <>
            <br />
            <Both zh={`至今来件 ${reports} 件`} en={`${reports} reports so far`} />
          </>
        )}
      </>
    ),
  },
  {
    head: { zh: '先后', en: 'Priority' },
    cell: ({ harm, surprise }) => (harm * Math.max(0, surprise)).toFixed(0),
    numeric: true,
  },
  { head: { zh: '牵头', en: 'Lead' }, cell: ({ lead }) => <BureauName city={city} id={lead} /> },
  {
    head: { zh: '状态', en: 'State' },
    cell: ({ state, foundAt }) => (
      <>
        <SignalStateBadge state={state} />
        <br />
        <span class="keep">{shanghaiTime(foundAt)}</span>
      </>
    ),
  },
]

/** The worst danger that anybody told of, and how many did. */
function worstOf(dangers: number[]) {
  const worst = dangers.findLastIndex((people) => people > 0)
  const { zh, en } = dangerWords(Math.max(0, worst))
  return { zh: `${zh}（${dangers[worst] ?? 0} 人）`, en: `${en} (${dangers[worst] ?? 0})` }
}

function Precision({ precision }: { precision: MethodPrecision[] }) {
  return (
    <Table
      caption={{ zh: '各方法命中率', en: 'Precision by method' }}
      rows={precision}
      empty={{ zh: '还没有信号。', en: 'No signals yet.' }}
      columns={[
        {
          head: { zh: '方法', en: 'Method' },
          cell: ({ method }) => (
            <a href={signalPaths.method(methodWords[method].anchor)}>
              <Both {...methodWords[method]} />
            </a>
          ),
        },
        { head: { zh: '信号', en: 'Signals' }, cell: ({ found }) => found, numeric: true },
        { head: { zh: '是事件', en: 'Events' }, cell: ({ right }) => right, numeric: true },
        { head: { zh: '已排除', en: 'Dropped' }, cell: ({ dropped }) => dropped, numeric: true },
        { head: { zh: '待判断', en: 'Waiting' }, cell: ({ waiting }) => waiting, numeric: true },
        {
          head: { zh: '命中率', en: 'Precision' },
          cell: ({ right, dropped }) =>
            right + dropped === 0
              ? '—'
              : `${Math.round((100 * right) / (right + dropped))} %（${right}/${right + dropped}）`,
          numeric: true,
        },
      ]}
    />
  )
}
