import type { ResponseListed } from '../../../alerts/response/list-responses.ts'
import { type ResponseState, responseStates } from '../../../alerts/response/response-words.ts'
import type { City } from '../../../reference/city.ts'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, LevelBadge, Pagination, Table, type Tone } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { responsePaths } from './response-paths.ts'

type ListProps = {
  responses: ResponseListed[]
  underWay: number
  pages: number
  page: number
  state: ResponseState | null
  mayOpen: boolean
  city: City
}

/** The responses in which the bureau has a part: those under way first, with what is open and late. */
export function ResponsesPage({ responses, underWay, pages, page, state, mayOpen, city }: ListProps) {
  return (
    <>
      <h1>
        <Both zh="快速处置" en="Rapid response" />
      </h1>
      <p class="lead">
        <Both
          zh={`${underWay} 次处置行动正在进行（不含演练）。`}
          en={`${underWay} responses under way, drills not counted.`}
        />
      </p>
      {mayOpen && (
        <p class="actions">
          <a class="button" href={responsePaths.form}>
            <Both zh="启动处置行动或演练" en="Open a response or a drill" />
          </a>
        </p>
      )}
      <nav class="tabs" aria-label="状态 State">
        <ul>
          {[null, ...(Object.keys(responseStates) as ResponseState[])].map((one) => (
            <li>
              <a href={hrefOf(one, 1)} aria-current={one === state ? 'true' : undefined}>
                <Both {...(one === null ? { zh: '全部', en: 'All' } : responseStates[one])} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Table
        caption={{ zh: '处置行动', en: 'Responses' }}
        columns={columnsFor(city)}
        rows={responses}
        empty={{ zh: '没有处置行动。', en: 'No responses.' }}
      />
      <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf(state, to)} />
    </>
  )
}

const hrefOf = (state: ResponseState | null, page: number): string =>
  `${responsePaths.list}${queryOf({ state, page: page === 1 ? null : page })}`

const columnsFor = (city: City): Column<ResponseListed>[] => [
  {
    head: { zh: '行动', en: 'Response' },
    cell: ({ id, title, colour, drill }) => (
      <>
        <span class="badges">
          {drill && <DrillBadge />} {drill ? null : <LevelBadge level={colour} />}
        </span>
        <br />
        <a href={responsePaths.one(id)}>{title}</a>
      </>
    ),
  },
  { head: { zh: '牵头', en: 'Lead' }, cell: ({ lead }) => <BureauName city={city} id={lead} /> },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <StateOfResponse state={state} /> },
  {
    head: { zh: '任务', en: 'Tasks' },
    cell: ({ tasks }) => (
      <span class="badges">
        {tasks.late > 0 && <Badge tone="red" zh={`⚠ ${tasks.late} 项超时`} en="late" />}
        {tasks.critical > 0 && <Badge tone="orange" zh={`${tasks.critical} 项关键未完`} en="critical open" />}
        <Badge zh={`${tasks.all - tasks.open} / ${tasks.all} 已结束`} en="ended" />
      </span>
    ),
  },
  { head: { zh: '启动', en: 'Opened' }, cell: ({ openedAt }) => shanghaiTime(openedAt) },
]

const tones: Record<ResponseState, Tone> = { open: 'orange', closing: 'yellow', closed: 'good' }

/** How far a response has come. */
export function StateOfResponse({ state }: { state: ResponseState }) {
  return <Badge tone={tones[state]} {...responseStates[state]} />
}

/** Says that none of this is real. */
export function DrillBadge() {
  return <Badge tone="yellow" zh="演练，不是真的" en="Drill: not real" />
}
