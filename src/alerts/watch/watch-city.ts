import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { addDays } from '../../reference/calendar.ts'
import type { StreamState } from '../signals/online-discovery.ts'
import { type Closing, closings } from './closing.ts'
import { countSightings } from './count-sightings.ts'
import { findEarlierSignals } from './find-earlier-signals.ts'
import { findSignals } from './find-signals.ts'
import { findUnread, nothingRead, type ReadTo, settledRows } from './find-unread.ts'
import { recordSignals } from './record-signals.ts'
import type { SightingKind } from './sighted.ts'
import { testArrivals } from './test-arrivals.ts'
import { WATCH, type WatchChoice } from './watch-choice.ts'

/** Longer than a round takes; a worker that dies gives its turn up after it. */
const TURN_MS = 600_000
/** A row of history older than this has no unfinished transaction before it, and nothing is waited for any longer. */
const SETTLED_MS = 900_000
/** After a longer standstill only the last nights are tested: what is older is not early any more. */
const NIGHTS_MAX = 28
const DANGER_AT_ONCE = 2

/** The last night tested of each kind, and of its first looks where there are any. */
type TestedTo = Partial<Record<SightingKind | `${SightingKind}:first`, string>>
type Turn = { readTo: ReadTo; testedTo: TestedTo; stream: StreamState | null }

/**
 * One round of the watch: counts what is new; tests at once what may be dangerous; and when nothing is left to count, tests each closed
 * night. Answers how many entries it counted and nights it tested. One worker at a time; the same round twice adds nothing.
 */
export async function watchCity(context: Context, choice: WatchChoice = WATCH): Promise<number> {
  const turn = await takeTurn(context)
  if (turn === null) return 0
  let done: Done = { count: 0, turn }
  try {
    done = await countNew(context, turn, choice)
    if (done.count === 0) done = await testNights(context, done.turn, choice)
  } finally {
    await giveTurnBack(context, done.turn)
  }
  return done.count
}

type Done = { count: number; turn: Turn }

/** The turn with what is remembered; null while another worker watches. */
async function takeTurn({ db, now }: Context): Promise<Turn | null> {
  const until = new Date(now.getTime() + TURN_MS)
  const { rows } = await sql<{ read_to: ReadTo; tested_to: Turn['testedTo']; stream: StreamState | null }>`
    insert into watch_turn (id, taken_until, read_to, tested_to) values (1, ${until}, ${JSON.stringify(nothingRead)}, '{}')
    on conflict (id) do update set taken_until = ${until} where watch_turn.taken_until <= ${now}
    returning read_to, tested_to, stream`.execute(db)
  const row = rows[0]
  return row ? { readTo: row.read_to, testedTo: row.tested_to, stream: row.stream } : null
}

async function giveTurnBack({ db, now }: Context, { readTo, testedTo, stream }: Turn): Promise<void> {
  await db
    .updateTable('watch_turn')
    .set({
      taken_until: now,
      read_to: JSON.stringify(readTo),
      tested_to: JSON.stringify(testedTo),
      stream: stream === null ? null : JSON.stringify(stream),
    })
    .where('id', '=', 1)
    .execute()
}

async function countNew(context: Context, turn: Turn, choice: WatchChoice): Promise<Done> {
  const { db, now } = context
  const unread = await findUnread(context, turn.readTo)
  if (unread.length === 0) {
    return { count: 0, turn: { ...turn, readTo: await settledRows(db, new Date(now.getTime() - SETTLED_MS)) } }
  }
  const touched = await countSightings(db, unread)
  let { stream } = turn
  const dangerous = new Set(
    unread
      .filter(({ danger, arrivedAt }) => danger >= DANGER_AT_ONCE && isToday(arrivedAt, now))
      .map(({ kind }) => kind),
  )
  for (const kind of dangerous) {
    const series = touched.filter((one) => one.kind === kind).map(({ id }) => id)
    stream = (await testArrivals(context, { kind, series }, stream, choice)).stream
  }
  return { count: unread.length, turn: { ...turn, stream } }
}

/** A history that is brought in is for the night. */
const isToday = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < 86_400_000

async function testNights(context: Context, turn: Turn, choice: WatchChoice): Promise<Done> {
  let count = 0
  const testedTo = { ...turn.testedTo }
  for (const closing of await closings(context.db, context.now)) {
    const tested = closing.whole ? closing.kind : (`${closing.kind}:first` as const)
    for (const night of nightsOf(closing, testedTo[tested])) {
      await testNightOf(context, closing, night, choice)
      testedTo[tested] = night
      count += 1
    }
  }
  return { count, turn: { ...turn, testedTo } }
}

/** The closed nights not tested yet, oldest first; at the first start the last one alone. */
function nightsOf({ closedTo }: Closing, testedTo: string | undefined): string[] {
  const nights: string[] = []
  for (
    let night = closedTo;
    night > (testedTo ?? addDays(closedTo, -1)) && nights.length < NIGHTS_MAX;
    night = addDays(night, -1)
  )
    nights.unshift(night)
  return nights
}

async function testNightOf(
  context: Context,
  { kind, lag, whole }: Closing,
  night: string,
  choice: WatchChoice,
): Promise<void> {
  const { db } = context
  const earlier = await findEarlierSignals(db, kind, night, choice.sameDays)
  const { fresh, again } = await findSignals(context, { kind, night, choice, earlier, whole })
  const found = fresh.map((one) => ({ ...one, candidate: { ...one.candidate, closed: whole } }))
  await recordSignals(context, { fresh: found, again }, lag)
}
