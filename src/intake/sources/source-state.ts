/** How a source is doing, the gravest first. */
export type SourceState = 'failed' | 'silent' | 'doubtful' | 'well' | 'unused'

const day_ms = 86_400_000
/** More rejects than this share of what was seen mean that the format has changed. */
const rejectedMax = 0.05
/** Fewer rows than this share of the last full reading mean that something is missing. */
const rowsMin = 0.5

/** Days without anything new, where they are more than allowed; null where all is as expected. */
export function silenceOf(heard: { firstAt: Date; newsAt: Date | null }, after_days: number, now: Date): number | null {
  const quiet = Math.floor((now.getTime() - (heard.newsAt ?? heard.firstAt).getTime()) / day_ms)
  return quiet >= after_days ? quiet : null
}

export type RunSeen = {
  status: 'ok' | 'empty' | 'not_modified' | 'failed'
  seen: number
  rejected: number
  drift: string[]
}

/** What is doubtful in a reading that did not fail: too many rejects, new fields, far fewer rows than the one before. */
export function doubtsOf(run: RunSeen, before: RunSeen | null): ('rejects' | 'drift' | 'rows')[] {
  if (run.status !== 'ok') return []
  const doubts: ('rejects' | 'drift' | 'rows')[] = []
  if (run.seen > 0 && run.rejected / run.seen > rejectedMax) doubts.push('rejects')
  if (run.drift.length > 0) doubts.push('drift')
  if (before?.status === 'ok' && before.seen >= 20 && run.seen < before.seen * rowsMin) doubts.push('rows')
  return doubts
}
