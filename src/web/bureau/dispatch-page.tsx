import type { Candidate, ToDispatch } from '../../cases/list-to-dispatch.ts'
import type { City } from '../../reference/city.ts'
import { Reasons } from '../case-parts.tsx'
import { Both, DangerBadge, Notice, Pagination } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'
import { fieldName } from './act-forms.tsx'
import { bureauPaths } from './bureau-paths.ts'
import { KindBadge, TimeLeft } from './case-badges.tsx'
import { queryOf } from './form-values.ts'

type DispatchProps = {
  cases: ToDispatch[]
  total: number
  page: number
  pages: number
  city: City
  now: Date
}

/** What the machine was not sure of or a bureau sent back: each with its likeliest bureaus as buttons. */
export function DispatchPage({ cases, total, page, pages, city, now }: DispatchProps) {
  return (
    <>
      <h1>
        <Both zh="待分拨" en="To dispatch" />
      </h1>
      <p class="lead">
        <Both zh={`共 ${total} 件，快到期的在前。`} en={`${total} cases, the soonest due first.`} />
      </p>
      {cases.length === 0 && (
        <p class="empty">
          <Both zh="没有待分拨的案件。" en="Nothing waits to be dispatched." />
        </p>
      )}
      <ul class="task-list">
        {cases.map((waiting) => (
          <li class="card">
            <Waiting waiting={waiting} city={city} now={now} />
          </li>
        ))}
      </ul>
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(to) => `${bureauPaths.dispatch}${queryOf({ page: to === 1 ? null : to })}`}
      />
    </>
  )
}

type WaitingProps = { waiting: ToDispatch; city: City; now: Date }

function Waiting({ waiting, city, now }: WaitingProps) {
  const { id, title, kind, text, leaf, danger, openedAt, nextDueAt, candidates, returned } = waiting
  return (
    <>
      <h2 class="first">
        <a href={bureauPaths.case(id)}>{title}</a> <span class="case-number">#{id}</span>
      </h2>
      <p class="badges">
        <KindBadge kind={kind} /> <DangerBadge danger={danger} /> <Both {...leaf} />
      </p>
      <p>
        <TimeLeft dueAt={nextDueAt} now={now} />{' '}
        <span class="hint">
          <Both zh={`收到 ${shanghaiTime(openedAt)}`} en="received" />
        </span>
      </p>
      <p class="written">{text}</p>
      {returned && (
        <Notice tone="yellow" title={{ zh: '退单', en: 'Returned' }}>
          <p>
            {city.bureaus.get(returned.by)?.zh ?? returned.by}：{returned.reason}
            {returned.proposed !== null && ` → ${city.bureaus.get(returned.proposed)?.zh ?? returned.proposed}`}
          </p>
        </Notice>
      )}
      <Candidates id={id} candidates={candidates} city={city} />
      <p>
        <a href={bureauPaths.case(id)}>
          <Both zh="看全文，选其他单位" en="Read it all, choose another bureau" />
        </a>
      </p>
    </>
  )
}

function Candidates({ id, candidates, city }: { id: number; candidates: Candidate[]; city: City }) {
  const words = candidates[0]?.words ?? []
  return (
    <>
      {words.length > 0 && <Reasons reasons={words.map((word) => <mark>{word}</mark>)} inline />}
      <form method="post" class="actions">
        <input type="hidden" name="back" value="dispatch" />
        {candidates.map(({ bureau, act, confidence }, index) => (
          <button
            type="submit"
            class={index === 0 ? undefined : 'quiet'}
            formaction={bureauPaths.act(id, act)}
            name={fieldName(act, 'bureau')}
            value={bureau}
          >
            <span>
              {act === 'refer' ? '转介' : '派给'} <Both {...(city.bureaus.get(bureau) ?? { zh: bureau, en: bureau })} />
            </span>
            <span class="number">{confidence === null ? '退单建议' : `${Math.round(confidence * 100)} %`}</span>
          </button>
        ))}
      </form>
    </>
  )
}
