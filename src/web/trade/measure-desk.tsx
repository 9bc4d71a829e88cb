import type { MeasureCounts } from '../../alerts/measures/count-measures.ts'
import { countedMax, type MeasureListed, type MeasuresAsked } from '../../alerts/measures/list-measures.ts'
import { productLeaves } from '../../alerts/notices/product-leaves.ts'
import { levelsUpward } from '../../alerts/warning-acts.ts'
import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { Leaves, Market, TradeClock, WarningLevelBadge, WarningStateBadge } from '../alert-parts.tsx'
import { alertPaths } from '../alert-paths.ts'
import { SelectField, TextField } from '../fields.tsx'
import { queryOf } from '../form-values.ts'
import { Badge, Both, type Column, NarrowFold, Pagination, Table, warningLevels } from '../parts.tsx'
import { paths } from '../paths.ts'
import { filtersOf } from './asked-measures.ts'
import { feedLinks } from './feed-links.ts'
import { Glance } from './measure-glance.tsx'
import { measureTitle } from './measure-title.ts'
import { KeepViews, SavedViews, type Views } from './saved-views.tsx'

type DeskProps = {
  measures: MeasureListed[]
  total: number
  pages: number
  counts: MeasureCounts
  asked: MeasuresAsked
  markets: string[]
  city: City
  /** Saved views; null for who keeps none here. */
  views: Views | null
  /** ISO date in Shanghai. */
  today: string
}

/** Foreign measures, a line each with both clocks as sure as they are: what is new, what closes, by sector and market, and any search. */
export function MeasureDesk({ measures, total, pages, counts, asked, markets, city, views, today }: DeskProps) {
  const query = queryOf(filtersOf(asked)).slice(1)
  return (
    <>
      <h1>
        <Both zh="贸易预警" en="Trade warnings" />
      </h1>
      <p>
        <Both
          zh="国外技术性贸易措施。补遗并入原通报，只占一行；日期按原文的确定程度写，没写的不猜。"
          en="Foreign technical measures. An addendum is part of its first notice, one line a measure; dates are no surer than their text."
        />
      </p>
      <Glance counts={counts} asked={asked} city={city} />
      {views && <SavedViews views={views.views} query={query} />}
      <Filters asked={asked} markets={markets} city={city} />
      {views && <KeepViews {...views} query={query} />}
      <p role="status">
        <strong class="number">{total === countedMax ? `${countedMax}+` : total}</strong>{' '}
        <Both zh="项" en={total === 1 ? 'measure' : 'measures'} />
      </p>
      <Table
        caption={{ zh: '措施', en: 'Measures' }}
        columns={columnsFor(city, today)}
        rows={measures}
        empty={{
          zh: '没有符合条件的措施。没有不等于没有新措施：请看来源是否按时导入。',
          en: 'No measure fits. That is not proof of no news: check that the sources were imported in time.',
        }}
      />
      <Pagination page={asked.page} pages={pages} hrefOf={(page) => hrefOf(asked, page)} />
      <TakeAway asked={asked} />
    </>
  )
}

const hrefOf = (asked: MeasuresAsked, page: number): string =>
  `${paths.trade}${queryOf({ ...filtersOf(asked), page: page === 1 ? null : page })}`

