import { meetsClock } from '../../../cases/clocks/clocks.ts'
import type { WaitingCase } from '../../../cases/dispatch/list-to-dispatch.ts'
import type { DeskOpened, Returned } from '../../../cases/dispatch/open-desk.ts'
import type { IncidentOfCase } from '../../../cases/incidents/find-incident-of.ts'
import type { CaseRead } from '../../../cases/read-case.ts'
import type { Said } from '../../../errors.ts'
import type { City } from '../../../reference/city.ts'
import { Reasons } from '../../case-parts.tsx'
import { Badge, Both, DangerBadge, Notice, RiskBadge } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { KindBadge, placeName, ReturnedBadge, StateBadge, TimeLeft } from '../case/case-badges.tsx'
import { CaseText } from '../case/case-text.tsx'
import { KeysHelp } from '../keys-help.tsx'
import { DispatchChoices } from './dispatch-choices.tsx'
import { unsureHref } from './review-filters.tsx'

type DispatchProps = {
  desk: DeskOpened
  /** The case just dispatched, which may still be undone. */
  done: number | null
  /** Why the last decision was refused. */
  refused: Said | null
  city: City
  now: Date
}

/** One text at a time: who should have it, by one key; what waits beside it. Works as plain forms without the script. */
export function DispatchPage({ desk, done, refused, city, now }: DispatchProps) {
  const { text, waiting, total, aside, sentUnsure } = desk
  return (
    <div class="desk" data-desk>
      <div class="desk-head">
        <h1>
          <Both zh="待分拨" en="To dispatch" />
        </h1>
        <p class="number desk-count">
          <Both zh={`${total} 件`} en="waiting" />
        </p>
        <Done done={done} />
        <KeysHelp keys={keys} />
      </div>
      {refused && (
        <Notice tone="red" alert>
          <p>
            <Both {...refused} />
          </p>
        </Notice>
      )}
      {sentUnsure > 0 && <SentUnsure count={sentUnsure} />}
      {text === null && <Nothing total={total} aside={aside} />}
      <div class={text ? 'desk-columns' : undefined}>
        {text && <Text {...text} city={city} now={now} />}
        <Waiting waiting={waiting} total={total} aside={aside} city={city} now={now} />
      </div>
    </div>
  )
}

function SentUnsure({ count }: { count: number }) {
  return (
    <Notice tone="orange">
      <p>
        <a href={unsureHref}>
          <Both
            zh={`${count} 件可能伤人、单位没有把握，已先派出，请核对`}
            en="dangerous, bureau not sure, sent at once: please check"
          />
        </a>
      </p>
    </Notice>
  )
}

function Done({ done }: { done: number | null }) {
  return (
    <div class="desk-done" role="status">
      {done !== null && (
        <form method="post" action={bureauPaths.undoings} data-key="u">
          <input type="hidden" name="case" value={String(done)} />
          <span>
            ✓ <a href={bureauPaths.case(done)}>#{done}</a> <Both zh="已派出" en="dispatched" />
          </span>{' '}
          <button type="submit" class="quiet" aria-keyshortcuts="u">
            <kbd>u</kbd> <Both zh="撤销" en="Undo" />
          </button>
        </form>
      )}
    </div>
  )
}

const keys: [string, Said][] = [
  ['1 2 3', { zh: '派给第几个单位', en: 'give it to that bureau' }],
  ['Shift 1 2 3', { zh: '换这个单位的类别', en: 'next leaf of that bureau' }],
  ['f', { zh: '选其他单位和类别', en: 'choose another bureau and leaf' }],
  ['d', { zh: '设定危险程度', en: 'set the danger' }],
  ['s', { zh: '先放一放', en: 'put it aside' }],
  ['u', { zh: '撤销刚才的派单', en: 'undo the last dispatch' }],
  ['Esc', { zh: '离开输入栏', en: 'leave a field' }],
]

function Text({
  read,
  incident,
  candidates,
  returned,
  city,
  now,
}: NonNullable<DeskOpened['text']> & { city: City; now: Date }) {
  return (
    <>
      <div class="desk-text">
        <h2 class="first" tabindex={-1} data-desk-start>
          {read.title} <a href={bureauPaths.case(read.id)}>#{read.id}</a>
        </h2>
        <Flags read={read} />
        <p class="desk-facts">
          <DispatchClock read={read} now={now} />{' '}
          <span class="hint">
            <Both zh={`收到 ${shanghaiTime(read.openedAt)}`} en="received" />
            {read.district !== null && ` · ${placeName(city, read.district, read.street)}`}
          </span>
        </p>
        {returned && <Back returned={returned} city={city} />}
        <Chosen read={read} />
        <CaseText assessment={read.assessment} />
        <Alike read={read} incident={incident.incident} />
      </div>
      <DispatchChoices read={read} candidates={candidates} city={city} />
    </>
  )
}

