import type { RecallDue, RecallReport } from '../../alerts/recalls/recall-clocks.ts'
import { stepNames } from '../../alerts/recalls/recall-words.ts'
import { Badge, Both, type Column, Table } from '../parts.tsx'
import { shanghaiDue, shanghaiTime } from '../times.ts'

/** What a followed recall owes by law, with the article, and whether it came. */
export function DuesTable({ dues }: { dues: RecallDue[] }) {
  return (
    <Table
      caption={{ zh: '法定时限', en: 'What is due by law' }}
      columns={dueColumns}
      rows={dues}
      empty={{ zh: '这一类召回没有时限。', en: 'Nothing is due.' }}
    />
  )
}

const dueColumns: Column<RecallDue>[] = [
  {
    head: { zh: '应交', en: 'Due' },
    cell: ({ step, number }) => (
      <Both
        zh={`${stepNames[step.kind].zh}${step.every ? `（第 ${number} 次）` : ''}`}
        en={`${stepNames[step.kind].en}${step.every ? ` ${number}` : ''}`}
      />
    ),
  },
  { head: { zh: '最迟', en: 'By' }, cell: ({ dueAt }) => <span class="keep">{shanghaiDue(dueAt)}</span> },
  { head: { zh: '状态', en: 'State' }, cell: (due) => <StateOfDue due={due} /> },
  { head: { zh: '依据', en: 'Under' }, cell: ({ step }) => <Both {...step.article} /> },
]

function StateOfDue({ due: { metAt, late } }: { due: RecallDue }) {
  if (metAt === null)
    return late ? <Badge tone="red" zh="逾期未交" en="late" /> : <Badge tone="blue" zh="未到期" en="not yet due" />
  return late ? (
    <Badge tone="orange" zh={`${shanghaiTime(metAt)} 逾期提交`} en="came late" />
  ) : (
    <Badge tone="good" zh={`${shanghaiTime(metAt)} 已交`} en="in time" />
  )
}

/** Everything that was handed in, the newest first. */
export function ReportsTable({ reports }: { reports: RecallReport[] }) {
  return (
    <Table
      caption={{ zh: '已提交的报告', en: 'Handed in' }}
      columns={reportColumns}
      rows={reports.toReversed()}
      empty={{ zh: '还没有提交过。', en: 'Nothing yet.' }}
    />
  )
}

const reportColumns: Column<RecallReport>[] = [
  { head: { zh: '文件', en: 'What' }, cell: ({ kind }) => <Both {...stepNames[kind]} /> },
  { head: { zh: '截至', en: 'As of' }, cell: ({ asOf }) => asOf },
  { head: { zh: '涉及', en: 'Affected' }, cell: ({ affected }) => String(affected), numeric: true },
  { head: { zh: '已处置', en: 'Recovered' }, cell: ({ recovered }) => String(recovered), numeric: true },
  { head: { zh: '提交', en: 'Handed in' }, cell: ({ handedInAt }) => shanghaiTime(handedInAt) },
  { head: { zh: '说明', en: 'In words' }, cell: ({ note }) => note },
]
