import { LINK_REASON_UNITS_MAX } from '../../../alerts/links/link-decisions.ts'
import { type Pair, type PairGroup, pairGroups, pairName } from '../../../alerts/links/link-pairs.ts'
import type { LinksWaiting, LinkWaiting } from '../../../alerts/links/list-links.ts'
import type { LinkRead } from '../../../alerts/links/read-link.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { TextField } from '../../fields.tsx'
import { Badge, Both, Notice } from '../../parts.tsx'
import { percent } from '../dispatch-choices.tsx'
import { KeysHelp } from '../keys-help.tsx'
import { linkPaths } from './link-paths.ts'
import { rejectReasons } from './link-reasons.ts'
import { PairShown } from './pair-shown.tsx'

export type LinksPageProps = {
  /** The pair before the reader; null when nothing waits. */
  read: LinkRead | null
  waiting: LinksWaiting
  group: PairGroup | null
  /** How many of the first were put aside on this visit. */
  aside: number
  /** The pair just decided, which may still be undone. */
  done: Pair | null
  refused: Said | null
  /** What was typed as a reason and refused. */
  typed: string
  city: City
}

/** One pair at a time: whether they are one product or one firm, by one key. Works as plain forms without the script. */
export function LinksPage(props: LinksPageProps) {
  const { read, waiting, group, aside, done, refused, city } = props
  return (
    <div class="desk" data-desk>
      <div class="desk-head">
        <h1>
          <Both zh="关联核对" en="Links to check" />
        </h1>
        <p class="number desk-count">
          <Both zh={`${waiting.total} 项`} en="waiting" />
        </p>
        <Done done={done} />
        <KeysHelp keys={keysOf(read)} />
      </div>
      <Groups waiting={waiting} group={group} />
      {refused && (
        <Notice tone="red" alert>
          <p>
            <Both {...refused} />
          </p>
        </Notice>
      )}
      {read === null && <Nothing total={waiting.total} />}
      <div class={read ? 'desk-columns' : undefined}>
        {read && <PairShown read={read} city={city} />}
        {read && <Choices {...props} read={read} />}
        <Rest links={waiting.links} read={read} aside={aside} group={group} />
      </div>
    </div>
  )
}

const groupNames: Record<PairGroup, Said> = {
  report_recall: { zh: '投诉 ↔ 召回', en: 'Report and recall' },
  report_sample: { zh: '投诉 ↔ 不合格样品', en: 'Report and failed sample' },
  firm_recall: { zh: '企业 ↔ 召回', en: 'Firm and recall' },
  firm_sample: { zh: '企业 ↔ 不合格样品', en: 'Firm and failed sample' },
}

function Groups({ waiting: { counts }, group }: { waiting: LinksWaiting; group: PairGroup | null }) {
  return (
    <nav class="tabs" aria-label="关联的种类 Kinds of links">
      <ul>
        <li>
          <a href={linkPaths.desk} aria-current={group === null ? 'page' : undefined}>
            <Both zh="全部" en="All" />
          </a>
        </li>
        {(Object.keys(pairGroups) as PairGroup[]).map((one) => (
          <li>
            <a href={linkPaths.group(one)} aria-current={one === group ? 'page' : undefined}>
              <Both zh={`${groupNames[one].zh}（${counts[one]}）`} en={groupNames[one].en} />
            </a>
          </li>
        ))}
        <li>
          <a href={linkPaths.decided}>
            <Both zh="已决定的" en="Decided" />
          </a>
        </li>
      </ul>
    </nav>
  )
}

function Done({ done }: { done: Pair | null }) {
  return (
    <div class="desk-done" role="status">
      {done !== null && (
        <form method="post" action={linkPaths.decisions} data-key="u">
          <input type="hidden" name="pair" value={pairName(done)} />
          <input type="hidden" name="decision" value="reopen" />
          <span>
            ✓ <a href={linkPaths.pair(done)}>{pairName(done)}</a> <Both zh="已决定" en="decided" />
          </span>{' '}
          <button type="submit" class="quiet" aria-keyshortcuts="u">
            <kbd>u</kbd> <Both zh="撤销" en="Undo" />
          </button>
        </form>
      )}
    </div>
  )
}

const same: Record<'report' | 'firm', Said> = {
  report: { zh: '是同一产品', en: 'Same product' },
  firm: { zh: '是这家企业', en: 'This firm' },
}

function keysOf(read: LinkRead | null): [string, Said][] {
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

type ChoiceProps = LinksPageProps & { read: LinkRead }

function Choices({ read, group, aside, typed }: ChoiceProps) {
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

type Place = { read: LinkRead; group: PairGroup | null; aside: number }

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

function Nothing({ total }: { total: number }) {
  return (
    <p class="empty" data-desk-start tabindex={-1}>
      {total === 0 ? (
        <Both zh="没有待核对的关联。" en="No link waits to be checked." />
      ) : (
        <>
          <Both zh="剩下的您先放着。" en="The rest you put aside." />{' '}
          <a href={linkPaths.desk}>从头看 from the beginning</a>
        </>
      )}
    </p>
  )
}

const restMax = 12

function Rest({
  links,
  read,
  aside,
  group,
}: { links: LinkWaiting[]; read: LinkRead | null } & Pick<LinksPageProps, 'aside' | 'group'>) {
  const shownName = read ? pairName(read.pair) : ''
  const rest = links.filter((link) => pairName(link) !== shownName).slice(0, restMax)
  if (rest.length === 0) return null
  return (
    <section class="part desk-rest" aria-labelledby="waiting">
      <h2 id="waiting">
        <Both zh="还在等（先看最值得看的）" en="Waiting, what is worth most first" />
      </h2>
      <ul class="desk-waiting">
        {rest.map((link) => (
          <li>
            <span class="desk-waiting-title">
              <a href={linkPaths.pair(link)}>
                {link.oursTitle} ↔ {link.theirsTitle}
              </a>
              <br />
              <span class="hint">{groupNames[groupOf(link)].zh}</span>
            </span>
            <span>
              <Badge zh={`可能性 ${percent(link.score)}`} en="likely" />
            </span>
          </li>
        ))}
      </ul>
      {aside > 0 && (
        <p>
          <a href={group ? linkPaths.group(group) : linkPaths.desk}>
            <Both zh={`把先放着的 ${aside} 项拿回来`} en="bring back what you put aside" />
          </a>
        </p>
      )}
    </section>
  )
}

const groupOf = ({ kind, about }: LinkWaiting): PairGroup => `${kind}_${about}`
