import type { MeasureDay } from '../../alerts/measures/list-days.ts'
import type { MeasuresAsked } from '../../alerts/measures/list-measures.ts'
import { plainTitle } from '../../alerts/notices/bulletin-words.ts'
import { sureness } from '../../alerts/notices/trade-date-words.ts'
import { addDays, isWorkday } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import { alertPaths } from '../alert-paths.ts'
import { queryOf } from '../form-values.ts'
import { Badge, Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { filtersOf } from './asked-measures.ts'
import { feedLinks } from './feed-links.ts'

type CalendarProps = {
  /** `2026-11`. */
  month: string
  days: MeasureDay[]
  more: boolean
  asked: MeasuresAsked
  city: City
  /** ISO date in Shanghai. */
  today: string
}

/** A month of days on which comments close or measures come into force: weeks side by side, on a phone the days that have any. */
export function CalendarPage({ month, days, more, asked, city, today }: CalendarProps) {
  const [year = '', number = ''] = month.split('-')
  return (
    <>
      <p class="crumbs">
        <a href={`${paths.trade}${queryOf(filtersOf(asked))}`}>
          <Both zh="贸易预警" en="Trade" />
        </a>
      </p>
      <h1>
        <Both zh={`${year} 年 ${Number(number)} 月`} en={`Measures in ${month}`} />
      </h1>
      <nav class="tabs" aria-label="月份 Month">
        <ul>
          <MonthLink asked={asked} month={monthAfter(month, -1)} zh="上个月" en="Previous" />
          <MonthLink asked={asked} month={today.slice(0, 7)} zh="本月" en="This month" />
          <MonthLink asked={asked} month={monthAfter(month, 1)} zh="下个月" en="Next" />
        </ul>
      </nav>
      <p role="status">
        <strong class="number">{days.filter(({ about }) => about === 'comments').length}</strong>{' '}
        <Both zh="项评议截止" en="close to comments" />，
        <strong class="number">{days.filter(({ about }) => about === 'force').length}</strong>{' '}
        <Both zh="项生效" en="come into force" />
        {more && <Both zh="（太多，未全部列出，请先筛选）" en="(too many to list: narrow the filters)" />}
      </p>
      {days.length === 0 && (
        <p class="empty">
          <Both
            zh="这个月没有已知的日期。没写明的日期不在日历上。"
            en="No known day in this month; dates left open are on no calendar."
          />
        </p>
      )}
      <Month month={month} days={days} city={city} today={today} />
      <p class="actions">
        <a class="button quiet" href={feedLinks.calendar(filtersOf(asked))}>
          <Both zh="放进自己的日历" en="Into your own calendar" />
        </a>
      </p>
    </>
  )
}

function MonthLink({ asked, month, zh, en }: { asked: MeasuresAsked; month: string; zh: string; en: string }) {
  return (
    <li>
      <a href={`${paths.trade}/calendar${queryOf({ ...filtersOf(asked), month })}`}>
        <Both zh={zh} en={en} />
      </a>
    </li>
  )
}

function Month({ month, days, city, today }: Pick<CalendarProps, 'month' | 'days' | 'city' | 'today'>) {
  const byDay = Map.groupBy(days, ({ day }) => day)
  const first = `${month}-01`
  // Monday is the first day of the week.
  const blanks = (new Date(first).getUTCDay() + 6) % 7
  return (
    <ol class="month">
      {Array.from({ length: blanks }, () => (
        <li class="blank" aria-hidden="true" />
      ))}
      {daysOf(month).map((day) => {
        const here = byDay.get(day) ?? []
        const worked = isWorkday(city.calendar, day).workday
        return (
          <li
            class={[here.length === 0 ? 'bare' : '', worked ? '' : 'off', day === today ? 'today' : '']
              .filter(Boolean)
              .join(' ')}
            aria-current={day === today ? 'date' : undefined}
          >
            <p class="month-day">
              <time datetime={day}>
                {Number(day.slice(5, 7))}-{Number(day.slice(8))}
              </time>{' '}
              周{weekdays[new Date(day).getUTCDay()]}
            </p>
            <Entries entries={here} />
          </li>
        )
      })}
    </ol>
  )
}

const weekdays = '日一二三四五六'
const shownAtOnce = 5

function Entries({ entries }: { entries: MeasureDay[] }) {
  if (entries.length === 0) return null
  const rest = entries.slice(shownAtOnce)
  return (
    <>
      <ul>
        {entries.slice(0, shownAtOnce).map((entry) => (
          <Entry entry={entry} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>
            <Both zh={`另有 ${rest.length} 项`} en="more" />
          </summary>
          <ul>
            {rest.map((entry) => (
              <Entry entry={entry} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Entry({ entry: { about, family, title, titleZh, market, date } }: { entry: MeasureDay }) {
  const place = market === null ? '' : `${countryName(market).zh}：`
  return (
    <li class={about}>
      {about === 'comments' ? (
        <Badge tone="orange" zh="评议截止" en="comments" />
      ) : (
        <Badge tone="blue" zh="生效" en="force" />
      )}{' '}
      {(date.kind === 'estimated' || date.precision !== 'day') && <Badge {...sureness(date)} />}{' '}
      <a href={alertPaths.measure(family)}>
        {place}
        {titleZh ?? <span lang="en">{plainTitle(title).slice(0, 90)}</span>}
      </a>
    </li>
  )
}

function daysOf(month: string): string[] {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

function monthAfter(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + count)
  return first.toISOString().slice(0, 7)
}
