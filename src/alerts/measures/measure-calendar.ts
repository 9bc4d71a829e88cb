import type { TradeDate } from '../../intake/notice.ts'
import { tradeDateWords } from '../notices/trade-date-words.ts'
import type { CalendarEntry } from './calendar-file.ts'
import type { MeasureListed } from './list-measures.ts'

/** The days of a measure in a calendar: the last day for comments and the first of force; none for a day not known. */
export function calendarEntries(measure: MeasureListed, host: string, url: string): CalendarEntry[] {
  const { family, clocks, commentMoves, inForceMoves } = measure
  const title = measure.titleZh ?? measure.title
  const entry = (
    kind: 'comments' | 'force',
    date: TradeDate,
    day: string | null,
    sequence: number,
    says: string,
  ): CalendarEntry[] =>
    date.kind === 'unknown' || day === null
      ? []
      : [
          {
            uid: `${family.replace(/[^\w.-]/g, '-')}-${kind}@${host}`,
            sequence: sequence + (measure.withdrawn ? 1 : 0),
            day,
            changedAt: measure.changedAt,
            summary: `${says}：${title}`.slice(0, 180),
            description: `${family}\n${tradeDateWords(date).zh}\n${tradeDateWords(date).en}\n${measure.title}`,
            url,
            cancelled: measure.withdrawn,
            remindDays: kind === 'comments' ? 7 : 30,
          },
        ]
  return [
    ...entry('comments', clocks.comment, clocks.comment.latest, commentMoves, '评议截止 Comments close'),
    ...entry('force', clocks.inForce, clocks.inForce.earliest, inForceMoves, '生效 In force'),
  ]
}
