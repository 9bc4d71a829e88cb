import type { Child } from 'hono/jsx'
import type { Said } from '../errors.ts'
import type { ClockForce } from '../reference/city.ts'
import { Badge, Both, type Tone } from './parts.tsx'
import { distance, shanghaiDay, shanghaiTime } from './times.ts'

const forces: Record<ClockForce, Said & { tone: Tone }> = {
  statutory: { zh: '法定时限', en: 'statutory', tone: 'calm' },
  local: { zh: '本市时限', en: 'local rule', tone: 'calm' },
  target: { zh: '服务目标', en: 'target', tone: 'calm' },
}

/** Whether a limit binds by law, by a rule of this city, or is what the city aims at. */
export function ForceBadge({ force }: { force: ClockForce }) {
  return <Badge {...forces[force]} />
}

/** What a clock shows of itself; `Clock` of cases/clocks.ts fits. `steps` are the lines of the day-by-day arithmetic. */
export type ClockShown = Said & {
  force: ClockForce
  article: string
  articleEn: string
  dueAt: Date
  metAt: Date | null
  /** Crosses a year whose working days are not yet announced. */
  provisional: boolean
  steps: Said[]
}

/** One limit: what must happen by when, under which article, and how the date was counted. */
export function ClockCard({ clock, now }: { clock: ClockShown; now: Date }) {
  const left = distance(clock.dueAt, now)
  const late = clock.metAt === null && left.past
  return (
    <article class={clock.metAt ? 'clock met' : late ? 'clock late' : 'clock'}>
      <h3>
        <Both zh={clock.zh} en={clock.en} />
      </h3>
      <p class="clock-due">
        <time datetime={clock.dueAt.toISOString()}>{shanghaiTime(clock.dueAt)}</time>{' '}
        <span class="clock-day">{weekdayOf(clock.dueAt)}</span>
      </p>
      <p class="clock-state">
        {clock.metAt ? (
          <Badge tone="good" zh={`✓ 已于 ${shanghaiTime(clock.metAt)} 完成`} en="done" />
        ) : late ? (
          <Badge tone="red" zh={`⚠ 已超期 · ${left.zh}`} en={`overdue, ${left.en}`} />
        ) : (
          <Badge tone="blue" {...left} />
        )}{' '}
        <ForceBadge force={clock.force} /> {clock.provisional && <Badge tone="yellow" zh="暂定" en="provisional" />}
      </p>
      <p class="clock-article">
        依据 {clock.article}{' '}
        <span class="en" lang="en">
          {clock.articleEn}
        </span>
      </p>
      <details>
        <summary>
          <Both zh="怎么算出来的" en="How it is counted" />
        </summary>
        {clock.provisional && (
          <p class="hint">
            <Both
              zh="期间跨到尚未公布放假安排的年份；公布后重算，只会提前，不会推迟。"
              en="Crosses a year whose holidays are not announced; recounted then, and never moved later."
            />
          </p>
        )}
        <ol class="steps">
          {clock.steps.map((step) => (
            <li>
              <Both {...step} />
            </li>
          ))}
        </ol>
      </details>
    </article>
  )
}

function weekdayOf(at: Date): string {
  return shanghaiDay(at).zh.split(' ')[1] ?? ''
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

/** One thing per line under a heading, for reasons and evidence. */
export function Reasons({ reasons }: { reasons: Child[] }) {
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  )
}
