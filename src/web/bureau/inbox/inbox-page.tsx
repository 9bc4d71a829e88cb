import { caseStates } from '../../../cases/acts/case-states.ts'
import { inboxQuery } from '../../../cases/inbox/inbox-asked.ts'
import type { Inbox, InboxAsked, InboxCase } from '../../../cases/inbox/list-inbox.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, type Column, DangerBadge, Notice, Pagination, RiskBadge, Table } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName, KindBadge, placeName, ReturnedBadge, StateBadge, TimeLeft } from '../case/case-badges.tsx'
import { KeysHelp } from '../keys-help.tsx'
import { Filters, type Saved, SavedFilters, SaveFilter } from './inbox-filters.tsx'

type InboxProps = {
  inbox: Inbox
  asked: InboxAsked
  city: City
  now: Date
  everyBureau: boolean
  reminders: number
} & Saved

/** The desk of a bureau: what is dangerous and due comes first. */
export function InboxPage({ inbox, asked, city, now, everyBureau, reminders, ...saved }: InboxProps) {
  return (
    <div data-keyed data-steps="tbody a[data-step]">
      <div class="desk-head">
        <h1>
          <Both zh="收件箱" en="Inbox" />
        </h1>
        {(!everyBureau || asked.bureau !== null) && <Parts asked={asked} />}
        <KeysHelp keys={keys} />
      </div>
      {reminders > 0 && (
        <Notice tone="orange">
          <p>
            <a href={bureauPaths.deadlines}>
              <Both
                zh={`${reminders} 条时限提醒等您确认`}
                en={`${reminders} reminders of deadlines wait for your word`}
              />
            </a>
          </p>
        </Notice>
      )}
      <SavedFilters {...saved} />
      <Counts inbox={inbox} asked={asked} />
      <Filters asked={asked} city={city} everyBureau={everyBureau} />
      <SaveFilter asked={asked} shares={saved.shares} />
      <Table
        caption={asked.state !== null && caseStates[asked.state].final ? newestFirst : dangerFirst}
        columns={columnsFor(city, now, everyBureau)}
        rows={inbox.cases}
        empty={{ zh: '没有符合条件的案件。', en: 'No case fits these filters.' }}
      />
      {asked.words !== '' && (
        <p class="hint">
          <Both
            zh="很常见的词只在最近的几千件里找；要找更早的，请多写一个词。"
            en="Very common words are looked for among the newest thousands; add a word to reach older cases."
          />
        </p>
      )}
      <Pagination page={inbox.page} pages={inbox.pages} hrefOf={(page) => hrefOf({ ...asked, page })} />
      {inbox.total > 0 && <Export asked={asked} />}
    </div>
  )
}

const dangerFirst: Said = { zh: '案件，危险的和快到期的在前', en: 'Cases, the dangerous and the soonest due first' }
const newestFirst: Said = { zh: '案件，新的在前', en: 'Cases, the newest first' }

/** The address of an inbox: what is asked for and nothing else; of one where nothing is, so that no saved filter opens instead. */
function hrefOf(asked: InboxAsked): string {
  const query = inboxQuery(asked).toString()
  return query === '' ? bureauPaths.inboxAll : `${bureauPaths.inbox}?${query}`
}

/** What is asked for as a file. A POST, because it leaves a record. */
function Export({ asked }: Pick<InboxProps, 'asked'>) {
  return (
    <form method="post" action={`${bureauPaths.exports}?${inboxQuery({ ...asked, page: 1 })}`}>
      <p class="actions">
        <button type="submit" class="quiet">
          <Both zh="导出 CSV" en="Export CSV" />
        </button>{' '}
        <span class="hint">
          <Both
            zh="按上面的筛选；导出会留下记录，文件不含诉求人身份。"
            en="As filtered above; the export is recorded and holds no identities."
          />
        </span>
      </p>
    </form>
  )
}

const keys: [string, Said][] = [
  ['j', { zh: '下一件', en: 'next case' }],
  ['k', { zh: '上一件', en: 'previous case' }],
  ['Enter', { zh: '打开', en: 'open it' }],
  ['/', { zh: '查找', en: 'search' }],
  ['?', { zh: '显示快捷键', en: 'show the keys' }],
]

function Counts({ inbox, asked }: Pick<InboxProps, 'inbox' | 'asked'>) {
  const tiles = [
    {
      zh: '全部',
      en: 'All',
      count: inbox.total,
      href: hrefOf({ ...asked, overdue: false, added: false, danger: null, page: 1 }),
    },
    { zh: '已超期', en: 'Overdue', count: inbox.overdue, href: hrefOf({ ...asked, overdue: true, page: 1 }) },
    { zh: '可能伤人', en: 'Dangerous', count: inbox.dangerous, href: hrefOf({ ...asked, danger: 2, page: 1 }) },
    {
      zh: '诉求人有新补充',
      en: 'New from the reporter',
      count: inbox.added,
      href: hrefOf({ ...asked, added: true, page: 1 }),
    },
  ]
  return (
    <ul class="tiles">
      {tiles.map(({ zh, en, count, href }) => (
        <li>
          <a href={href}>
            <strong class="number">{count}</strong> <Both zh={zh} en={en} />
          </a>
        </li>
      ))}
    </ul>
  )
}

const parts = [
  { part: 'lead', zh: '主办', en: 'In charge' },
  { part: 'support', zh: '协办', en: 'Supporting' },
] as const

function Parts({ asked }: Pick<InboxProps, 'asked'>) {
  return (
    <nav class="tabs" aria-label="主办或协办 In charge or supporting">
      <ul>
        {parts.map(({ part, zh, en }) => (
          <li>
            <a href={hrefOf({ ...asked, part, page: 1 })} aria-current={asked.part === part ? 'true' : undefined}>
              <Both zh={zh} en={en} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A bureau that has a part in a case owes that part; the clocks of the case are its lead's. */
function Due({ found: { nextDueAt, partDueAt }, now }: { found: InboxCase; now: Date }) {
  if (partDueAt === null) return <TimeLeft dueAt={nextDueAt} now={now} />
  return (
    <>
      <Badge zh="协办" en="our part" /> <TimeLeft dueAt={partDueAt} now={now} />
    </>
  )
}

function columnsFor(city: City, now: Date, everyBureau: boolean): Column<InboxCase>[] {
  return [
    { head: { zh: '时限', en: 'Due' }, cell: (found) => <Due found={found} now={now} /> },
    {
      head: { zh: '案件', en: 'Case' },
      cell: ({ id, title, kind, addedAt, returned }) => (
        <>
          <a href={bureauPaths.case(id)} data-step>
            {title}
          </a>{' '}
          <span class="case-number">#{id}</span> <KindBadge kind={kind} /> <ReturnedBadge returned={returned} />
          {addedAt && (
            <>
              {' '}
              <Badge tone="yellow" zh="诉求人有新补充" en="new from the reporter" />
            </>
          )}
        </>
      ),
    },
    {
      head: { zh: '事项和地点', en: 'Matter and place' },
      cell: ({ leaf, district, street, lead }) => (
        <>
          <Both {...leaf} />
          <br />
          {placeName(city, district, street) ?? <Both zh="地点不详" en="Place unknown" />}
          {everyBureau && (
            <>
              <br />
              <BureauName city={city} id={lead} />
            </>
          )}
        </>
      ),
    },
    {
      head: { zh: '危险与风险', en: 'Danger and risk' },
      cell: ({ danger, risk }) => (
        <span class="badges">
          <DangerBadge danger={danger} /> <RiskBadge risk={risk} />
        </span>
      ),
    },
    { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <StateBadge state={state} /> },
  ]
}
