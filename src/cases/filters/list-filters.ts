import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { City } from '../../reference/city.ts'
import { caseStates } from '../acts/case-states.ts'
import { readInboxAsked } from '../inbox/inbox-asked.ts'
import { allOf, type InboxAsked, matching, narrowing, standing } from '../inbox/list-inbox.ts'
import { filterLimits } from './filter-limits.ts'
import { findFilters, type SavedFilter } from './find-filters.ts'

/** `cases` is how many it finds, up to one more than `filterLimits.counted`. */
export type CountedFilter = SavedFilter & { cases: number }

/** The filters of the inbox of an account and of its bureau, shared ones first, each with how many cases it finds now. */
export async function listFilters(context: Context): Promise<CountedFilter[]> {
  const filters = await findFilters(context, 'inbox')
  if (filters.length === 0) return []
  const counts = await countEach(context, filters)
  return filters.map((filter, n) => ({ ...filter, cases: counts[`n${n}`] ?? 0 }))
}

/**
 * What is open is counted in one pass over each desk, however many filters look at it. Ended cases are too many for that, and words are
 * looked up in an index of their own: those are counted one by one, and a count stops early, since more than 999 is all a tab says.
 */
async function countEach(context: Context, filters: { query: string }[]): Promise<Record<string, number>> {
  const counts = filters.map(({ query }, n) => ({ as: `n${n}`, asked: askedBy(context.city, query) }))
  const [passed, alone] = [
    counts.filter(({ asked }) => inPassing(asked)),
    counts.filter(({ asked }) => !inPassing(asked)),
  ]
  const desks = [
    ...Map.groupBy(passed, ({ asked: { part, bureau, state } }) => JSON.stringify([part, bureau, state])).values(),
  ]
  const rows = await Promise.all([...desks.map((desk) => countDesk(context, desk)), countAlone(context, alone)])
  return Object.assign({}, ...rows)
}

type Count = { as: string; asked: InboxAsked }

function askedBy(city: City, query: string): InboxAsked {
  const values = new URLSearchParams(query)
  return readInboxAsked(city, (name) => values.get(name))
}

const inPassing = ({ state, words }: InboxAsked): boolean =>
  words === '' && (state === null || !caseStates[state].final)

/** All of `counts` look at the cases of one desk. */
function countDesk(context: Context, counts: Count[]): Promise<Record<string, number>> {
  const [first] = counts
  if (!first) return Promise.resolve({})
  return context.db
    .selectFrom('case_file')
    .select(
      counts.map(({ as, asked }) =>
        sql<number>`least(count(*) filter (where ${allOf(narrowing(context, asked))}), ${counted})::int`.as(as),
      ),
    )
    .where(allOf(standing(context, first.asked)))
    .executeTakeFirstOrThrow()
}

function countAlone(context: Context, counts: Count[]): Promise<Record<string, number>> {
  if (counts.length === 0) return Promise.resolve({})
  const each = counts.map(({ as, asked }) =>
    context.db
      .selectFrom(matching(context, asked).limit(counted).as('found'))
      .select(sql<number>`count(*)::int`.as('cases'))
      .as(as),
  )
  return context.db.selectNoFrom(each).executeTakeFirstOrThrow() as Promise<Record<string, number>>
}

const counted = filterLimits.counted + 1
