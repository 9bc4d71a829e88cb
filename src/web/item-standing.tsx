import { lastDayOf } from '../cases/clocks/clock-holds.ts'
import type { CaseItem, PartRead } from '../cases/parts/case-items.ts'
import { partNow } from '../cases/parts/parts.ts'
import { DueTime, ForceBadge } from './case-parts.tsx'
import { Badge, Both } from './parts.tsx'
import { distance, shanghaiTime } from './times.ts'

type Props = {
  item: CaseItem
  /** Whether the one answer is out. */
  answered: boolean
  now: Date
}

/** How one demand of a case stands: who handles it, by when under which rule, done or not. */
export function ItemStanding({ item, answered, now }: Props) {
  const part = partNow(item) ?? item.parts.findLast(({ endedBy }) => endedBy === 'handed_in')
  if (!part) {
    return (
      <p class="badges">
        <Both zh="由主办单位办理" en="with the bureau in charge" /> <Done done={answered} />
      </p>
    )
  }
  return (
    <>
      <p class="badges">
        <Both {...part.bureau} />{' '}
        {part.endedBy === 'handed_in' && part.endedAt ? (
          <Badge tone="good" zh={`✓ 已于 ${shanghaiTime(part.endedAt)} 办完`} en="done" />
        ) : (
          <Running part={part} now={now} />
        )}
      </p>
      {part.endedAt === null && <PartDue part={part} />}
    </>
  )
}

function Done({ done }: { done: boolean }) {
  return done ? <Badge tone="good" zh="✓ 已答复" en="answered" /> : <Badge tone="blue" zh="办理中" en="in hand" />
}

function Running({ part, now }: { part: PartRead; now: Date }) {
  const left = distance(part.dueAt, now)
  return (
    <>
      {part.signedAt === null ? (
        <Badge tone="blue" zh="待签收" en="to be signed for" />
      ) : (
        <Badge tone="calm" zh="办理中" en="in hand" />
      )}{' '}
      {left.past ? (
        <Badge tone="red" zh={`⚠ 已超期 · ${left.zh}`} en={`overdue, ${left.en}`} />
      ) : (
        <Badge tone="blue" {...left} />
      )}
      {part.provisional && <Badge tone="yellow" zh="暂定" en="provisional" />}
    </>
  )
}

/** By when, and the rule that says so with how far it binds. */
function PartDue({ part: { dueAt, rule } }: { part: PartRead }) {
  const lastDay = shanghaiTime(dueAt).endsWith('00:00') ? lastDayOf({ due_at: dueAt }) : null
  return (
    <p class="hint">
      <DueTime clock={{ dueAt, lastDay }} />{' '}
      {rule && (
        <>
          <ForceBadge force={rule.force} />{' '}
          <Both
            zh={`依据 ${rule.article}；不晚于本案的时限`}
            en={`${rule.articleEn}; not after the case’s own clocks`}
          />
        </>
      )}
    </p>
  )
}
