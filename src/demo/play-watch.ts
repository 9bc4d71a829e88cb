import { admitMember } from '../alerts/network/admit-member.ts'
import { reportObservations } from '../alerts/network/report-observations.ts'
import { actOnSignal } from '../alerts/watch/act-on-signal.ts'
import { watchCity } from '../alerts/watch/watch-city.ts'
import type { Context } from '../context.ts'
import { addDays, toShanghaiDate } from '../reference/calendar.ts'
import { daysAgo } from './acting-as.ts'
import type { DeskWords } from './desk-words.ts'

type Watch = DeskWords['watch']
type Entry = { daysAgo: number; row: Record<string, string> }

/**
 * Some weeks of what members of the network report, with something that has lately come up; then the watch of one night, and what the
 * office made of its signals.
 */
export async function playWatch(office: Context, watch: Watch): Promise<void> {
  for (const member of watch.members) {
    const since = daysAgo(office, watch.weeks * 7)
    const { key } = await admitMember(since, { ...member, email: `demo-${member.kind}-2@example.com` })
    await playReports(office, key, entriesOf(watch, member.name))
  }
  while ((await watchCity({ ...office, actor: { kind: 'job', name: 'watch-city' } })) > 0);
  for (const judged of watch.judged) await playJudged(office, judged)
}

/** Each comes in on the day after; days on which nothing happened need no report. */
async function playReports(office: Context, key: string, entries: Entry[]): Promise<void> {
  const byDay = Map.groupBy(entries, (entry) => entry.daysAgo)
  for (const [back, some] of [...byDay].sort(([a], [b]) => b - a)) {
    const day = addDays(toShanghaiDate(office.now), -back)
    const rows = some.map(({ row }, nth) => ({ ref: `DEMO-${day}-${nth + 1}`, day, ...row }))
    const then: Context = { ...daysAgo(office, back - 1), actor: { kind: 'citizen' } }
    await reportObservations(then, { key, via: 'csv', rows, nothing: false })
  }
}

function entriesOf({ weeks, usual, rises }: Watch, member: string): Entry[] {
  const own = <T extends { member: string }>(all: T[]): T[] => all.filter((one) => one.member === member)
  const steady = own(usual).flatMap(({ every, row }) =>
    Array.from({ length: Math.floor((weeks * 7 - 2) / every) }, (_, nth) => ({ daysAgo: 2 + nth * every, row })),
  )
  return [...steady, ...own(rises).flatMap(({ days_ago, row }) => days_ago.map((back) => ({ daysAgo: back, row })))]
}

async function playJudged(office: Context, { leaf, acts }: Watch['judged'][number]): Promise<void> {
  const { db } = office
  const signal = await db.selectFrom('signal').where('leaf', '=', leaf).select('id').orderBy('id').executeTakeFirst()
  if (!signal) return
  for (const { act, reason } of acts) await actOnSignal(office, { signalId: signal.id, act, reason })
}
