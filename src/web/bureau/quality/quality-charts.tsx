import type { Child } from 'hono/jsx'
import type { Said } from '../../../errors.ts'
import { Both } from '../../parts.tsx'

/** Drawn at the width of a telephone, so that its words are not shrunk there. */
const width = 340
const height = 200
const left = 40
const right = 10
const top = 12
const bottom = 28

const shades = ['first', 'second'] as const

/** One line of a chart; a null leaves a gap. `y` lies between 0 and the chart's `most`. */
export type Line = Said & { points: { x: number; y: number | null }[] }

type ChartProps = {
  title: Said
  /** What the lines show, in one sentence, for those who do not see them. */
  says: string
  lines: Line[]
  most: number
  /** Marks along the axes: where, between 0 and 1 across, and what is written. */
  across: { at: number; text: string }[]
  upward: { at: number; text: string }[]
  /** The diagonal on which confidence and truth agree. */
  diagonal?: boolean
  /** The same as a table. */
  table: Child
}

const atX = (x: number): number => left + x * (width - left - right)
const atY = (y: number, most: number): number => height - bottom - Math.min(1, y / most) * (height - top - bottom)

/** Lines over a grid with a table of the same numbers behind; `x` of a point lies between 0 and 1. */
export function LineChart({ title, says, lines, most, across, upward, diagonal, table }: ChartProps) {
  return (
    <figure class="chart">
      <figcaption>
        <strong>
          <Both {...title} />
        </strong>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
        {upward.map(({ at, text }) => (
          <>
            <line class="grid" x1={left} x2={width - right} y1={atY(at, most)} y2={atY(at, most)} />
            <text x={left - 6} y={atY(at, most) + 4} text-anchor="end">
              {text}
            </text>
          </>
        ))}
        {across.map(({ at, text }) => (
          <text x={atX(at)} y={height - 8} text-anchor={at < 0.1 ? 'start' : at > 0.9 ? 'end' : 'middle'}>
            {text}
          </text>
        ))}
        {diagonal && <line class="grid" x1={atX(0)} y1={atY(0, most)} x2={atX(1)} y2={atY(most, most)} />}
        {lines.map(({ points }, nth) => (
          <Drawn points={points} most={most} shade={shades[nth] ?? 'first'} />
        ))}
      </svg>
      <ul class="chart-key">
        {lines.map((line, nth) => (
          <li class={`key-${shades[nth] ?? 'first'}`}>
            <Both zh={line.zh} en={line.en} />
          </li>
        ))}
      </ul>
      <details>
        <summary>
          <Both zh="看数字" en="The numbers" />
        </summary>
        {table}
      </details>
    </figure>
  )
}

function Drawn({ points, most, shade }: { points: Line['points']; most: number; shade: string }) {
  const known = points.flatMap(({ x, y }) => (y === null ? [] : [{ x: atX(x), y: atY(y, most) }]))
  return (
    <>
      <polyline class={`line-${shade}`} points={known.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {known.map(({ x, y }) => (
        <circle class={`dot-${shade}`} cx={x.toFixed(1)} cy={y.toFixed(1)} r={known.length > 30 ? 1.5 : 3} />
      ))}
    </>
  )
}
