import type { City } from '../reference/city.ts'
import { leafAsTaught } from '../triage/added-leaves.ts'
import { readText } from '../triage/learning/answer-from-scores.ts'
import type { Case } from '../triage/learning/challenge.ts'
import type { TriageModel } from '../triage/model.ts'
import type { Settled, SettledReport } from './settled-reports.ts'

const confirmedMin = 500
const confirmedMax = 5000
/** Unsettled reports on which the challenger is to answer as the seed does. */
const keptMax = 500

export type Lessons = { cases: Case[]; corrections: number; confirmed: number }

/**
 * Which reports are taught: every corrected one; of the confirmed ones twice as many, at least 500 and at most 5,000, evenly
 * drawn, each standing for those not drawn; up to 500 that nobody has settled. All are cases to be judged on that came in since.
 */
export function* chooseLessons(
  reports: SettledReport[],
  since: Date,
  { city, model }: { city: City; model: TriageModel },
): Generator<void, Lessons> {
  const corrected = reports.filter((report) => report.corrected)
  const confirmed = reports.filter((report) => !report.corrected && isSettled(report.settled))
  const unsettled = reports.filter((report) => !isSettled(report.settled))
  const wanted = Math.min(confirmedMax, Math.max(confirmedMin, 2 * corrected.length))
  const drawn = evenly(confirmed, wanted)
  const taught = new Set([...corrected, ...drawn, ...evenly(unsettled, keptMax)])
  const cases: Case[] = []
  for (const report of reports) {
    const read = readText(report, city)
    cases.push({
      read,
      bag: read.bag,
      settled: known(report.settled, city, model),
      times: report.corrected ? 1 : confirmed.length / Math.max(1, drawn.length),
      taught: taught.has(report),
      judged: report.receivedAt > since,
      event: report.event,
    })
    if (cases.length % 20 === 0) yield
  }
  return { cases, corrections: corrected.length, confirmed: drawn.length }
}

const isSettled = ({ leaf, lead, danger }: Settled): boolean => leaf !== null || lead !== null || danger !== null

/** A leaf that the model has no column for teaches what it counts as. */
function known(settled: Settled, city: City, model: TriageModel): Settled {
  return { ...settled, leaf: settled.leaf === null ? null : leafAsTaught(settled.leaf, city, model) }
}

/** At most `wanted` of the list, evenly over it. */
export function evenly<One>(all: One[], wanted: number): One[] {
  if (all.length <= wanted) return all
  return Array.from({ length: wanted }, (_, nth) => all[Math.floor((nth * all.length) / wanted)] as One)
}
