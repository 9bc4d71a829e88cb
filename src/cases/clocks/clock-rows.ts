import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/open.ts'
import type { CasePause } from './clock-holds.ts'
import type { ClockRow } from './clock-moves.ts'

/** The clocks of the case `c` of an outer query, those still running first, soonest due first; instants as text. */
export const clockRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_clock as k')
      .where('k.case_id', '=', thisCase)
      .leftJoin('case_extension as x', (join) =>
        join
          .onRef('x.case_id', '=', 'k.case_id')
          .onRef('x.rule', '=', 'k.rule')
          .onRef('x.starts_at', '=', 'k.starts_at'),
      )
      .select(['k.rule', 'k.rule_from', 'k.starts_at', 'k.due_at', 'k.provisional', 'k.met_at', 'k.paused_at'])
      .select(sql<number>`coalesce(x.amount, 0)`.as('extended'))
      .orderBy(sql`k.met_at is not null`)
      .orderBy('k.due_at'),
  )

/** The pauses of the case `c` of an outer query, in order. */
export const pauseRows = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_pause')
      .where('case_id', '=', thisCase)
      .select(['kind', 'stage', 'starts_at', 'until_at', 'ends_at'])
      .orderBy('id'),
  )

const thisCase = sql<number>`c.id`

type Sent<Row> = {
  [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] extends Date | null ? string | null : Row[Name]
}

/** A clock as it comes in a JSON answer, with its instants read. */
export function readClockRow(row: Sent<ClockRow>): ClockRow {
  return {
    ...row,
    starts_at: new Date(row.starts_at),
    due_at: new Date(row.due_at),
    met_at: instant(row.met_at),
    paused_at: instant(row.paused_at),
  }
}

type PauseRow = Pick<CasePause, 'kind' | 'stage'> & {
  starts_at: string
  until_at: string | null
  ends_at: string | null
}

/** A pause as it comes in a JSON answer. */
export function readPauseRow({ kind, stage, starts_at, until_at, ends_at }: PauseRow): CasePause {
  return { kind, stage, from: new Date(starts_at), until: instant(until_at), to: instant(ends_at) }
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
