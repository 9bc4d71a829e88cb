import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { filterLimits } from './filter-limits.ts'

export type FilteredDesk = Tables['saved_filter']['desk']

/** A named set of filters of a desk: the actor's own, or shared in the bureau. */
export type SavedFilter = {
  id: number
  name: string
  shared: boolean
  /** As in the address of the desk. */
  query: string
  /** The inbox opens with it for this account. */
  starts: boolean
}

/** The filters of a desk that an account may choose from: those shared in its bureau, then its own. */
export async function findFilters({ db, actor }: Context, desk: FilteredDesk): Promise<SavedFilter[]> {
  if (actor.kind !== 'staff') return []
  return db
    .selectFrom('saved_filter as f')
    .leftJoin('inbox_start as s', (join) =>
      join.onRef('s.filter_id', '=', 'f.id').on('s.account_id', '=', actor.accountId),
    )
    .where((filter) =>
      filter.or([
        filter.and([filter('f.shared', '=', true), filter('f.bureau', '=', actor.bureau)]),
        filter.and([filter('f.shared', '=', false), filter('f.account_id', '=', actor.accountId)]),
      ]),
    )
    .where('f.desk', '=', desk)
    .select(['f.id', 'f.name', 'f.shared', 'f.query', sql<boolean>`s.account_id is not null`.as('starts')])
    .orderBy('f.shared', 'desc')
    .orderBy('f.id')
    .limit(filterLimits.own + filterLimits.shared)
    .execute()
}
