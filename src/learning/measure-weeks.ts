import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { inSlices } from './in-slices.ts'
import { judgedOf, standsQuery } from './stands-query.ts'
import { countWords } from './unknown-words.ts'
import { type WeekFigures, weekFiguresOf } from './week-figures.ts'
import { startOfWeek, weeksUpTo } from './weeks.ts'

/** Weeks kept fresh: half a year. Cases of the older ones are closed. */
const weeksMeasured = 26
const week_ms = 7 * 86_400_000
/** The week that runs is measured again after five minutes, the others after six hours: their cases are still being settled. */
const stale_ms = { current: 5 * 60_000, earlier: 6 * 3_600_000 }
const reportsMax = 20_000
const textsRead = 300

/** Measures the newest week that is due, if any; answers how many. A round of the workers; two at once write the same. */
export async function measureWeeks(context: Context): Promise<number> {
  const week = await weekDue(context)
  if (week === null) return 0
  const figures = await figuresFor(context, week)
  await context.db
    .insertInto('triage_week')
    .values({ week, measured_at: context.now, figures: JSON.stringify(figures) })
    .onConflict((conflict) =>
      conflict.column('week').doUpdateSet((eb) => ({
        measured_at: eb.ref('excluded.measured_at'),
        figures: eb.ref('excluded.figures'),
      })),
    )
    .execute()
  return 1
}

async function weekDue({ db, now }: Context): Promise<string | null> {
  const measured = await db
    .selectFrom('triage_week')
    .select(['week', 'measured_at'])
    .orderBy('week', 'desc')
    .limit(60)
    .execute()
  const { first } = await db
    .selectFrom('report')
    .select((eb) => eb.fn.min('received_at').as('first'))
    .executeTakeFirstOrThrow()
  if (first === null) return null
  const weeks = weeksUpTo(now, weeksMeasured).filter((week) => startOfWeek(week).getTime() + week_ms > first.getTime())
  const age = (week: string) => {
    const found = measured.find((row) => row.week === week)
    return found ? now.getTime() - found.measured_at.getTime() : Number.POSITIVE_INFINITY
  }
  return weeks.find((week, back) => age(week) > (back === 0 ? stale_ms.current : stale_ms.earlier)) ?? null
}

async function figuresFor(context: Context, week: string): Promise<WeekFigures> {
  const { db, city, model } = context
  const from = startOfWeek(week)
  const until = new Date(from.getTime() + week_ms)
  const rows = await standsQuery(db)
    .where('r.received_at', '>=', from)
    .where('r.received_at', '<', until)
    .orderBy('r.id')
    .limit(reportsMax)
    .execute()
  const every = Math.max(1, Math.ceil(rows.length / textsRead))
  const drawn = rows.filter((_, nth) => nth % every === 0).map(({ id }) => id)
  const texts = await textsOf(context, drawn)
  const words = await inSlices(countWords(texts, city, model))
  return weekFiguresOf(rows.map(judgedOf), words, (leaf) => city.leaves.get(leaf)?.sector ?? 'NONE')
}

async function textsOf({ db }: Context, ids: number[]): Promise<{ title: string; text: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ title: string; text: string }>`
    select title, text from report where id = any(${ids}::int8[])`.execute(db)
  return rows
}
