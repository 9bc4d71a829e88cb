import type { Child } from 'hono/jsx'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Both } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'

/** One row of a history: when, what, who for which bureau, and the words that came with it. `who` is null for the machine. */
export type EventShown = { at: Date; what: Said; who: string | null; bureau: string | null; words: Child }

/** What happened to a signal or a warning, in order; nothing where nothing has. */
export function EventHistory({ events, city }: { events: EventShown[]; city: City }) {
  if (events.length === 0) return null
  return (
    <section class="part" aria-labelledby="history">
      <h2 id="history">
        <Both zh="经过" en="History" />
      </h2>
      <ul class="reasons">
        {events.map(({ at, what, who, bureau, words }) => (
          <li>
            <time datetime={at.toISOString()}>{shanghaiTime(at)}</time> <Both {...what} /> ·{' '}
            {who ?? <Both zh="系统" en="system" />} {city.bureaus.get(bureau ?? '')?.zh}
            <br />
            {words}
          </li>
        ))}
      </ul>
    </section>
  )
}
