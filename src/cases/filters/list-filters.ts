import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { readInboxAsked } from '../inbox-asked.ts'
import { matching } from '../list-inbox.ts'
import { filterLimits } from './filter-limits.ts'

/** A named set of filters of the inbox: the actor's own, or shared in the bureau. */
export type SavedFilter = {
  id: number
  name: string
  shared: boolean
  /** As in the address of the inbox. */
  query: string
  /** The inbox opens with it for this account. */
  starts: boolean
  /** How many cases it finds, up to one more than `filterLimits.counted`. */
  cases: number
}

/** The filters of an account and of its bureau, shared ones first, each with how many cases it finds now. Two queries, however many there are. */
export async function listFilters(context: Context): Promise<SavedFilter[]> {
  const filters = await savedFilters(context)
  if (filters.length === 0) return []
  const counts = await countEach(context, filters)
  return filters.map((filter, n) => ({ ...filter, cases: counts[`n${n}`] ?? 0 }))
}

/** The address of the filter with which the inbox of this account opens; null for all cases. */
export async function savedFilters({ db, actor }: Context): Promise<Omit<SavedFilter, 'cases'>[]> {
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
    .select(['f.id', 'f.name', 'f.shared', 'f.query', sql<boolean>`s.account_id is not null`.as('starts')])
    .orderBy('f.shared', 'desc')
    .orderBy('f.id')
    .limit(filterLimits.own + filterLimits.shared)
    .execute()
}

/** A count stops early: that there are more than 999 is all a tab says. */
async function countEach(context: Context, filters: { query: string }[]): Promise<Record<string, number>> {
  const { db, city } = context
  const counts = filters.map(({ query }, n) => {
    const values = new URLSearchParams(query)
    const asked = readInboxAsked(city, (name) => values.get(name))
    const found = matching(context, asked).limit(filterLimits.counted + 1)
    return db.selectFrom(found.as('found')).select(sql<number>`count(*)::int`.as('cases')).as(`n${n}`)
  })
  return (await db.selectNoFrom(counts).executeTakeFirstOrThrow()) as Record<string, number>
}