function Filters({ asked, markets, city }: Pick<DeskProps, 'asked' | 'markets' | 'city'>) {
  const any = { zh: '全部', en: 'All' }
  return (
    <>
      <NarrowFold zh="查找和筛选" en="Search and filter" open={queryOf(filtersOf(asked)) !== ''} />
      <form class="filters compact" method="get" action={paths.trade}>
        <TextField
          name="text"
          type="search"
          label={{ zh: '查找', en: 'Search' }}
          value={asked.text ?? ''}
          maxlength={80}
        />
        <TextField
          name="hs"
          label={{ zh: '海关编码', en: 'HS' }}
          value={asked.hs ?? ''}
          maxlength={12}
          inputmode="numeric"
        />
        <SelectField
          name="sector"
          label={{ zh: '行业', en: 'Sector' }}
          value={asked.leaf ?? ''}
          none={any}
          options={productLeaves(city).map(({ code, zh, en }) => ({ value: code, zh, en }))}
        />
        <SelectField
          name="market"
          label={{ zh: '市场', en: 'Market' }}
          value={asked.market ?? ''}
          none={any}
          options={markets.map((code) => ({ value: code, ...countryName(code) }))}
        />
        <SelectField
          name="level"
          label={{ zh: '级别', en: 'Level' }}
          value={asked.level ?? ''}
          none={any}
          options={levelsUpward.toReversed().map((level) => ({ value: level, ...warningLevels[level] }))}
        />
        <SelectField
          name="open"
          label={{ zh: '评议', en: 'Comments' }}
          value={asked.open ? 'yes' : ''}
          none={any}
          options={[{ value: 'yes', zh: '可以评议', en: 'Open' }]}
        />
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

/** The address of a list is the list: saved as a bookmark it is a saved view, and programs read the same under other endings. */
function TakeAway({ asked }: { asked: MeasuresAsked }) {
  const filters = filtersOf(asked)
  const links = [
    { href: feedLinks.atom(filters), zh: '订阅源', en: 'Atom feed' },
    { href: feedLinks.calendar(filters), zh: '日历', en: 'Calendar' },
    { href: feedLinks.csv(filters), zh: '表格 CSV', en: 'CSV' },
    { href: feedLinks.xlsx(filters), zh: '表格 XLSX', en: 'XLSX' },
    { href: alertPaths.subscriptionForm, zh: '用邮件订阅', en: 'By mail' },
  ]
  return (
    <section class="part" aria-labelledby="take-away">
      <h2 id="take-away">
        <Both zh="带走这个清单" en="Take this list along" />
      </h2>
      <p class="hint">
        <Both
          zh="这一页的地址就是这个清单，收藏它即可再看；下面几种带着同样的筛选。"
          en="The address of this page is this list: keep it as a bookmark. These carry the same filters."
        />
      </p>
      <p class="badges">
        {links.map(({ href, zh, en }) => (
          <a class="button quiet" href={href}>
            <Both zh={zh} en={en} />
          </a>
        ))}
      </p>
    </section>
  )
}

function columnsFor(city: City, today: string): Column<MeasureListed>[] {
  return [
    { head: { zh: '措施', en: 'Measure' }, cell: (row) => <MeasureCell row={row} /> },
    { head: { zh: '市场', en: 'Market' }, cell: ({ market }) => <Market code={market} /> },
    { head: { zh: '行业', en: 'Sectors' }, cell: ({ leaves }) => <Leaves city={city} codes={leaves} /> },
    {
      head: { zh: '评议截止', en: 'Comments close' },
      cell: ({ clocks }) => <TradeClock date={clocks.comment} today={today} about="comments" />,
    },
    {
      head: { zh: '生效', en: 'In force' },
      cell: ({ clocks }) => <TradeClock date={clocks.inForce} today={today} about="force" />,
    },
    { head: { zh: '预警', en: 'Warning' }, cell: (row) => <WarningCell row={row} /> },
  ]
}

function MeasureCell({ row }: { row: MeasureListed }) {
  const { family, notices, newestOn } = row
  return (
    <>
      <a href={alertPaths.measure(family)}>
        <Both {...measureTitle(row)} />
      </a>
      <br />
      <span class="symbol">{family}</span> · {newestOn ?? <Both zh="日期不明" en="no date" />}
      {notices > 1 && (
        <>
          {' '}
          <Badge zh={`后续 ${notices - 1} 份`} en={`${notices - 1} follow-up${notices > 2 ? 's' : ''}`} />
        </>
      )}
    </>
  )
}

function WarningCell({ row: { warning, withdrawn, relief } }: { row: MeasureListed }) {
  if (withdrawn) return <Badge tone="good" zh="已撤回" en="Withdrawn" />
  if (!warning) return relief ? <Badge tone="good" zh="利好" en="Relief" /> : <Both zh="未发布" en="none released" />
  return (
    <span class="badges">
      <WarningLevelBadge level={warning.level} relief={relief} />
      {warning.state !== 'released' && <WarningStateBadge state={warning.state} />}
    </span>
  )
}
