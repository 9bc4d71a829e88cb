import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { TradeDate } from '../../intake/notice.ts'
import { type MeasuresAsked, measuresFound } from './list-measures.ts'

/** One day of a measure: comments close, or it comes into force. */
export type MeasureDay = {
  /** ISO date. */
  day: string
  about: 'comments' | 'force'
  family: string
  title: string
  titleZh: string | null
  market: string | null
  measureTypes: string[]
  date: TradeDate
}

const shown = 1_000

/**
 * The days of one month (`2026-11`) on which comments close or measures come into force, of those that are asked for; none of what was
 * withdrawn. Of a span of days comments close on the last, and force begins on the first. `more` when there are beyond a thousand.
 */
export async function listDays(
  context: Context,
  asked: MeasuresAsked,
  month: string,
): Promise<{ days: MeasureDay[]; more: boolean }> {
  const from = `${month}-01`
  const found = context.db
    .selectFrom('measure')
    .where(measuresFound(context, asked))
    .where('withdrawn', '=', false)
    .select(['family', 'title', 'title_zh as titleZh', 'market', 'measure_types as measureTypes', 'clocks'])
  const comments = found
    .select(['comment_until as day', sql<'comments' | 'force'>`'comments'`.as('about')])
    .where('comment_until', '>=', from)
    .where('comment_until', '<', nextMonth(month))
  const force = found
    .select(['in_force_from as day', sql<'comments' | 'force'>`'force'`.as('about')])
    .where('in_force_from', '>=', from)
    .where('in_force_from', '<', nextMonth(month))
  const rows = await comments
    .unionAll(force)
    .orderBy('day')
    .orderBy('about')
    .orderBy('family')
    .limit(shown + 1)
    .execute()
  const days = rows.slice(0, shown).map(({ clocks, day, ...row }): MeasureDay => {
    // Written by record-measure.
    const { comment, inForce } = clocks as { comment: TradeDate; inForce: TradeDate }
    return { ...row, day: day ?? from, date: row.about === 'comments' ? comment : inForce }
  })
  return { days, more: rows.length > shown }
}

const nextMonth = (month: string): string => {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + 1)
  return first.toISOString().slice(0, 10)
}
