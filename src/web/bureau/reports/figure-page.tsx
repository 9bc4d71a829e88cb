import { type FigureId, figures } from '../../../insights/report/figures.ts'
import type { FigureRow, FigureRows } from '../../../insights/report/list-figure-rows.ts'
import { alertPaths } from '../../alert-paths.ts'
import { Badge, Both, type Column, Pagination, Table } from '../../parts.tsx'
import { reportPaths } from '../../report-paths.ts'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { queryOf } from '../form-values.ts'

type FigureProps = { listed: FigureRows; id: number; figure: FigureId; page: number }

/** What a figure means, and the rows that it counts. */
export function FigurePage({ listed, id, figure, page }: FigureProps) {
  const { zh, en, says, unit } = figures[figure]
  return (
    <>
      <p>
        <a href={reportPaths.onDesk(id)}>
          ← <Both zh="报告" en="The report" />
        </a>
      </p>
      <h1>
        <Both zh={zh} en={en} />
      </h1>
      <p class="lead">
        <Both {...says} />
      </p>
      <p>
        <Both zh={`共 ${listed.total} 行。`} en={`${listed.total} rows.`} />
      </p>
      <Table
        caption={{ zh: `${zh}：计入的行`, en: 'Rows counted' }}
        columns={unit === 'share' ? [...columns, wellColumn] : columns}
        rows={listed.rows}
        empty={{ zh: '没有计入的行。', en: 'Nothing is counted.' }}
      />
      <Pagination
        page={page}
        pages={listed.pages}
        hrefOf={(to) => `${reportPaths.figure(id, figure)}${queryOf({ page: to === 1 ? null : to })}`}
      />
    </>
  )
}

const hrefs: Record<FigureRow['kind'], (id: number) => string> = {
  case: bureauPaths.case,
  notice: alertPaths.notice,
  warning: alertPaths.warningOnDesk,
}

const columns: Column<FigureRow>[] = [
  {
    head: { zh: '标题', en: 'Title' },
    cell: ({ kind, id, title }) => (
      <>
        <a href={hrefs[kind](id)}>{title}</a> <span class="case-number">#{id}</span>
      </>
    ),
  },
  { head: { zh: '时间', en: 'When' }, cell: ({ at }) => shanghaiTime(at) },
]

const wellColumn: Column<FigureRow> = {
  head: { zh: '计入分子', en: 'Counts towards it' },
  cell: ({ well }) => (well ? <Badge tone="good" zh="是" en="yes" /> : <Badge tone="orange" zh="否" en="no" />),
}
