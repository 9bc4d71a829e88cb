import type { SavedFilter } from '../../cases/filters/find-filters.ts'
import { FilterForm, type FilterTried } from '../bureau/inbox/filters-page.tsx'
import { Form } from '../form.tsx'
import { Both, Notice } from '../parts.tsx'
import { paths } from '../paths.ts'
import { viewPaths } from './view-paths.ts'

export type Views = { views: SavedFilter[]; shares: boolean; tried: FilterTried | null }

/** For trade officials: saved views of the desk as tabs, their own and those of the bureau. */
export function SavedViews({ views, query }: Pick<Views, 'views'> & { query: string }) {
  if (views.length === 0) return null
  return (
    <nav class="tabs" aria-label="常用视图 Saved views">
      <ul>
        <li>
          <a href={paths.trade} aria-current={query === '' ? 'true' : undefined}>
            <Both zh="全部" en="All" />
          </a>
        </li>
        {views.map((view) => (
          <li>
            <a href={`${paths.trade}?${view.query}`} aria-current={view.query === query ? 'true' : undefined}>
              {view.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Keeps what is asked for now under a name, and deletes what is no longer needed. */
export function KeepViews({ views, shares, tried, query }: Views & { query: string }) {
  const mine = views.filter(({ shared }) => shares || !shared)
  return (
    <div class="save-filter">
      {tried && (
        <Notice tone="red" alert>
          <p>
            <Both {...tried.said} />
          </p>
        </Notice>
      )}
      {(query !== '' || tried) && (
        <details class="act" open={tried !== null}>
          <summary>
            <Both zh="把现在的筛选存为常用视图" en="Save this view" />
          </summary>
          <FilterForm query={tried?.query ?? query} shares={shares} tried={tried} action={viewPaths.views} />
        </details>
      )}
      {mine.length > 0 && (
        <details class="act">
          <summary>
            <Both zh="管理常用视图" en="Manage saved views" />
          </summary>
          <ul class="reasons">
            {mine.map(({ id, name }) => (
              <li>
                <Form action={viewPaths.end(id)}>
                  {name}{' '}
                  <button type="submit" class="quiet">
                    <Both zh={`删除“${name}”`} en="Delete" />
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
