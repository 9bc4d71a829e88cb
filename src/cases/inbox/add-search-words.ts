import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { searchWords } from '../../triage/search-words.ts'

/** Any number will do, as long as every worker uses the same. */
const searchLock = 7_183_201_086
const casesPerRound = 300
/** The next part of case_search is made so many cases before it is needed. */
const ahead_cases = 32_768
/** A row of case_event older than this has no unfinished transaction before it. */
const settled_ms = 300_000

/** Writes the words under which new cases are found. Answers how many; one worker at a time, and a round cut off leaves nothing half. */
export async function addSearchWords({ db, city, now }: Context): Promise<number> {
  await sql`select extend_case_search(coalesce(max(id), 0) + ${ahead_cases}) from case_file`.execute(db)
  return db.transaction().execute(async (tx) => {
    const { rows: turn } = await sql<{
      mine: boolean
    }>`select pg_try_advisory_xact_lock(${searchLock}) as mine`.execute(tx)
    if (!turn[0]?.mine) return 0
    const swept = await tx.selectFrom('search_turn').select('swept_to').executeTakeFirst()
    const { rows } = await sql<{ id: number; text: string }>`
      select e.case_id as id, concat_ws(E'\n', c.title, r.title, r.text, r.respondent, r.product, r.place, c.street) as text
        from case_event e join report r on r.id = e.case_id join case_file c on c.id = e.case_id
       where e.id > ${swept?.swept_to ?? 0} and e.act = 'receive' and not exists (select from case_search s where s.case_id = e.case_id)
       order by e.id limit ${casesPerRound}`.execute(tx)
    const found = rows.map(({ id, text }) => ({ case_id: id, words: searchWords(text, city) }))
    await sql`
      insert into case_search (case_id, words)
      select case_id, array_to_tsvector(words) from json_to_recordset(${JSON.stringify(found)}) as t (case_id int8, words text[])
      on conflict do nothing`.execute(tx)
    if (rows.length < casesPerRound) {
      await sql`
        insert into search_turn (id, swept_to)
        select 1, coalesce(max(id), 0) from case_event where at < ${new Date(now.getTime() - settled_ms)}
        on conflict (id) do update set swept_to = greatest(search_turn.swept_to, excluded.swept_to)`.execute(tx)
    }
    return rows.length
  })
}
