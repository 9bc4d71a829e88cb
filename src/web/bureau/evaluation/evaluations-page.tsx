import type { EvaluationListed } from '../../../insights/evaluation/list-evaluations.ts'
import { ErrorSummary, Submit, TextField } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both, type Column, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { EvaluationStateBadge, type EvaluationTried, periodWords } from './evaluation-parts.tsx'
import { evaluationPaths } from './evaluation-paths.ts'

type EvaluationsProps = { evaluations: EvaluationListed[]; mayKeep: boolean; tried: EvaluationTried | null }

/** The evaluations made so far, and for the office the form for another. */
export function EvaluationsPage({ evaluations, mayKeep, tried }: EvaluationsProps) {
  return (
    <>
      <h1>
        <Both zh="单位工作评价" en="How the bureaus do" />
      </h1>
      <p class="lead">
        <Both
          zh="按公布的规则计算，按案件难度校正，写明把握有多大；先由单位核对、提出异议，再核定、通报。"
          en="Counted by published rules, adjusted for how hard the cases were, with how sure each figure is. Bureaus object first; then it is decided and reported."
        />
      </p>
      <Table
        caption={{ zh: '各次评价', en: 'Evaluations' }}
        columns={columns}
        rows={evaluations}
        empty={{ zh: '还没有评价。', en: 'No evaluation yet.' }}
      />
      {mayKeep && <DrawUp tried={tried} />}
    </>
  )
}

const columns: Column<EvaluationListed>[] = [
  {
    head: { zh: '期间', en: 'Period' },
    cell: (row) => <a href={evaluationPaths.evaluation(row.id)}>{periodWords(row)}</a>,
  },
  { head: { zh: '状态', en: 'State' }, cell: ({ state }) => <EvaluationStateBadge state={state} /> },
  { head: { zh: '起草', en: 'Drawn up' }, cell: ({ madeAt }) => shanghaiTime(madeAt) },
  {
    head: { zh: '异议截止', en: 'Objections until' },
    cell: ({ objectionsUntil }) =>
      objectionsUntil === null ? '—' : shanghaiTime(new Date(objectionsUntil.getTime() - 60_000)),
  },
]

function DrawUp({ tried }: { tried: EvaluationTried | null }) {
  const field = (name: 'first' | 'last') => ({
    name,
    value: tried?.values[name],
    error: tried?.fields[name],
    type: 'date' as const,
    size: 'short' as const,
    required: true,
  })
  return (
    <section class="part">
      <h2>
        <Both zh="起草一次评价" en="Draw one up" />
      </h2>
      {tried && <ErrorSummary title={tried.said} errors={tried.fields} />}
      <Form action={evaluationPaths.evaluations}>
        <div class="pair">
          <TextField {...field('first')} label={{ zh: '来件起始日期', en: 'Reports from' }} />
          <TextField {...field('last')} label={{ zh: '来件截止日期（含）', en: 'to, that day too' }} />
        </div>
        <p class="hint">
          <Both
            zh="计算到此刻为止；“未再发生”等指标要等规定天数过去才计入，期间结束一个月后起草最全。"
            en="Counted as things stand now. Some measures wait for the days of the rules; a month after the period most is in."
          />
        </p>
        <Submit zh="计算并起草" en="Count and draw up" />
      </Form>
    </section>
  )
}
