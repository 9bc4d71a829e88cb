import { type Pair, type PairGroup, pairGroups, pairName } from '../../../alerts/links/link-pairs.ts'
import type { LinksWaiting, LinkWaiting } from '../../../alerts/links/list-links.ts'
import type { LinkRead } from '../../../alerts/links/read-link.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both, Notice } from '../../parts.tsx'
import { percent } from '../dispatch/dispatch-choices.tsx'
import { KeysHelp } from '../keys-help.tsx'
import { Choices, keysOf } from './link-choices.tsx'
import { linkPaths } from './link-paths.ts'
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
        {read && <Choices read={read} group={group} aside={aside} typed={props.typed} />}
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
            ✓{' '}
            <a href={linkPaths.pair(done)}>
              <Both zh="刚才这一项" en="The pair before" />
            </a>{' '}
            <Both zh="已决定" en="is decided" />
          </span>{' '}
          <button type="submit" class="quiet" aria-keyshortcuts="u">
            <kbd>u</kbd> <Both zh="撤销" en="Undo" />
          </button>
        </form>
      )}
    </div>
  )
}

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
