import type { OutcomeShown } from '../../../insights/evaluation/list-outcomes.ts'
import { measures } from '../../../insights/evaluation/measures.ts'
import type { City } from '../../../reference/city.ts'
import type { MeasureId } from '../../../reference/evaluation-rules.ts'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Pagination, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { BureauName } from '../case/case-badges.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

type OutcomesProps = {
  listed: { outcomes: OutcomeShown[]; total: number; pages: number }
  id: number
  bureau: string
  measure: MeasureId
  page: number
  city: City
}

/** The cases behind one figure, those that did not go well first. */
export function OutcomesPage({ listed, id, bureau, measure, page, city }: OutcomesProps) {
  return (
    <>
      <p>
        <a href={evaluationPaths.bureau(id, bureau)}>
          ← <BureauName city={city} id={bureau} />
        </a>
      </p>
      <h1>
        <Both {...measures[measure]} />
      </h1>
      <p class="lead">
        <Both {...measures[measure].says} />
      </p>
      <p>
        <Both zh={`计入 ${listed.total} 件，未达到的在前。`} en={`${listed.total} counted, those that failed first.`} />
      </p>
      <Table
        caption={{ zh: '计入的案件', en: 'Cases counted' }}
        columns={columns}
        rows={listed.outcomes}
        empty={{ zh: '没有计入的案件。', en: 'Nothing is counted here.' }}
      />
      <Pagination
        page={page}
        pages={listed.pages}
        hrefOf={(to) => `${evaluationPaths.outcomes(id, bureau, measure)}${queryOf({ page: to === 1 ? null : to })}`}
      />
    </>
  )
}

const columns: Column<OutcomeShown>[] = [
  {
    head: { zh: '结果', en: 'Result' },
    cell: ({ well }) => (well ? <Badge tone="good" zh="达到" en="yes" /> : <Badge tone="orange" zh="未达到" en="no" />),
  },
  {
    head: { zh: '案件', en: 'Case' },
    cell: ({ caseId, taskId, title }) =>
      caseId === null ? (
        <>
          {title} <Both zh={`任务 ${taskId}`} en="task" />
        </>
      ) : (
        <>
          {title === null ? null : <a href={bureauPaths.case(caseId)}>{title}</a>}{' '}
          <span class="case-number">#{caseId}</span>
        </>
      ),
  },
  {
    head: { zh: '来件', en: 'Received' },
    cell: ({ receivedAt }) => (receivedAt === null ? '—' : shanghaiTime(receivedAt)),
  },
]
