import type { BureauShown, EvaluationRead } from '../../../insights/evaluation/read-evaluation.ts'
import type { City } from '../../../reference/city.ts'
import { ErrorSummary } from '../../fields.tsx'
import { Badge, Both, type Column, Facts, Notice, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { BureauName } from '../case/case-badges.tsx'
import { EvaluationMethod } from './evaluation-method.tsx'
import { EvaluationObjections } from './evaluation-objections.tsx'
import {
  EvaluationStateBadge,
  type EvaluationTried,
  errorsById,
  GradeBadge,
  IntervalBar,
  percent,
  periodWords,
  Rank,
  shown,
} from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'
import { EvaluationHistory, EvaluationStep, SystemicIncident } from './evaluation-steps.tsx'

type EvaluationProps = { evaluation: EvaluationRead; city: City; tried: EvaluationTried | null }

/** The table of one evaluation, how it is counted, what was objected, and the next steps. */
export function EvaluationPage({ evaluation, city, tried }: EvaluationProps) {
  const { bureaus, figures, rules, objectionsUntil } = evaluation
  return (
    <>
      <h1>
        <Both zh={`工作评价 ${periodWords(evaluation)}`} en="How the bureaus do" />{' '}
        <EvaluationStateBadge state={evaluation.state} />
      </h1>
      {tried && <ErrorSummary title={tried.said} errors={errorsById(tried)} />}
      <Facts
        rows={[
          [{ zh: '规则', en: 'Rules' }, <Both {...rules.title} />],
          [{ zh: '依据', en: 'Ground' }, <Both {...rules.source} />],
          [{ zh: '计算时点', en: 'As of' }, shanghaiTime(evaluation.asOf)],
          [{ zh: '来件', en: 'Reports' }, `${figures.reports}，已交办 ${figures.given}`],
          [
            { zh: '一次分派到位', en: 'First dispatch right' },
            `${percent(figures.firstRight.of === 0 ? null : figures.firstRight.well / figures.firstRight.of)} (${figures.firstRight.well}/${figures.firstRight.of})`,
          ],
          [
            { zh: '评价回收', en: 'Reporters who judged' },
            `${percent(figures.response.answered === 0 ? null : figures.response.judged / figures.response.answered)} (${figures.response.judged}/${figures.response.answered})`,
          ],
          [
            { zh: '异议截止', en: 'Objections until' },
            objectionsUntil && shanghaiTime(new Date(objectionsUntil.getTime() - 60_000)),
          ],
        ]}
      />
      {evaluation.seesAll && figures.unsure.of > 0 && (
        <Notice tone="blue">
          <p>
            <Both
              zh={`相邻的 ${figures.unsure.of} 对单位中，有 ${figures.unsure.pairs} 对分不出先后（把握不足 95%）。名次写成范围的，不宜当作排名使用。`}
              en={`Of ${figures.unsure.of} pairs next to each other, ${figures.unsure.pairs} cannot be told apart (less than 95 % sure). A rank shown as a range is not a ranking.`}
            />
          </p>
        </Notice>
      )}
      <Table
        caption={{ zh: '各单位得分', en: 'Points of the bureaus' }}
        columns={bureauColumns(evaluation.id, city)}
        rows={bureaus}
        empty={{ zh: '没有可以评价的单位。', en: 'No bureau could be counted.' }}
      />
      <EvaluationMethod rules={rules} figures={figures} />
      <EvaluationObjections evaluation={evaluation} city={city} tried={tried} />
      {evaluation.acts.map((act) => (
        <EvaluationStep id={evaluation.id} act={act} tried={tried} />
      ))}
      {evaluation.mayRecord && <SystemicIncident id={evaluation.id} city={city} bureaus={bureaus} tried={tried} />}
      <EvaluationHistory events={evaluation.events} />
    </>
  )
}

function bureauColumns(id: number, city: City): Column<BureauShown>[] {
  return [
    {
      head: { zh: '名次', en: 'Rank' },
      cell: ({ rankFrom, rankTo }) => <Rank from={rankFrom} to={rankTo} />,
    },
    {
      head: { zh: '单位', en: 'Bureau' },
      cell: ({ bureau }) => (
        <a href={evaluationPaths.bureau(id, bureau)}>
          <BureauName city={city} id={bureau} />
        </a>
      ),
    },
    {
      head: { zh: '得分', en: 'Points' },
      cell: ({ points, pointsLow, pointsHigh }) =>
        points === null ? (
          '—'
        ) : (
          <>
            <strong>{shown(points)}</strong>{' '}
            <span class="hint">
              {shown(pointsLow)}–{shown(pointsHigh)}
            </span>
            <IntervalBar
              {...{ low: pointsLow ?? points, at: points, high: pointsHigh ?? points, most: 100 }}
              says={`${shown(points)} 分，九成把握在 ${shown(pointsLow)} 到 ${shown(pointsHigh)} 之间 nine tenths sure`}
            />
          </>
        ),
      numeric: true,
    },
    {
      head: { zh: '未校正', en: 'Not adjusted' },
      cell: ({ pointsUnadjusted }) => shown(pointsUnadjusted),
      numeric: true,
    },
    {
      head: { zh: '等级', en: 'Grade' },
      cell: ({ gradeShown, gradeLikely, incident }) => (
        <>
          <GradeBadge grade={gradeShown} />
          {incident ? (
            <Badge tone="red" zh="系统性事件" en="systemic incident" />
          ) : (
            gradeLikely !== null && <span class="hint"> {Math.round(gradeLikely * 100)} %</span>
          )}
        </>
      ),
    },
  ]
}
