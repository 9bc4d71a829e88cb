import type { Child } from 'hono/jsx'
import { explainClock, type Pause } from '../cases/clocks/clock-count.ts'
import { clockUnits } from '../cases/clocks/clock-words.ts'
import { type Clock, pauseNow } from '../cases/clocks/clocks.ts'
import type { Said } from '../errors.ts'
import type { Calendar, ClockForce } from '../reference/city.ts'
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
  const paused = metAt === null ? pauseNow(clock) : null
  const late = metAt === null && paused === null && clock.dueAt < now
  return (
    <article class={metAt ? 'clock met' : late ? 'clock late' : paused ? 'clock paused' : 'clock'}>
      <h3>
        <Both zh={clock.zh} en={clock.en} />
      </h3>
      <p class="clock-due">
        {paused ? <Both zh="暂停中，恢复后重算" en="stands still, counted on later" /> : <DueTime clock={clock} />}
      </p>
      <p class="badges">
        {paused ? <Paused pause={paused} /> : <ClockState clock={clock} metAt={metAt} now={now} />}
        {clock.extended > 0 && <Badge tone="yellow" zh="已延长一次" en="extended once" />}
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

const pauseWords: Record<Pause['kind'], Said> = {
  supplement: { zh: '等待诉求人补充材料', en: 'waiting for the reporter' },
  identity: { zh: '等待诉求人证明身份', en: 'waiting for proof of identity' },
  testing: { zh: '检测鉴定中', en: 'test or appraisal' },
  suspension: { zh: '中止办理', en: 'suspended' },
}

function Paused({ pause }: { pause: Pause }) {
  const { zh, en } = pauseWords[pause.kind]
  return <Badge tone="yellow" zh={`${shanghaiTime(pause.from)} 起暂停：${zh}`} en={`paused: ${en}`} />
}

function ClockState({ clock, metAt, now }: { clock: Clock; metAt: Date | null; now: Date }) {
  const left = distance(clock.dueAt, now)
  if (metAt) return <Badge tone="good" zh={`✓ 已于 ${shanghaiTime(metAt)} 完成`} en="done" />
  if (left.past) return <Badge tone="red" zh={`⚠ 已超期 · ${left.zh}`} en={`overdue, ${left.en}`} />
  return <Badge tone="blue" zh={left.zh} en={left.en} />
}

function Arithmetic({ clock, calendar }: { clock: Clock; calendar: Calendar }) {
  const { zh, en } = clockUnits[clock.unit]
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
  const lines = explainClock(calendar, clock)
  const earlier = pauseNow(clock) === null && (lines.at(-1)?.date ?? '') > clock.lastDay
  const longer = clockUnits[clock.rule.extension?.unit ?? clock.unit]
  return (
    <>
      <p>
        <Both
          zh={`自 ${shanghaiTime(clock.startsAt)} 起 ${clock.amount} ${zh}`}
          en={`${clock.amount} ${en} from the start`}
        />
      </p>
      {clock.extended > 0 && (
        <p>
          <Both
            zh={`另延长 ${clock.extended} ${longer.zh}（${clock.rule.extension?.article}）`}
            en={`extended by ${clock.extended} ${longer.en}`}
          />
        </p>
      )}
      {earlier && (
        <p class="hint">
          <Both
            zh={`已向您承诺 ${clock.lastDay}，按新的放假安排算出的日期更晚，仍以承诺为准。`}
            en="This earlier date was promised before the calendar changed, and it stands."
          />
        </p>
      )}
      {clock.provisional && (
        <p class="hint">
          <Both
            zh="期间跨到尚未公布放假安排的年份；公布后重算，只会提前，不会推迟。"
            en="Runs into a year whose holidays are not announced yet; recounted then, and never moved later."
          />
        </p>
      )}
      <ol class="steps">
        {lines.map(({ date, counted, running, because }) => (
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
