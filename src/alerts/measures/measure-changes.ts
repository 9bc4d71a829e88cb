import type { Tables } from '../../db/tables.ts'
import type { MeasureStanding } from '../notices/notice-assessment.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'

/** What was kept of a measure before. */
export type MeasureKept = {
  newest_id: number
  level: WarningLevel | null
  withdrawn: boolean
  comment_until: string | null
  in_force_from: string | null
  rule_version: string
}

export type MeasureChange = {
  what: Tables['measure_event']['what']
  was: string
  became: string
  cause_zh: string
  cause_en: string
}

/** What is not as it was kept, each with its cause: the notice that came, or that days went by. */
export function measureChanges(before: MeasureKept, { members, state, warning }: MeasureStanding): MeasureChange[] {
  const newest = members.at(-1)
  const came = newest !== undefined && newest.id !== before.newest_id
  const symbol = newest?.notice.sourceId ?? ''
  const cause = came ? { cause_zh: `由 ${symbol}`, cause_en: `by ${symbol}` } : dayWentBy
  const told = { cause_zh: `${symbol} 重新发布`, cause_en: `${symbol} was told anew` }
  const changes: (MeasureChange | null)[] = [
    changed('comment', before.comment_until, state.comment.latest, came ? cause : told),
    changed('in_force', before.in_force_from, state.inForce.earliest, came ? cause : told),
    changed('withdrawn', String(before.withdrawn), String(state.withdrawn), came ? cause : told),
    changed('level', before.level, warning?.level ?? null, cause),
  ]
  return changes.flatMap((change) => change ?? [])
}

const dayWentBy = {
  cause_zh: '期限临近、出口数据或企业反映有变',
  cause_en: 'the clocks moved on, export figures changed, or firms said so',
}

function changed(
  what: MeasureChange['what'],
  was: string | null,
  became: string | null,
  cause: Pick<MeasureChange, 'cause_zh' | 'cause_en'>,
): MeasureChange | null {
  return was === became ? null : { what, was: was ?? '', became: became ?? '', ...cause }
}
