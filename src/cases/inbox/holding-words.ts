import { type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { City } from '../../reference/city.ts'
import { searchWords } from '../../triage/search-words.ts'

/** A search that finds more wants another word. */
const foundMax_cases = 3000
/** So many more cases of a desk are read one by one, in the order in which its index has them. */
const deskMax_cases = 1000

/**
 * The rows of `case_file` in which the words stand: the newest of all cases that hold them and, where those are too many to be all, what holds
 * them among the first older ones of `desk`, so that a desk of few cases is searched whole however many of others hold the words. One letter
 * alone finds the words that begin with it.
 */
export function casesHolding(words: string, city: City, desk: Desk | null) {
  const wanted = sql`${wantedBy(words, city)}::tsquery`
  // Each `offset 0` has rows read by their number: the planner might else go through all of a bureau's, or through the words of a million.
  return sql<Tables['case_file']>`(
    with newest as materialized (select case_id as id from cases_holding(${wanted}, ${foundMax_cases})),
    held as (select id from newest${desk === null ? sql`` : sql` union ${onDesk(desk, wanted)}`})
    select c.* from held cross join lateral (select * from case_file where id = held.id offset 0) as c)`
}

/** `first`: what is due first of open cases, the newest of ended ones. */
export type Desk = { holds: RawBuilder<boolean>; first: RawBuilder<unknown> }

const onDesk = ({ holds, first }: Desk, wanted: RawBuilder<unknown>) => sql`
  select d.id
    from (select id from case_file
           where ${holds} and id < (select min(id) from newest) and (select count(*) from newest) = ${foundMax_cases}
           order by ${first} limit ${deskMax_cases}) as d
   cross join lateral (select words from case_search where case_id = d.id offset 0) as s
   where s.words @@ ${wanted}`

/** As a `tsquery`; null, which no case holds, where there is nothing to search for. */
function wantedBy(words: string, city: City): string | null {
  const whole = searchWords(words, city)
  const terms = whole.length > 0 ? whole.map(quoted) : beginnings(words)
  return terms.length > 0 ? terms.join(' & ') : null
}

const quoted = (word: string): string => `'${word.replaceAll("'", "''")}'`

const beginnings = (words: string): string[] =>
  [
    ...words
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/[\p{L}\p{N}]/gu),
  ].map(([letter]) => `${quoted(letter)}:*`)
