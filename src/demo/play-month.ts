import { sql } from 'kysely'
import { seeded } from '../alerts/signals/random.ts'
import { PLANTED_REF } from '../alerts/watch/find-known-events.ts'
import { watchCity } from '../alerts/watch/watch-city.ts'
import { groupNewReports } from '../cases/incidents/group-new-reports.ts'
import type { Context } from '../context.ts'
import { parseComplaint } from '../intake/new-complaint.ts'
import { receiveComplaint } from '../intake/receive-complaint.ts'
import { addDays, isWeekend, shanghaiInstant } from '../reference/calendar.ts'
import type { IncidentModel } from '../triage/incidents/incident-model.ts'
import { eventLetters, type MonthLetter, ordinaryLetters } from './month-letters.ts'
import type { MonthWords } from './month-words.ts'

export type Month = {
  words: MonthWords
  incidents: IncidentModel
  /** The first day of the month played; before it comes `historyDays` of the same city without the event. */
  from: string
  days: number
  historyDays: number
  perDay: number
  seed: number
  /** False plays the same city without the event. */
  planted: boolean
  /** Called after each day with its clock. */
  onDay?: (played: PlayedDay) => void | Promise<void>
}

export type PlayedDay = { day: string; letters: number; planted: number; signals: number }

const ABREAST = 32
const WATCHED_AT_HOUR = 2

/**
 * Plays some months of the made-up city with the clock as an argument, day by day: each letter is received as a person's would be, grouped,
 * counted, and every closed night is tested. The same seed gives the same months. Answers what each day of the month brought.
 */
export async function playMonth(context: Context, month: Month): Promise<PlayedDay[]> {
  const { words, seed, days, historyDays, perDay } = month
  const draw = ordinaryLetters(words, context.city, perDay, seeded(seed))
  const event = month.planted ? eventLetters(words, context.city, seeded(seed + 1)) : []
  const played: PlayedDay[] = []
  for (let nth = -historyDays; nth < days; nth += 1) {
    const day = addDays(month.from, nth)
    const planted = event[nth - (days - event.length)] ?? []
    const letters = [...draw(seeded(seed * 100_003 + nth), isWeekend(day)), ...planted]
    await receiveDay(context, day, letters, seed)
    const signals = await watchNight(context, day, month.incidents)
    if (nth < 0) continue
    const one = { day, letters: letters.length, planted: planted.length, signals }
    played.push(one)
    await month.onDay?.(one)
  }
  return played
}

async function receiveDay(context: Context, day: string, letters: MonthLetter[], seed: number): Promise<void> {
  const inOrder = letters.map((letter, nth) => ({ ...letter, nth })).sort((a, b) => a.minute - b.minute)
  for (let at = 0; at < inOrder.length; at += ABREAST) {
    await Promise.all(
      inOrder.slice(at, at + ABREAST).map(({ minute, planted, filing, nth }) => {
        const now = new Date(shanghaiInstant(day).getTime() + minute * 60_000)
        const channelRef = `${planted ? PLANTED_REF : 'DEMO-'}${seed}-${day}-${nth}`
        const complaint = parseComplaint({ ...filing, anonymous: true }, day)
        return receiveComplaint({ ...context, actor: { kind: 'citizen' }, now }, complaint, {
          channel: 'hotline',
          channelRef,
        })
      }),
    )
  }
}

/** What workers would do during the night after a day; answers how many signals came of it. */
async function watchNight(context: Context, day: string, incidents: IncidentModel): Promise<number> {
  const now = shanghaiInstant(addDays(day, 1), `0${WATCHED_AT_HOUR}:00`)
  const as = (name: string) => ({ ...context, actor: { kind: 'job' as const, name }, now })
  while ((await groupNewReports({ ...as('group-new-reports'), incidents })) > 0);
  while ((await watchCity(as('watch-city'))) > 0);
  const { rows } = await sql<{
    found: number
  }>`select count(*)::int as found from signal where found_at = ${now}`.execute(context.db)
  return rows[0]?.found ?? 0
}
