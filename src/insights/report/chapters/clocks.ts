import type { City } from '../../../reference/city.ts'
import type { Ground } from '../compose-report.ts'
import type { ClockCount } from '../count-period.ts'
import type { Chapter } from '../report-content.ts'
import { groups } from '../report-words.ts'

const clocksShown = 15
const countedMin = 5

/** Each clock: how many, in time, and how long the middle one took. */
export function clocksChapter({ city, now }: Ground): Chapter {
  const rows = now.clocks
    .filter(({ of }) => of >= countedMin)
    .sort((a, b) => b.of - a.of || a.rule.localeCompare(b.rule))
    .slice(0, clocksShown)
  const all = now.clocks.reduce((sum, { of }) => sum + of, 0)
  const inTime = now.clocks.reduce((sum, clock) => sum + clock.inTime, 0)
  const share = all === 0 ? '—' : `${((inTime / all) * 100).toFixed(1)}%`
  return {
    id: 'clocks',
    title: { zh: '时限', en: 'Clocks' },
    sentences: [
      {
        zh: `已到期或已办到的时限 ${groups(all)} 项，按时 ${share}。中位数是从起算到办到的自然日。`,
        en: `${groups(all)} clocks were met or fell due, ${share} in time. Medians are calendar days from start to done.`,
      },
    ],
    blocks: [
      {
        kind: 'table',
        caption: { zh: `件数最多的 ${rows.length} 种时限`, en: 'The commonest clocks' },
        heads: [
          { zh: '时限', en: 'Clock' },
          { zh: '依据', en: 'Article' },
          { zh: '项数', en: 'Count' },
          { zh: '按时', en: 'In time' },
          { zh: '中位数（天）', en: 'Median, days' },
        ],
        rows: rows.map((clock) => rowOf(city, clock)),
      },
    ],
  }
}

function rowOf({ clockRules }: City, { rule, of, inTime, medianDays }: ClockCount): string[] {
  const found = clockRules.findLast(({ id }) => id === rule)
  const share = `${((inTime / of) * 100).toFixed(1)}%`
  return [found?.zh ?? rule, found?.article ?? '', groups(of), share, medianDays === null ? '—' : medianDays.toFixed(1)]
}
