import type { Said } from '../errors.ts'
import type { Bar, Block, Change, Chapter, FigureShown, ReportContent } from '../insights/report/report-content.ts'
import { changeWords, groups, valueWords } from '../insights/report/report-words.ts'
import { LineChart } from './bureau/quality/quality-charts.tsx'
import { Badge, Both, type Column, Table, type Tone } from './parts.tsx'
import { shanghaiTime } from './times.ts'

type ViewProps = {
  content: ReportContent
  /** Where a figure opens its rows; null where they are not to be seen. */
  hrefOf: ((figure: string) => string) | null
}

/** A whole report below its heading: what was counted when, contents, chapters. */
export function ReportView({ content, hrefOf }: ViewProps) {
  return (
    <>
      <p class="lead">
        <Both {...content.scopeWords} />
      </p>
      <p class="hint">
        <Both zh={`统计时点 ${shanghaiTime(new Date(content.asOf))}`} en="as of then" />
      </p>
      <nav class="part" aria-label="目录 Contents">
        <ol>
          {content.chapters.map(({ id, title }) => (
            <li>
              <a href={`#${id}`}>
                <Both {...title} />
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {content.chapters.map((chapter) => (
        <ChapterView chapter={chapter} hrefOf={hrefOf} />
      ))}
    </>
  )
}

function ChapterView({
  chapter: { id, title, sentences, blocks },
  hrefOf,
}: { chapter: Chapter } & Omit<ViewProps, 'content'>) {
  return (
    <section id={id}>
      <h2>
        <Both {...title} />
      </h2>
      {sentences.map((sentence) => (
        <p>
          <Both {...sentence} />
        </p>
      ))}
      {blocks.map((block) => (
        <BlockView block={block} hrefOf={hrefOf} />
      ))}
    </section>
  )
}

function BlockView({ block, hrefOf }: { block: Block } & Omit<ViewProps, 'content'>) {
  if (block.kind === 'line') return <LineView {...block} />
  return (
    <>
      <h3>
        <Both {...block.caption} />
      </h3>
      {block.kind === 'figures' && (
        <Table caption={block.caption} columns={figureColumns(hrefOf)} rows={block.figures} />
      )}
      {block.kind === 'table' && <TableView {...block} />}
      {block.kind === 'bars' && <BarsView {...block} />}
    </>
  )
}

const changeTones: Record<Change, Tone> = { up: 'orange', down: 'blue', none: 'calm', unknown: 'calm' }

function figureColumns(hrefOf: ViewProps['hrefOf']): Column<FigureShown>[] {
  return [
    {
      head: { zh: '数字', en: 'Figure' },
      cell: ({ id, label }) =>
        hrefOf ? (
          <a href={hrefOf(id)}>
            <Both {...label} />
          </a>
        ) : (
          <Both {...label} />
        ),
    },
    { head: { zh: '本期', en: 'This period' }, cell: (figure) => valueWords(figure), numeric: true },
    {
      head: { zh: '95% 区间', en: '95 % interval' },
      cell: ({ unit, low, high }) =>
        low === null || high === null ? '' : `${valueWords({ unit, value: low })}–${valueWords({ unit, value: high })}`,
      numeric: true,
    },
    { head: { zh: '件数 n', en: 'n' }, cell: ({ of }) => (of === null ? '' : groups(of)), numeric: true },
    {
      head: { zh: '上期', en: 'Before' },
      cell: ({ unit, before }) => valueWords({ unit, value: before }),
      numeric: true,
    },
    {
      head: { zh: '变化', en: 'Change' },
      cell: ({ change }) => <Badge tone={changeTones[change]} {...changeWords[change]} />,
    },
  ]
}

function TableView({ caption, heads, rows }: Extract<Block, { kind: 'table' }>) {
  const columns = heads.map((head: Said, at: number) => ({ head, cell: (row: string[]) => row[at] ?? '' }))
  return <Table caption={caption} columns={columns} rows={rows} />
}

/** Bars with their values written beside them: a table, so that nothing is only drawn. */
function BarsView({ caption, says, unit, bars }: Extract<Block, { kind: 'bars' }>) {
  if (bars.length === 0) return <p class="empty">{says}</p>
  const most = Math.max(1e-9, ...bars.map(({ value, high }) => Math.max(value, high ?? 0)))
  return (
    <Table
      caption={caption}
      columns={[
        { head: { zh: '项', en: 'Item' }, cell: ({ label }) => <Both {...label} /> },
        { head: unit, cell: ({ shown }) => shown, numeric: true },
        { head: { zh: '比较', en: 'Compared' }, cell: (bar) => <BarDrawn bar={bar} most={most} /> },
      ]}
      rows={bars}
    />
  )
}

function BarDrawn({ bar: { value, low, high }, most }: { bar: Bar; most: number }) {
  const x = (at: number) => ((at / most) * 200).toFixed(1)
  return (
    <svg class="bar" viewBox="0 0 200 14" aria-hidden="true" preserveAspectRatio="none">
      <rect class="dot-first" x="0" y="2" width={x(value)} height="10" />
      {low !== undefined && high !== undefined && <line class="line-second" x1={x(low)} x2={x(high)} y1="7" y2="7" />}
    </svg>
  )
}

function LineView({ caption, says, points }: Extract<Block, { kind: 'line' }>) {
  const most = Math.max(1, ...points.map(({ value }) => value))
  const at = (nth: number) => (points.length < 2 ? 0.5 : nth / (points.length - 1))
  const ends = points.length < 2 ? [0] : [0, points.length - 1]
  return (
    <LineChart
      title={caption}
      says={says}
      most={most}
      upward={[0, 0.5, 1].map((part) => ({ at: part * most, text: groups(part * most) }))}
      across={ends.flatMap((nth) => (points[nth] ? [{ at: at(nth), text: points[nth].label }] : []))}
      lines={[{ ...caption, points: points.map(({ value }, nth) => ({ x: at(nth), y: value })) }]}
      table={
        <Table
          caption={caption}
          columns={[
            { head: { zh: '时间', en: 'When' }, cell: ({ label }) => label },
            { head: caption, cell: ({ value }) => groups(value), numeric: true },
          ]}
          rows={points}
        />
      }
    />
  )
}