function Flags({ read }: { read: CaseRead }) {
  const { danger } = read.assessment
  return (
    <>
      <p class="badges">
        <DangerBadge danger={read.danger} /> <RiskBadge risk={read.risk} /> <KindBadge kind={read.kind} />
      </p>
      {read.danger >= 2 && (
        <Notice
          tone={read.danger === 3 ? 'red' : 'orange'}
          title={{ zh: '可能伤人，先派', en: 'People may be hurt: first' }}
        >
          {danger.because.length > 0 && <Reasons reasons={danger.because} />}
        </Notice>
      )}
    </>
  )
}

/** The clock that dispatch meets; where none waits for it, the case's earliest. */
function DispatchClock({ read, now }: { read: CaseRead; now: Date }) {
  const own = read.clocks.find(({ clock, metAt }) => metAt === null && meetsClock(clock.rule, 'dispatched'))
  return (
    <>
      <Both zh="分拨时限" en="to be dispatched" /> <TimeLeft dueAt={own?.clock.dueAt ?? read.nextDueAt} now={now} />
    </>
  )
}

/** The reporter's own choice of a matter, where a program of theirs offered one and triage reads another. */
function Chosen({ read }: { read: CaseRead }) {
  const { chosenLeaf } = read.report
  if (chosenLeaf === null || chosenLeaf.code === read.leaf.code) return null
  return (
    <Notice tone="blue" title={{ zh: '诉求人选的事项与识别的不同', en: 'The reporter chose another matter' }}>
      <p>
        <Both {...chosenLeaf} /> <span class="hint">{chosenLeaf.code}</span>
      </p>
    </Notice>
  )
}

function Back({ returned, city }: { returned: Returned; city: City }) {
  return (
    <Notice tone="yellow" title={{ zh: `${city.bureaus.get(returned.by)?.zh ?? returned.by}退单`, en: 'Returned' }}>
      <p class="written">{returned.words}</p>
    </Notice>
  )
}

function Alike({ read, incident }: { read: CaseRead; incident: IncidentOfCase['incident'] }) {
  const grouped = incident !== null && incident.cases > 1
  if (read.duplicates.length === 0 && !grouped) return null
  return (
    <section class="part" aria-labelledby="alike">
      <h2 id="alike">
        <Both zh="可能是同一件事" en="Perhaps the same event" />
      </h2>
      {grouped && (
        <p>
          <a href={bureauPaths.incident(incident.id)}>
            <Both
              zh={`与另外 ${incident.cases - 1} 件同属一个事件`}
              en={`one incident with ${incident.cases - 1} more`}
            />
          </a>
        </p>
      )}
      <ul class="duplicates">
        {read.duplicates.map(({ id, title, state, score, because }) => (
          <li>
            {id !== null && (
              <a href={bureauPaths.case(id)}>
                {title} #{id}
              </a>
            )}{' '}
            <StateBadge state={state} /> <Badge zh={`相似 ${Math.round(score * 100)} %`} en="alike" />{' '}
            <span class="hint">{because.join('、')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Nothing({ total, aside }: Pick<DeskOpened, 'total' | 'aside'>) {
  return (
    <p class="empty" data-desk-start tabindex={-1}>
      {total === 0 ? (
        <Both zh="没有待分拨的案件。" en="Nothing waits to be dispatched." />
      ) : aside > 0 ? (
        <Both zh="剩下的您先放着，或同事正在看。" en="The rest you put aside, or colleagues have before them." />
      ) : (
        <Both zh="剩下的同事正在看。" en="Colleagues have the rest before them." />
      )}
    </p>
  )
}

type WaitingProps = Pick<DeskOpened, 'waiting' | 'total' | 'aside'> & { city: City; now: Date }

function Waiting({ waiting, total, aside, city, now }: WaitingProps) {
  if (waiting.length === 0 && aside === 0) return null
  return (
    <section class="part desk-rest" aria-labelledby="waiting">
      <h2 id="waiting">
        <Both zh="还在等" en="Waiting" />
      </h2>
      <WaitingList waiting={waiting} city={city} now={now} />
      <div class="actions">
        <a href={bureauPaths.dispatchList}>
          <Both zh={`全部 ${total} 件`} en="all" />
        </a>
        {aside > 0 && (
          <form method="post" action={bureauPaths.skips}>
            <button type="submit" class="quiet">
              <Both zh={`把先放着的 ${aside} 件拿回来`} en="bring back what you put aside" />
            </button>
          </form>
        )}
      </div>
    </section>
  )
}

/** Each line leads to the text on the desk. */
export function WaitingList({ waiting, city, now }: { waiting: WaitingCase[]; city: City; now: Date }) {
  return (
    <ul class="desk-waiting">
      {waiting.map(({ id, title, danger, nextDueAt, leaf, lead, heldBy, returned }) => (
        <li>
          <span class="desk-waiting-title">
            <a href={bureauPaths.dispatchOf(id)}>{title}</a> <span class="case-number">#{id}</span>{' '}
            {danger >= 2 && <DangerBadge danger={danger} />} <ReturnedBadge returned={returned} />{' '}
            {heldBy !== null && <Badge tone="blue" zh={`${heldBy}正在看`} en="with a colleague" />}
            <br />
            <span class="hint">
              {leaf.zh} → {city.bureaus.get(lead)?.zh ?? lead}
            </span>
          </span>
          <span>
            <TimeLeft dueAt={nextDueAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}
