import type { Evidence } from '../../../alerts/watch/evidence.ts'
import { Both, Table } from '../../parts.tsx'
import { expectedWords, periodWords } from './signal-parts.tsx'

const width = 340
const height = 210
const left = 34
const right = 8
const top = 12
const bottom = 28

type Point = Evidence['curve'][number] & { after?: boolean }

type SignalChartProps = {
  curve: Evidence['curve']
  /** Days since the period under test, counted up to today; shown where the curve is by day. */
  since: { day: string; count: number }[]
  from: string
  to: string
}

/** Counts as bars, the baseline and the bound as lines, the period under test marked; the same as a table behind. */
export function SignalChart({ curve, since, from, to }: SignalChartProps) {
  const daily = curve.every((point) => point.from === point.to)
  const later: Point[] = daily ? since.map(({ day, count }) => laterPoint(curve, day, count)) : []
  const points: Point[] = [...curve, ...later]
  const most = Math.max(1, ...points.flatMap(({ count, bound, expected }) => [count, bound ?? 0, expected])) * 1.1
  const step = (width - left - right) / Math.max(1, points.length)
  const y = (value: number) => height - bottom - (value / most) * (height - top - bottom)
  return (
    <figure class="chart signal-chart">
      <figcaption>
        <strong>
          <Both
            zh={daily ? '每天的数量、往常水平和界限' : '每周的数量、往常水平和界限'}
            en={daily ? 'By day: counts, the usual, the bound' : 'By week: counts, the usual, the bound'}
          />
        </strong>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={saidOf(points, from, to)}>
        {marksOf(most).map((mark) => (
          <>
            <line class="grid" x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} />
            <text x={left - 6} y={y(mark) + 4} text-anchor="end">
              {mark}
            </text>
          </>
        ))}
        {points.map(({ count, to: until, after }, nth) => (
          <rect
            class={after ? 'count-after' : until >= from && until <= to ? 'count-tested' : 'count-before'}
            x={(left + nth * step + step * 0.12).toFixed(1)}
            width={(step * 0.76).toFixed(1)}
            y={y(count).toFixed(1)}
            height={(height - bottom - y(count)).toFixed(1)}
          />
        ))}
        <polyline
          class="line-first"
          points={stepsOf(
            points.map(({ expected }) => expected),
            step,
            y,
          )}
        />
        <polyline
          class="line-second"
          points={stepsOf(
            points.map(({ bound }) => bound),
            step,
            y,
          )}
        />
        {dateMarks(points).map(({ nth, text, anchor }) => (
          <text x={(left + (nth + 0.5) * step).toFixed(1)} y={height - 8} text-anchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
      <ul class="chart-key">
        <li class="key-tested">
          <Both zh="受检期间" en="under test" />
        </li>
        {later.length > 0 && (
          <li class="key-after">
            <Both zh="发现之后" en="since" />
          </li>
        )}
        <li class="key-first">
          <Both zh="往常水平" en="the usual" />
        </li>
        {points.some(({ bound }) => bound !== null) && (
          <li class="key-second">
            <Both zh="界限" en="the bound" />
          </li>
        )}
      </ul>
      <details>
        <summary>
          <Both zh="看数字" en="The numbers" />
        </summary>
        <Table
          caption={{ zh: '数量、往常水平和界限', en: 'Counts, the usual, the bound' }}
          rows={[...points].reverse()}
          columns={[
            { head: { zh: '期间', en: 'Period' }, cell: (point) => periodWords(point.from, point.to) },
            { head: { zh: '数量', en: 'Count' }, cell: ({ count }) => count, numeric: true },
            { head: { zh: '往常', en: 'Usual' }, cell: ({ expected }) => expectedWords(expected), numeric: true },
            {
              head: { zh: '界限', en: 'Bound' },
              cell: ({ bound }) => (bound === null ? '—' : expectedWords(bound)),
              numeric: true,
            },
          ]}
        />
      </details>
    </figure>
  )
}

/** A day since is compared with the last one that was known when the signal was found. */
function laterPoint(curve: Evidence['curve'], day: string, count: number): Point {
  const last = curve.at(-1)
  return { from: day, to: day, count, expected: last?.expected ?? 0, bound: last?.bound ?? null, after: true }
}

function saidOf(points: Point[], from: string, to: string): string {
  const tested = points.filter((point) => !point.after && point.to >= from && point.to <= to)
  const count = tested.reduce((sum, point) => sum + point.count, 0)
  const usual = tested.reduce((sum, point) => sum + point.expected, 0)
  return `${periodWords(from, to)} 共 ${count}，往常 ${expectedWords(usual)} Count ${count}, usually ${expectedWords(usual)}`
}

/** Whole numbers up the side, four or fewer. */
function marksOf(most: number): number[] {
  const step = Math.max(1, Math.ceil(most / 4))
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, nth) => nth * step)
}

/** A line with a level for each period; a gap is drawn through. */
function stepsOf(values: (number | null)[], step: number, y: (value: number) => number): string {
  return values
    .flatMap((value, nth) =>
      value === null
        ? []
        : [
            `${(left + nth * step).toFixed(1)},${y(value).toFixed(1)}`,
            `${(left + (nth + 1) * step).toFixed(1)},${y(value).toFixed(1)}`,
          ],
    )
    .join(' ')
}

function dateMarks(points: Point[]) {
  const last = points.length - 1
  const places = [...new Set([0, Math.floor(last / 2), last])].filter((nth) => nth >= 0)
  return places.map((nth) => ({
    nth,
    text: (points[nth]?.to ?? '').slice(5),
    anchor: nth === 0 ? 'start' : nth === last ? 'end' : 'middle',
  }))
}
