import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/open.ts'
import type { Apart, Ground } from './apart.ts'

/** One setting apart as the pages show it. */
export type ApartRead = Apart & { reason: string; article: string; objection: string | null; ruling: string | null }

type Row = {
  id: number
  item: number | null
  answered_at: string | null
  ground: Ground
  reason: string
  article: string
  set_by: string
  objected_at: string | null
  objection: string | null
  ruled_at: string | null
  upheld: boolean | null
  ruling: string | null
}

/** What is judged apart in the case of the outer query `c`, in order. */
export const apartRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('set_apart as s')
      .where('s.case_id', '=', sql<number>`c.id`)
      .select(['s.id', 's.item', 's.answered_at', 's.ground', 's.reason', 's.article', 's.set_by', 's.objected_at'])
      .select(['s.objection', 's.ruled_at', 's.upheld', 's.ruling'])
      .orderBy('s.id'),
  )

export const readApart = ({ answered_at, set_by, objected_at, ruled_at, ...row }: Row): ApartRead => ({
  ...row,
  setBy: set_by,
  answeredAt: instant(answered_at),
  objectedAt: instant(objected_at),
  ruledAt: instant(ruled_at),
})

/** The answer that was judged last, of the case of the outer query `c`, if it is the last answer; null while nothing was said of it. */
export const judgedAt = sql<Date | null>`(
  select max(j.answered_at) from case_judgement j where j.case_id = c.id
     and j.answered_at >= (select max(e.at) from case_event e where e.case_id = c.id and e.act = 'answer'))`

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
