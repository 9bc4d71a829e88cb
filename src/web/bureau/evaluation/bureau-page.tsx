import { measures } from '../../../insights/evaluation/measures.ts'
import type { BureauShown, EvaluationRead } from '../../../insights/evaluation/read-evaluation.ts'
import type { MeasureScore } from '../../../insights/evaluation/score-bureaus.ts'
import type { City } from '../../../reference/city.ts'
import type { MeasureId } from '../../../reference/evaluation-rules.ts'
import { ErrorSummary, SelectField, Submit, TextArea, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Table } from '../../parts.tsx'
import { BureauName } from '../case/case-badges.tsx'
import {
  type EvaluationTried,
  GradeBadge,
  IntervalBar,
  percent,
  periodWords,
  Rank,
  shown,
} from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

type BureauProps = {
  evaluation: EvaluationRead
  row: BureauShown
  city: City
  own: boolean
  tried: EvaluationTried | null
}

/** One bureau in an evaluation: each measure as counted and as adjusted, its cases behind it, and the form to object. */
export function EvaluatedBureauPage({ evaluation, row, city, own, tried }: BureauProps) {
  const { id, mayObject } = evaluation
  return (
    <>
      <p>
        <a href={evaluationPaths.evaluation(id)}>
          ← <Both zh={`工作评价 ${periodWords(evaluation)}`} en="The evaluation" />
        </a>
      </p>
      <h1>
        <BureauName city={city} id={row.bureau} /> <GradeBadge grade={row.gradeShown} />
      </h1>
      <p class="lead">
        {row.points === null ? (
          <Both zh="可计的件数太少，不评等级。" en="Too little could be counted for a grade." />
        ) : (
          <Both
            zh={`${shown(row.points)} 分（九成把握 ${shown(row.pointsLow)}–${shown(row.pointsHigh)}），未按难度校正为 ${shown(row.pointsUnadjusted)} 分。`}
            en="points, with the interval that holds nine tenths of the possibilities; then not adjusted for difficulty."
          />
        )}{' '}
        {evaluation.seesAll && row.rankFrom !== null && (
          <>
            <Both zh="名次" en="Rank" /> <Rank from={row.rankFrom} to={row.rankTo} />
          </>
        )}
      </p>
      {row.incident && (
        <p>
          <Both zh={`系统性事件：${row.incident.document}。${row.incident.reason}`} en="Systemic incident" />
        </p>
      )}
      <Table
        caption={{ zh: '各项指标', en: 'Measures' }}
        columns={columns(id, row.bureau)}
        rows={evaluation.rules.measures.flatMap(({ id: measure, weight }) => {
          const score = row.measures[measure]
          return score ? [{ measure, weight, score }] : []
        })}
      />
      {own && mayObject && <ObjectionForm id={id} row={row} evaluation={evaluation} tried={tried} />}
    </>
  )
}

type Measured = { measure: MeasureId; weight: number; score: MeasureScore }

function columns(id: number, bureau: string): Column<Measured>[] {
  return [
    {
      head: { zh: '指标', en: 'Measure' },
      cell: ({ measure }) => (
        <>
          <a href={evaluationPaths.outcomes(id, bureau, measure)}>
            <Both {...measures[measure]} />
          </a>
          <br />
          <span class="hint">
            <Both {...measures[measure].says} />
          </span>
        </>
      ),
    },
    {
      head: { zh: '计数', en: 'Counted' },
      cell: ({ score }) => `${score.well} / ${score.of}`,
      numeric: true,
    },
    {
      head: { zh: '原比率', en: 'As counted' },
      cell: ({ score }) => <Share {...score} at={score.rate} />,
      numeric: true,
    },
    {
      head: { zh: '按难度校正', en: 'Adjusted' },
      cell: ({ score }) => <Share at={score.adjusted} low={score.adjustedLow} high={score.adjustedHigh} />,
      numeric: true,
    },
    {
      head: { zh: '得分', en: 'Points' },
      cell: ({ score, weight }) =>
        score.points === null ? <Both zh="件数太少" en="too few" /> : `${shown(score.points)} / ${weight}`,
      numeric: true,
    },
  ]
}

function Share({ at, low, high }: { at: number | null; low: number | null; high: number | null }) {
  if (at === null || low === null || high === null) return <>—</>
  return (
    <>
      {percent(at)}{' '}
      <span class="hint">
        {percent(low)}–{percent(high)}
      </span>
      <IntervalBar
        {...{ low, at, high, most: 1 }}
        says={`${percent(at)}，95% 区间 ${percent(low)} 到 ${percent(high)} with its 95 % interval`}
      />
    </>
  )
}

function ObjectionForm({
  id,
  row,
  evaluation,
  tried,
}: Pick<BureauProps, 'row' | 'evaluation' | 'tried'> & { id: number }) {
  return (
    <section class="part">
      <h2>
        <Both zh="提出异议" en="Object" />
      </h2>
      {tried && <ErrorSummary title={tried.said} errors={tried.fields} />}
      <Form action={evaluationPaths.objections(id, row.bureau)}>
        <SelectField
          name="measure"
          label={{ zh: '哪一项', en: 'Which measure' }}
          value={tried?.values.measure}
          error={tried?.fields.measure}
          none={{ zh: '请选择', en: 'Choose' }}
          options={evaluation.rules.measures.map(({ id: measure }) => ({ value: measure, ...measures[measure] }))}
          required
        />
        <TextField
          name="case_id"
          label={{ zh: '案件编号', en: 'Number of the case' }}
          hint={{ zh: '对整项有异议的，留空。', en: 'Leave it empty to object to the whole measure.' }}
          value={tried?.values.case_id}
          error={tried?.fields.case_id}
          inputmode="numeric"
          size="short"
        />
        <TextArea
          name="reason"
          label={{ zh: '理由', en: 'Why' }}
          value={tried?.values.reason}
          error={tried?.fields.reason}
          maxlength={1000}
          rows={4}
          required
        />
        <Submit zh="提出异议" en="Object" />
      </Form>
    </section>
  )
}
