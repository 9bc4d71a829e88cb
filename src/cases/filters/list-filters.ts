import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { readInboxAsked } from '../inbox/inbox-asked.ts'
import { matching } from '../inbox/list-inbox.ts'
import { filterLimits } from './filter-limits.ts'
import { findFilters, type SavedFilter } from './find-filters.ts'

/** `cases` is how many it finds, up to one more than `filterLimits.counted`. */
export type CountedFilter = SavedFilter & { cases: number }

/** The filters of the inbox of an account and of its bureau, shared ones first, each with how many cases it finds now. Two queries, however many there are. */
export async function listFilters(context: Context): Promise<CountedFilter[]> {
  const filters = await findFilters(context, 'inbox')
  if (filters.length === 0) return []
  const counts = await countEach(context, filters)
  return filters.map((filter, n) => ({ ...filter, cases: counts[`n${n}`] ?? 0 }))
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
