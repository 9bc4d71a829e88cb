import { LINK_REASON_UNITS_MAX } from '../../../alerts/links/link-decisions.ts'
import { type PairGroup, pairName } from '../../../alerts/links/link-pairs.ts'
import type { LinkRead } from '../../../alerts/links/read-link.ts'
import type { Said } from '../../../errors.ts'
import { TextField } from '../../fields.tsx'
import { Both, Notice } from '../../parts.tsx'
import { percent } from '../dispatch/dispatch-choices.tsx'
import { linkPaths } from './link-paths.ts'
import { rejectReasons } from './link-reasons.ts'

const same: Record<'report' | 'firm', Said> = {
  report: { zh: '是同一产品', en: 'Same product' },
  firm: { zh: '是这家企业', en: 'This firm' },
}

/** The keys of the desk for the pair before the reader. */
export function keysOf(read: LinkRead | null): [string, Said][] {
  const kind = read?.pair.kind ?? 'report'
  const reasons = rejectReasons[kind].map((said, at): [string, Said] => [
    String(at + 2),
    { zh: `不是：${said.zh}`, en: `no: ${said.en}` },
  ])
  return [
    ['1', same[kind]],
    ...reasons,
    ['f', { zh: '写明理由', en: 'give a reason of your own' }],
    ['s', { zh: '先放一放', en: 'put it aside' }],
    ['u', { zh: '撤销刚才的决定', en: 'undo the last decision' }],
    ['Esc', { zh: '离开输入栏', en: 'leave a field' }],
  ]
}

type Place = { read: LinkRead; group: PairGroup | null; aside: number }
type ChoiceProps = Place & { typed: string }

/** Yes by one key, no by one key for each usual reason, a reason of one's own, or aside. */
export function Choices({ read, group, aside, typed }: ChoiceProps) {
  const { kind } = read.pair
  const place = { read, group, aside }
  return (
    <section class="desk-choices" aria-labelledby="decide">
      <h2 class="first" id="decide">
        <Both zh={`是同一个吗？可能性 ${percent(read.score)}`} en="Are they one?" />
      </h2>
      {read.state !== 'proposed' && read.state !== 'shown' && <Stands read={read} />}
      <OneKey {...place} at={1} decision="confirm" reason="" words={same[kind]} />
      {rejectReasons[kind].map((said, index) => (
        <OneKey
          {...place}
          at={index + 2}
          decision="reject"
          reason={`${said.zh} ${said.en}`}
          words={{ zh: `不是：${said.zh}`, en: `No: ${said.en}` }}
        />
      ))}
      <OwnReason {...place} typed={typed} />
      <form method="get" action={linkPaths.desk} data-key="s">
        {group && <input type="hidden" name="group" value={group} />}
        <input type="hidden" name="aside" value={String(aside + 1)} />
        <p class="actions">
          <button type="submit" class="quiet" aria-keyshortcuts="s">
            <kbd>s</kbd> <Both zh="先放一放" en="Put aside" />
          </button>
        </p>
      </form>
    </section>
  )
}

function Stands({ read: { state, reason } }: { read: LinkRead }) {
  return (
    <Notice tone="blue">
      <p>
        {state === 'confirmed' ? (
          <Both zh="现在：已确认关联。" en="It stands as linked." />
        ) : (
          <Both zh="现在：已确认不是。" en="It stands as not linked." />
        )}{' '}
        {reason}
      </p>
    </Notice>
  )
}

function Hidden({ read, group, aside }: Place) {
  return (
    <>
      <input type="hidden" name="pair" value={pairName(read.pair)} />
      <input type="hidden" name="state" value={read.state} />
      {group && <input type="hidden" name="group" value={group} />}
      <input type="hidden" name="aside" value={String(aside)} />
    </>
  )
}

type OneKeyProps = Place & { at: number; decision: 'confirm' | 'reject'; reason: string; words: Said }

function OneKey({ at, decision, reason, words, ...place }: OneKeyProps) {
  return (
    <form class="candidate" method="post" action={linkPaths.decisions} data-key={String(at)}>
      <Hidden {...place} />
      <input type="hidden" name="decision" value={decision} />
      <input type="hidden" name="reason" value={reason} />
      <button type="submit" class={decision === 'reject' ? 'quiet' : undefined} aria-keyshortcuts={String(at)}>
        <kbd>{at}</kbd>
        <span>
          <Both {...words} />
        </span>
      </button>
    </form>
  )
}

function OwnReason({ typed, ...place }: Place & { typed: string }) {
  return (
    <details class="act" data-key-open="f" open={typed !== ''}>
      <summary aria-keyshortcuts="f">
        <kbd>f</kbd> <Both zh="写明理由" en="A reason of your own" />
      </summary>
      <form method="post" action={linkPaths.decisions} novalidate>
        <Hidden {...place} />
        <TextField
          name="reason"
          label={{ zh: '理由', en: 'Reason' }}
          value={typed}
          maxlength={LINK_REASON_UNITS_MAX}
          error={typed.length > LINK_REASON_UNITS_MAX ? tooLong : undefined}
        />
        <p class="actions">
          <button type="submit" name="decision" value="confirm">
            <Both {...same[place.read.pair.kind]} />
          </button>{' '}
          <button type="submit" name="decision" value="reject" class="quiet">
            <Both zh="不是" en="No" />
          </button>
        </p>
      </form>
    </details>
  )
}

const tooLong = { zh: `不超过 ${LINK_REASON_UNITS_MAX} 个字`, en: `At most ${LINK_REASON_UNITS_MAX} characters` }
