import { filterLimits } from '../../../cases/filters/filter-limits.ts'
import type { CountedFilter } from '../../../cases/filters/list-filters.ts'
import type { Said } from '../../../errors.ts'
import { CheckField, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Notice, Table } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'

/** A filter that was tried to be saved and refused. */
export type FilterTried = { name: string; query: string; shared: boolean; said: Said; error: Said | undefined }

type FiltersProps = { filters: CountedFilter[]; shares: boolean; tried: FilterTried | null }

/** The saved filters of an account and of its bureau: which opens the inbox, and which are no longer needed. */
export function FiltersPage({ filters, shares, tried }: FiltersProps) {
  return (
    <>
      <p class="eyebrow">
        <a href={bureauPaths.inboxAll}>
          <Both zh="收件箱" en="Inbox" />
        </a>
      </p>
      <h1>
        <Both zh="常用筛选" en="Saved filters" />
      </h1>
      {tried && (
        <section class="part">
          <Notice tone="red" alert>
            <p>
              <Both {...tried.said} />
            </p>
          </Notice>
          <FilterForm query={tried.query} shares={shares} tried={tried} />
        </section>
      )}
      <Table
        caption={{ zh: '常用筛选', en: 'Saved filters' }}
        columns={columnsFor(shares)}
        rows={filters}
        empty={{ zh: '还没有。在收件箱选好条件后保存。', en: 'None yet. Choose filters in the inbox and save them.' }}
      />
      {filters.some(({ starts }) => starts) && (
        <Form action={bureauPaths.inboxStart}>
          <p class="actions">
            <button type="submit" class="quiet">
              <Both zh="收件箱打开时显示全部" en="Open the inbox with all cases" />
            </button>
          </p>
        </Form>
      )}
    </>
  )
}

const columnsFor = (shares: boolean): Column<CountedFilter>[] => [
  {
    head: { zh: '名称', en: 'Name' },
    cell: ({ id, name, query }) => <a href={bureauPaths.inboxView(query, id)}>{name}</a>,
  },
  {
    head: { zh: '谁的', en: 'Whose' },
    cell: ({ shared }) => (shared ? <Both zh="本单位共用" en="of the bureau" /> : <Both zh="自己" en="your own" />),
  },
  { head: { zh: '案件', en: 'Cases' }, cell: ({ cases }) => countOf(cases), numeric: true },
  {
    head: { zh: '打开收件箱时', en: 'Opens the inbox' },
    cell: ({ id, starts }) =>
      starts ? (
        <Both zh="是" en="yes" />
      ) : (
        <Form action={bureauPaths.inboxStart}>
          <input type="hidden" name="filter" value={String(id)} />
          <button type="submit" class="quiet">
            <Both zh="设为默认" en="Make default" />
          </button>
        </Form>
      ),
  },
  {
    head: { zh: '删除', en: 'Delete' },
    cell: ({ id, shared }) =>
      shared && !shares ? null : (
        <Form action={bureauPaths.filterEnd(id)}>
          <button type="submit" class="quiet">
            <Both zh="删除" en="Delete" />
          </button>
        </Form>
      ),
  },
]

/** What a tab says: beyond 999 that there are more. */
export const countOf = (cases: number): string =>
  cases > filterLimits.counted ? `${filterLimits.counted}+` : String(cases)

type FormProps = { query: string; shares: boolean; tried: FilterTried | null; action?: string }

/** Gives what a desk is asked for now a name. */
export function FilterForm({ query, shares, tried, action = bureauPaths.filters }: FormProps) {
  return (
    <Form action={action}>
      <input type="hidden" name="query" value={query} />
      <TextField
        name="name"
        label={{ zh: '名称', en: 'Name' }}
        hint={{ zh: '同名的会被替换。', en: 'One of the same name is replaced.' }}
        value={tried?.name}
        error={tried?.error}
        maxlength={filterLimits.name}
        required
      />
      {shares && (
        <CheckField
          name="shared"
          label={{ zh: '谁能用', en: 'For whom' }}
          values={tried?.shared ? ['yes'] : []}
          options={[{ value: 'yes', zh: '本单位共用', en: 'everybody of the bureau' }]}
        />
      )}
      <Submit zh="保存" en="Save" />
    </Form>
  )
}
