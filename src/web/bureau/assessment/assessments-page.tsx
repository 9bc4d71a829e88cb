import {
  type AssessmentState,
  assessmentStates,
  subjectKinds,
} from '../../../alerts/risk-assessment/assessment-acts.ts'
import type { AssessmentListed } from '../../../alerts/risk-assessment/list-assessments.ts'
import type { City } from '../../../reference/city.ts'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Pagination, RiskBadge, Table, type Tone } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { assessmentPaths } from './assessment-paths.ts'
import { GradeBadge } from './assessment-result.tsx'

type ListProps = {
  assessments: AssessmentListed[]
  waiting: number
  pages: number
  page: number
  state: AssessmentState | null
  mayWrite: boolean
  city: City
}

/** The risk assessments of the bureau, newest first; those that wait for a second person are counted. */
export function AssessmentsPage({ assessments, waiting, pages, page, state, mayWrite, city }: ListProps) {
  return (
    <>
      <h1>
        <Both zh="风险评估" en="Risk assessments" />
      </h1>
      <p class="lead">
        <Both zh={`${waiting} 份等待第二人复核。`} en={`${waiting} wait for a second person.`} />
      </p>
      {mayWrite && (
        <p class="actions">
          <a class="button" href={assessmentPaths.form}>
            <Both zh="新的评估" en="New assessment" />
          </a>
        </p>
      )}
      <nav class="tabs" aria-label="状态 State">
        <ul>
          {[null, ...(Object.keys(assessmentStates) as AssessmentState[])].map((one) => (
            <li>
              <a href={hrefOf(one, 1)} aria-current={one === state ? 'true' : undefined}>
                <Both {...(one === null ? { zh: '全部', en: 'All' } : assessmentStates[one])} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Table
        caption={{ zh: '风险评估', en: 'Risk assessments' }}
        columns={columnsFor(city)}
        rows={assessments}
        empty={{ zh: '这里还没有评估。', en: 'No assessment here.' }}
      />
      <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf(state, to)} />
    </>
  )
}

const hrefOf = (state: AssessmentState | null, page: number): string =>
  `${assessmentPaths.list}${queryOf({ state, page: page === 1 ? null : page })}`

const columnsFor = (city: City): Column<AssessmentListed>[] => [
  {
    head: { zh: '等级', en: 'Level' },
    cell: ({ level, grade }) => (
      <span class="badges">
        <RiskBadge risk={level} /> {grade && <GradeBadge grade={grade} />}
      </span>
    ),
  },
  {
    head: { zh: '评估', en: 'Assessment' },
    cell: ({ id, title, subject }) => (
      <>
        <a href={assessmentPaths.one(id)}>{title}</a>
        <br />
        <span class="hint">
          <Both {...subjectKinds[subject.kind]} /> {subject.id !== null && `#${subject.id}`}
        </span>
      </>
    ),
  },
  { head: { zh: '单位', en: 'Bureau' }, cell: ({ bureau }) => <BureauName city={city} id={bureau} /> },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <StateOfAssessment state={state} /> },
  {
    head: { zh: '最近一版', en: 'Newest version' },
    cell: ({ version, writtenAt, author }) => `第 ${version} 版 · ${shanghaiTime(writtenAt)} · ${author ?? ''}`,
  },
]

const tones: Record<AssessmentState, Tone> = { draft: 'calm', submitted: 'yellow', validated: 'good' }

/** Whether a second person has judged it. */
export function StateOfAssessment({ state }: { state: AssessmentState }) {
  return <Badge tone={tones[state]} {...assessmentStates[state]} />
}
