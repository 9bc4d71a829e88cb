import type { Said } from '../../../errors.ts'
import { type FigureId, figures } from '../../../insights/report/figures.ts'
import type { FigureRow, FigureRows } from '../../../insights/report/list-figure-rows.ts'
import { alertPaths } from '../../alert-paths.ts'
import { queryOf } from '../../form-values.ts'
import { Badge, Both, type Column, Pagination, Table } from '../../parts.tsx'
import { reportPaths } from '../../report-paths.ts'
import { shanghaiTime } from '../../times.ts'
import { bureauPaths } from '../bureau-paths.ts'
import { networkPaths } from '../network/network-paths.ts'

type FigureProps = { listed: FigureRows; id: number; figure: FigureId; sector: Said | null; page: number; path: string }

/** What a figure means, and the rows that it counts. */
export function FigurePage({ listed, id, figure, sector, page, path }: FigureProps) {
  const { zh, en, says, unit } = figures[figure]
  return (
    <>
      <p>
        <a href={reportPaths.onDesk(id)}>
          ← <Both zh="报告" en="The report" />
        </a>
      </p>
      <h1>
        <Both zh={sector ? `${zh}：${sector.zh}` : zh} en={sector ? `${en}: ${sector.en}` : en} />
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
        hrefOf={(to) => `${path}${queryOf({ page: to === 1 ? null : to })}`}
      />
    </>
  )
}

/** Where a row is read; districts and observations have no page of their own. */
const hrefs: Partial<Record<FigureRow['kind'], (ref: string) => string>> = {
  case: (ref) => bureauPaths.case(Number(ref)),
  notice: (ref) => alertPaths.notice(Number(ref)),
  warning: (ref) => alertPaths.warningOnDesk(Number(ref)),
  firm: bureauPaths.firm,
  measure: alertPaths.measure,
  member: (ref) => networkPaths.member(Number(ref)),
}

function RowTitle({ row: { kind, ref, title } }: { row: FigureRow }) {
  const href = hrefs[kind]?.(ref)
  return (
    <>
      {href ? <a href={href}>{title}</a> : title}
      {numbered.has(kind) && (
        <>
          {' '}
          <span class="case-number">#{ref}</span>
        </>
      )}
    </>
  )
}

const numbered = new Set<FigureRow['kind']>(['case', 'notice', 'warning', 'observation'])

const columns: Column<FigureRow>[] = [
  {
    head: { zh: '标题', en: 'Title' },
    cell: (row) => <RowTitle row={row} />,
  },
  { head: { zh: '时间', en: 'When' }, cell: ({ at }) => shanghaiTime(at) },
]

const wellColumn: Column<FigureRow> = {
  head: { zh: '计入分子', en: 'Counts towards it' },
  cell: ({ well }) => (well ? <Badge tone="good" zh="是" en="yes" /> : <Badge tone="orange" zh="否" en="no" />),
}
