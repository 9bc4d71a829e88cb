import type { Said } from '../../errors.ts'
import { Both } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** One act on a review or a concern; `name` is null for who has no account. */
export type ActLine<Act extends string> = { at: Date; name: string | null; act: Act; text: string }

/** What was done, a line each: when, what, who, and what was said or written with it. */
export function ActHistory<Act extends string>({ lines, words }: { lines: ActLine<Act>[]; words: Record<Act, Said> }) {
  return (
    <section class="part">
      <h2>
        <Both zh="经过" en="History" />
      </h2>
      <ul class="looks">
        {lines.map(({ at, name, act, text }) => (
          <li>
            <span class="number">{shanghaiTime(at)}</span> <strong>{words[act].zh}</strong>{' '}
            <span class="en" lang="en">
              {words[act].en}
            </span>{' '}
            {[name, text].filter(Boolean).join('：')}
          </li>
        ))}
      </ul>
    </section>
  )
}
