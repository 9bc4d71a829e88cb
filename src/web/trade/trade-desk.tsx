import type { NoticeListed, NoticesAsked } from '../../alerts/notices/list-notices.ts'
import { productLeaves } from '../../alerts/notices/product-leaves.ts'
import { levelsUpward } from '../../alerts/warning-acts.ts'
import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { Leaves, Market, sourceNames, TradeClock, WarningLevelBadge, WarningStateBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import type { Option } from '../fields.tsx'
import { queryOf } from '../form-values.ts'
import { Badge, Both, type Column, NarrowFold, Pagination, Table, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { NoticeTitle } from './notice-title.tsx'

type DeskProps = {
  notices: NoticeListed[]
  total: number
  pages: number
  asked: NoticesAsked
  markets: string[]
  city: City
  /** ISO date in Shanghai. */
  today: string
}

/** What other countries ask of goods from here, a line a measure, with both clocks as sure as they are. */
export function TradeDesk({ notices, total, pages, asked, markets, city, today }: DeskProps) {
  return (
    <>
      <h1>
        <Both zh="贸易预警" en="Trade warnings" />
      </h1>
      <p>
        <Both
          zh="国外技术性贸易措施和产品召回。补遗并入原通报，只占一行；日期按原文的确定程度写，没写的不猜。"
          en="Foreign technical measures and recalls. An addendum is part of its first notice, one line a measure; dates are no surer than their text."
        />
      </p>
      <Filters asked={asked} markets={markets} city={city} />
      <p role="status">
        <strong class="number">{total}</strong> <Both zh="条" en={total === 1 ? 'notice' : 'notices'} />
      </p>
      <Table
        caption={{ zh: '通报和召回', en: 'Notices' }}
        columns={columnsFor(city, today, asked.kind === null || asked.kind === 'bulletin')}
        rows={notices}
        empty={{
          zh: '没有符合条件的通报。没有不等于没有新措施：请看来源是否按时导入。',
          en: 'No notice fits. That is not proof of no news: check that the sources were imported in time.',
        }}
      />
      <Pagination page={asked.page} pages={pages} hrefOf={(page) => hrefOf({ ...asked, page })} />
    </>
  )
}

function hrefOf({ kind, leaf, market, level, open, source, text, page }: NoticesAsked): string {
  const query = queryOf({
    kind: kind === 'bulletin' ? null : (kind ?? 'all'),
    sector: leaf,
    market,
    level,
    open: open ? 'yes' : null,
    source,
    text,
    page: page === 1 ? null : page,
  })
  return `${paths.trade}${query}`
}

const kinds: Option[] = [
  { value: 'bulletin', zh: '技术措施', en: 'Measures' },
  { value: 'recall', zh: '召回', en: 'Recalls' },
  { value: 'all', zh: '措施和召回', en: 'Both' },
  { value: 'sample', zh: '抽检样品', en: 'Samples' },
  { value: 'complaint_abroad', zh: '境外投诉', en: 'Complaints abroad' },
]

function Filters({ asked, markets, city }: Pick<DeskProps, 'asked' | 'markets' | 'city'>) {
  const sources = Object.entries(sourceNames).map(([value, named]): Option => ({ value, ...named }))
  return (
    <>
      <NarrowFold zh="查找和筛选" en="Search and filter" open={hrefOf({ ...asked, page: 1 }) !== paths.trade} />
      <form class="filters compact" method="get" action={paths.trade}>
        <div class="field">
          <label for="text">
            <Both zh="查找" en="Search" />
          </label>
          <input id="text" name="text" type="search" value={asked.text ?? ''} maxlength={80} />
        </div>
        <Choice name="kind" zh="种类" en="Kind" value={asked.kind ?? 'all'} options={kinds} />
        <Choice
          name="sector"
          zh="行业"
          en="Sector"
          any
          value={asked.leaf}
          options={productLeaves(city).map(({ code, zh, en }) => ({ value: code, zh, en }))}
        />
        <Choice
          name="market"
          zh="市场"
          en="Market"
          any
          value={asked.market}
          options={markets.map((code) => ({ value: code, ...countryName(code) }))}
        />
        <Choice
          name="level"
          zh="级别"
          en="Level"
          any
          value={asked.level}
          options={levelsUpward.toReversed().map((level) => ({ value: level, ...warningLevels[level] }))}
        />
        <Choice name="source" zh="来源" en="Source" any value={asked.source} options={sources} />
        <Choice name="open" zh="评议" en="Comments" any value={asked.open ? 'yes' : null} options={openOptions} />
        <button type="submit">
          筛选 <span lang="en">Filter</span>
        </button>
        <a class="button quiet" href={paths.trade}>
          <Both zh="清除" en="Clear" />
        </a>
      </form>
    </>
  )
}

const openOptions: Option[] = [{ value: 'yes', zh: '可以评议', en: 'Open' }]

type ChoiceProps = { name: string; zh: string; en: string; value: string | null; options: Option[]; any?: boolean }

function Choice({ name, zh, en, value, options, any = false }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>
        <Both zh={zh} en={en} />
      </label>
      <select id={name} name={name}>
        {any && <option value="">全部 All</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {`${option.zh} ${option.en}`}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The two dates only where measures are listed: nothing else has them. */
function columnsFor(city: City, today: string, ofMeasures: boolean): Column<NoticeListed>[] {
  const dates: Column<NoticeListed>[] = [
    {
      head: { zh: '评议截止', en: 'Comments close' },
      cell: ({ clocks }) =>
        clocks ? <TradeClock date={clocks.comment} today={today} about="comments" /> : <Both zh="不适用" en="n/a" />,
    },
    {
      head: { zh: '生效', en: 'In force' },
      cell: ({ clocks }) =>
        clocks ? <TradeClock date={clocks.inForce} today={today} about="force" /> : <Both zh="不适用" en="n/a" />,
    },
  ]
  return [
    { head: { zh: '通报', en: 'Notice' }, cell: (row) => <NoticeCell row={row} city={city} /> },
    { head: { zh: '市场', en: 'Market' }, cell: ({ notice }) => <Market code={notice.jurisdiction} /> },
    {
      head: { zh: '行业', en: 'Sectors' },
      cell: ({ notice, leaves }) =>
        notice.kind === 'recall' || notice.kind === 'bulletin' ? <Leaves city={city} codes={leaves} /> : '—',
    },
    ...(ofMeasures ? dates : []),
    { head: { zh: '预警', en: 'Warning' }, cell: (row) => <WarningCell row={row} /> },
  ]
}

function NoticeCell({ row, city }: { row: NoticeListed; city: City }) {
  const { notice, firstTitle, followUps, leaves } = row
  return (
    <>
      <a href={alertPaths.notice(row.id)}>
        <NoticeTitle notice={notice} title={firstTitle} city={city} leaves={leaves} />
      </a>
      <br />
      <span class="symbol">{notice.sourceId}</span> · {notice.publishedOn ?? <Both zh="日期不明" en="no date" />}
      {followUps > 0 && (
        <>
          {' '}
          <Badge zh={`后续 ${followUps} 份`} en={`${followUps} follow-up${followUps > 1 ? 's' : ''}`} />
        </>
      )}
    </>
  )
}

function WarningCell({ row: { notice, warning, withdrawn, relief } }: { row: NoticeListed }) {
  if (notice.kind === 'sample' || notice.kind === 'complaint_abroad') return <Both zh="不适用" en="n/a" />
  return (
    <span class="badges">
      {withdrawn && <Badge tone="good" zh="已撤回" en="Withdrawn" />}
      {warning ? (
        <>
          <WarningLevelBadge level={warning.level} relief={relief && !withdrawn} />
          {warning.state !== 'released' && <WarningStateBadge state={warning.state} />}
        </>
      ) : (
        <Both zh="未发布" en="none released" />
      )}
    </span>
  )
}
