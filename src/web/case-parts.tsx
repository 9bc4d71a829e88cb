import type { Child } from 'hono/jsx'
import { explainClock } from '../cases/clock-count.ts'
import type { Clock } from '../cases/clocks.ts'
import type { Said } from '../errors.ts'
import type { Calendar, ClockForce, ClockUnit } from '../reference/city.ts'
import { Badge, Both, type Tone } from './parts.tsx'
import { distance, shanghaiTime, weekdayOf } from './times.ts'

const forces: Record<ClockForce, Said & { tone: Tone }> = {
  statutory: { zh: '法定时限', en: 'statutory', tone: 'calm' },
  local: { zh: '本市时限', en: 'local rule', tone: 'calm' },
  target: { zh: '服务目标', en: 'target', tone: 'calm' },
}

/** Whether a limit binds by law, by a rule of this city, or is what the city aims at. */
export function ForceBadge({ force }: { force: ClockForce }) {
  return <Badge {...forces[force]} />
}

type ClockProps = { clock: Clock; metAt?: Date | null; calendar: Calendar; now: Date }

/** One limit: what must happen by when, under which article, how binding, and in a fold how the date was counted day by day. */
export function ClockCard({ clock, metAt = null, calendar, now }: ClockProps) {
  const late = metAt === null && clock.dueAt < now
  return (
    <article class={metAt ? 'clock met' : late ? 'clock late' : 'clock'}>
      <h3>
        <Both zh={clock.zh} en={clock.en} />
      </h3>
      <p class="clock-due">
        <DueTime clock={clock} />
      </p>
      <p class="badges">
        <ClockState clock={clock} metAt={metAt} now={now} />
        <ForceBadge force={clock.force} />
        {clock.provisional && <Badge tone="yellow" zh="暂定" en="provisional" />}
      </p>
      <p class="clock-article">
        依据 {clock.article}{' '}
        <span class="en" lang="en">
          {clock.rule.articleEn}
        </span>
      </p>
      <details>
        <summary>
          <Both zh="怎么算出来的" en="How it is counted" />
        </summary>
        <Arithmetic clock={clock} calendar={calendar} />
      </details>
    </article>
  )
}

/** When a clock ends: `2026-12-01 周二 24:00 前` for days, the minute for hours. */
export function DueTime({ clock }: { clock: Pick<Clock, 'dueAt' | 'lastDay'> }) {
  const day = clock.lastDay === null ? shanghaiTime(clock.dueAt) : clock.lastDay
  // The last day ends at the midnight that already bears the next date.
  const weekday = weekdayOf(clock.lastDay === null ? clock.dueAt : new Date(clock.dueAt.getTime() - 1))
  return (
    <time datetime={clock.dueAt.toISOString()}>
      {day} <span class="clock-day">{clock.lastDay === null ? weekday.zh : `${weekday.zh} 24:00 前`}</span>
    </time>
  )
}

function ClockState({ clock, metAt, now }: { clock: Clock; metAt: Date | null; now: Date }) {
  const left = distance(clock.dueAt, now)
  if (metAt) return <Badge tone="good" zh={`✓ 已于 ${shanghaiTime(metAt)} 完成`} en="done" />
  if (left.past) return <Badge tone="red" zh={`⚠ 已超期 · ${left.zh}`} en={`overdue, ${left.en}`} />
  return <Badge tone="blue" zh={left.zh} en={left.en} />
}

const units: Record<ClockUnit, Said> = {
  workday: { zh: '个工作日', en: 'working days' },
  day: { zh: '日', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
}

function Arithmetic({ clock, calendar }: { clock: Clock; calendar: Calendar }) {
  const { zh, en } = units[clock.unit]
  if (clock.lastDay === null) {
    return (
      <p>
        {shanghaiTime(clock.startsAt)} + {clock.amount} {zh} = {shanghaiTime(clock.dueAt)}{' '}
        <span class="en" lang="en">
          {clock.amount} {en} from the moment it starts
        </span>
      </p>
    )
  }
  return (
    <>
      <p>
        <Both
          zh={`自 ${shanghaiTime(clock.startsAt)} 起 ${clock.amount} ${zh}`}
          en={`${clock.amount} ${en} from the start`}
        />
      </p>
      {clock.provisional && (
        <p class="hint">
          <Both
            zh="期间跨到尚未公布放假安排的年份；公布后重算，只会提前，不会推迟。"
            en="Runs into a year whose holidays are not announced yet; recounted then, and never moved later."
          />
        </p>
      )}
      <ol class="steps">
        {explainClock(calendar, clock).map(({ date, counted, running, because }) => (
          <li class={counted ? 'counted' : undefined}>
            <span class="step-day">
              {date} {weekdayOf(new Date(`${date}T00:00:00+08:00`)).zh}
            </span>{' '}
            <span class="step-count">{counted ? `第 ${running} 日` : '—'}</span> <Both {...because} />
          </li>
        ))}
      </ol>
    </>
  )
}

export type Station = Said & {
  at: Date | null
  who?: string | undefined
  text?: string | null | undefined
  state: 'done' | 'now' | 'ahead'
}

/** What happened, as stations on a line: passed, where it stands now, and what lies ahead. `text` is what the bureau told. */
export function Timeline({ stations }: { stations: Station[] }) {
  return (
    <ol class="timeline">
      {stations.map(({ zh, en, at, who, text, state }) => (
        <li class={`station ${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <p class="station-name">
            <Both zh={zh} en={en} />
            {state === 'ahead' && <span class="for-readers">（尚未到 not yet）</span>}
          </p>
          {(at || who) && (
            <p class="station-when">
              {at && <time datetime={at.toISOString()}>{shanghaiTime(at)}</time>} {who}
            </p>
          )}
          {text && <p class="station-text">{text}</p>}
        </li>
      ))}
    </ol>
  )
}

/** Reasons and evidence, one per line; `inline` for single words side by side. */
export function Reasons({ reasons, inline = false }: { reasons: Child[]; inline?: boolean }) {
  return (
    <ul class={inline ? 'reasons inline' : 'reasons'}>
      {reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  )
}
