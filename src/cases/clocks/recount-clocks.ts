import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict } from '../../errors.ts'
import { shanghaiInstant } from '../../reference/calendar.ts'
import { caseStates } from '../acts/case-states.ts'
import type { CaseFound } from '../find-case.ts'
import { gatherCase } from '../gather-case.ts'
import { type CaseFact, recordEvent } from '../record-event.ts'
import { type CalendarChange, calendarChange, yearsToKeep } from './calendar-change.ts'
import { lastDayOf, type Retimed } from './clock-holds.ts'
import { clockOfRow, nextDue } from './clock-moves.ts'

const perBatch = 200

/**
 * Compares the calendar that was loaded with the one this database last counted with, and counts the running clocks anew whose span
 * touches what changed. A date that comes out earlier is written, with a row of history that says why; one that comes out later
 * changes nothing, because it was promised. Answers how many cases have an earlier date. Run at start; running twice does nothing
 * more, so a start that was cut short is made good by the next.
 */
export async function recountClocks(context: Context): Promise<number> {
  const { db, city } = context
  const kept = await db
    .selectFrom('calendar_year')
    .select(['year', 'status', 'notice', 'days_off', 'makeup'])
    .orderBy('year')
    .execute()
  const change = calendarChange(kept, city.calendar)
  const earlier = change ? await recountAll(context, change) : 0
  if (change || kept.length === 0) await keepYears(context)
  return earlier
}

async function recountAll(context: Context, change: CalendarChange): Promise<number> {
  let earlier = 0
  let after = 0
  for (;;) {
    const cases = await touchedCases(context, change, after)
    for (const { case_id } of cases) if (await recountCase(context, case_id, change)) earlier += 1
    const last = cases.at(-1)
    if (!last) return earlier
    after = last.case_id
  }
}

/** Cases with a running clock that began before the changed years ended and is due after they begin. */
function touchedCases({ db }: Context, { from, to }: CalendarChange, after: number) {
  return db
    .selectFrom('case_clock')
    .where('met_at', 'is', null)
    .where('due_at', '>=', shanghaiInstant(from))
    .where('starts_at', '<=', shanghaiInstant(to, '24:00'))
    .where('case_id', '>', after)
    .select('case_id')
    .distinct()
    .orderBy('case_id')
    .limit(perBatch)
    .execute()
}

async function recountCase(context: Context, caseId: number, change: CalendarChange): Promise<boolean> {
  const found = await gatherCase(context, caseId)
  if (!found || caseStates[found.state].final) return false
  const counted = countedAnew(context, found)
  const earlier = counted.filter(({ rule, due_at }) => dueOf(found, rule) > due_at)
  try {
    await context.db.transaction().execute(async (tx) => {
      await confirm(tx, caseId, counted)
      if (earlier.length > 0) await recordEvent(tx, context, factOf(context, found, earlier, change))
    })
    return earlier.length > 0
  } catch (error) {
    // Another process counts it at the same moment, or a person acted: the next start looks again.
    if (error instanceof Conflict) return false
    throw error
  }
}

/** The running clocks as the calendar counts them now. One that stands still is counted when it runs on. */
function countedAnew({ city }: Context, { clocks, pauses }: CaseFound): Retimed[] {
  return clocks
    .filter(({ met_at, paused_at }) => met_at === null && paused_at === null)
    .flatMap((row) => {
      const clock = clockOfRow(city, row, pauses)
      return clock ? [{ rule: row.rule, due_at: clock.dueAt, provisional: clock.provisional }] : []
    })
}

const dueOf = ({ clocks }: CaseFound, rule: string): Date =>
  clocks.find((row) => row.rule === rule)?.due_at ?? new Date(0)

async function confirm(tx: Db, caseId: number, counted: Retimed[]): Promise<void> {
  for (const { rule, provisional } of counted) {
    await tx
      .updateTable('case_clock')
      .set({ provisional })
      .where('case_id', '=', caseId)
      .where('rule', '=', rule)
      .where('provisional', '!=', provisional)
      .execute()
  }
}

function factOf(context: Context, found: CaseFound, earlier: Retimed[], change: CalendarChange): CaseFact {
  const running = found.clocks.filter(({ met_at }) => met_at === null)
  const held = { started: [], stopped: [], retimed: earlier }
  return {
    found,
    to: found.state,
    clocks: { met: [], reopened: [], dropped: [], ...held, nextDueAt: nextDue(running, held) },
    changes: {},
    event: {
      act: 'recount',
      bureau: found.lead,
      to_bureau: null,
      milestone: null,
      reason: null,
      article: null,
      public_text: wordsOf(context, found, earlier, change),
      internal_text: `${actorName(context.actor)}：${change.days.length} 个日子的上班与否有变`,
    },
  }
}

function wordsOf({ city }: Context, found: CaseFound, earlier: Retimed[], { notices }: CalendarChange): string {
  const source = notices.length > 0 ? `（${notices.join('、')}）` : ''
  const lines = earlier.map(({ rule, due_at }) => {
    const name = city.clockRules.find(({ id }) => id === rule)
    const was = lastDayOf({ due_at: dueOf(found, rule) })
    return `“${name?.zh ?? rule}”由 ${was} 提前到 ${lastDayOf({ due_at })}。Due earlier: ${name?.en ?? rule}.`
  })
  return [`放假安排公布后重新计算${source}。Counted anew after the holiday notice.`, ...lines].join('\n')
}

async function keepYears({ db, city, now }: Context): Promise<void> {
  await db
    .insertInto('calendar_year')
    .values(yearsToKeep(city.calendar).map((year) => ({ ...year, loaded_at: now })))
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        notice: eb.ref('excluded.notice'),
        days_off: eb.ref('excluded.days_off'),
        makeup: eb.ref('excluded.makeup'),
        loaded_at: eb.ref('excluded.loaded_at'),
      })),
    )
    .execute()
}
