import { caseStates } from '../../../cases/acts/case-states.ts'
import type { CountedFilter } from '../../../cases/filters/list-filters.ts'
import { inboxQuery } from '../../../cases/inbox/inbox-asked.ts'
import type { InboxAsked } from '../../../cases/inbox/list-inbox.ts'
import type { City } from '../../../reference/city.ts'
import type { Option } from '../../fields.tsx'
import { Both, NarrowFold } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { FilterField } from './filter-field.tsx'
import { countOf, FilterForm } from './filters-page.tsx'

/** The saved filters, the one that is open, and whether this person may share one. */
export type Saved = { filters: CountedFilter[]; view: number | null; shares: boolean }

/** The saved filters as tabs, each with how many cases it finds. */
export function SavedFilters({ filters, view }: Saved) {
  if (filters.length === 0) return null
  return (
    <nav class="tabs" aria-label="常用筛选 Saved filters">
      <ul>
        <li>
          <a href={bureauPaths.inboxAll} aria-current={view === null ? 'true' : undefined}>
            <Both zh="全部" en="All" />
          </a>
        </li>
        {filters.map(({ id, name, query, cases }) => (
          <li>
            <a href={bureauPaths.inboxView(query, id)} aria-current={view === id ? 'true' : undefined}>
              {name} <span class="tab-count">{countOf(cases)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What is asked for now, to be kept under a name. */
export function SaveFilter({ asked, shares }: { asked: InboxAsked; shares: boolean }) {
  const query = inboxQuery({ ...asked, page: 1 }).toString()
  return (
    <div class="save-filter">
      {query !== '' && (
        <details class="act">
          <summary>
            <Both zh="把现在的筛选存为常用" en="Save these filters" />
          </summary>
          <FilterForm query={query} shares={shares} tried={null} />
        </details>
      )}
      <p>
        <a href={bureauPaths.filters}>
          <Both zh="管理常用筛选" en="Manage saved filters" />
        </a>
      </p>
    </div>
  )
}

const dangerOptions: Option[] = [
  { value: '1', zh: '1 级以上', en: '1 and above' },
  { value: '2', zh: '2 级以上（可能伤人）', en: '2 and above (injury possible)' },
  { value: '3', zh: '3 级（危及生命）', en: '3 (life at risk)' },
]
const overdueOptions: Option[] = [{ value: 'yes', zh: '已超期', en: 'Overdue' }]

/** What the inbox can be narrowed by, as one form that needs no script. */
export function Filters({ asked, city, everyBureau }: { asked: InboxAsked; city: City; everyBureau: boolean }) {
  const states = Object.entries(caseStates).map(([value, { zh, en }]): Option => ({ value, zh, en }))
  return (
    <>
      <NarrowFold
        zh="查找和筛选"
        en="Search and filter"
        open={inboxQuery({ ...asked, part: 'lead', page: 1 }).size > 0}
      />
      <form class="filters compact" method="get" action={bureauPaths.inbox}>
        {asked.part === 'support' && <input type="hidden" name="part" value="support" />}
        <div class="field">
          <label for="words">
            <Both zh="查找" en="Search" />
          </label>
          <input type="search" id="words" name="words" value={asked.words} maxlength={100} />
        </div>
        {everyBureau && (
          <FilterField
            name="bureau"
            zh="单位"
            en="Bureau"
            value={asked.bureau}
            options={optionsOf(city.bureaus.values())}
          />
        )}
        <FilterField name="state" zh="状态" en="State" value={asked.state} options={states} />
        <FilterField
          name="sector"
          zh="领域"
          en="Sector"
          value={asked.sector}
          options={city.sectors.map(({ code, zh, en }) => ({ value: code, zh, en }))}
        />
        <FilterField name="district" zh="区" en="District" value={asked.district} options={optionsOf(city.districts)} />
        <FilterField
          name="danger"
          zh="危险"
          en="Danger"
          value={asked.danger === null ? null : String(asked.danger)}
          options={dangerOptions}
        />
        {asked.added && <input type="hidden" name="added" value="yes" />}
        <FilterField
          name="overdue"
          zh="时限"
          en="Clock"
          value={asked.overdue ? 'yes' : null}
          options={overdueOptions}
        />
        <button type="submit">
          筛选 <span lang="en">Filter</span>
        </button>
        <a class="button quiet" href={bureauPaths.inboxAll}>
          <Both zh="清除" en="Clear" />
        </a>
      </form>
    </>
  )
}

function optionsOf(named: Iterable<{ id: string; zh: string; en: string }>): Option[] {
  return [...named].map(({ id, zh, en }) => ({ value: id, zh, en }))
}
