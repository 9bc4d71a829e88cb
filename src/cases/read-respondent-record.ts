import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import type { CaseState } from './acts/case-states.ts'

/** Earlier cases about the same respondent, as far as the actor may see them. */
export type RespondentRecord = {
  respondent: string
  /** All of them, up to `countedMax`; those still open among them. */
  cases: number
  open: number
  /** The newest few, with what came of them. */
  recent: { id: number; title: string; state: CaseState; openedAt: Date; result: string | null }[]
}

export const countedMax = 1000
const recentMax = 5
const resultCharacters = 80

/**
 * What came in before about the respondent that a case names, letter for letter but for case: firms under other spellings are the register's
 * to know. Null where the case names nobody, nothing came before, or the actor sees no cases.
 */
export async function readRespondentRecord(
  { db, actor }: Context,
  { caseId, respondent }: { caseId: number; respondent: string | null },
): Promise<RespondentRecord | null> {
  if (respondent === null || actor.kind !== 'staff') return null
  const everything = may(actor, 'see_all_cases')
  if (!everything && !may(actor, 'see_own_cases')) return null
  const { rows } = await sql<Row>`
    with earlier as (
      select c.id, c.title, c.state, c.opened_at, c.answer
        from report r join case_file c on c.id = r.id
       where lower(r.respondent) = lower(${respondent}) and r.id < ${caseId}
         and (${everything} or c.lead = ${actor.bureau} or c.support @> array[${actor.bureau}]::text[])
       order by r.id desc limit ${countedMax}),
    counted as (
      select count(*)::int as cases, (count(*) filter (where state not in ('closed', 'refused')))::int as open from earlier)
    select e.id, e.title, e.state, e.opened_at, cases, open,
           left(coalesce(e.answer, (select reason from case_event where case_id = e.id and act = 'refuse' order by id desc limit 1)),
                ${resultCharacters}) as result
      from earlier e cross join counted order by e.id desc limit ${recentMax}`.execute(db)
  const [first] = rows
  if (!first) return null
  const recent = rows.map(({ id, title, state, opened_at, result }) => ({
    id,
    title,
    state,
    openedAt: opened_at,
    result,
  }))
  return { respondent, cases: first.cases, open: first.open, recent }
}

type Row = {
  id: number
  title: string
  state: CaseState
  opened_at: Date
  cases: number
  open: number
  result: string | null
}
