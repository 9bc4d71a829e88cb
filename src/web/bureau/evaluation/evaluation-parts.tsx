import type { Said } from '../../../errors.ts'
import { type EvaluationState, evaluationActs, evaluationStates } from '../../../insights/evaluation/evaluation-acts.ts'
import { addDays } from '../../../reference/calendar.ts'
import type { EvaluationGrade } from '../../../reference/evaluation-rules.ts'
import { Badge, Both, type Tone } from '../../parts.tsx'

/** What was typed into a form that was refused, by the form's name, with what is wrong. */
export type EvaluationTried = { form: string; values: Record<string, string>; said: Said; fields: Record<string, Said> }

/** The errors of a refused form by the ids of its fields, which bear the form's name where several forms stand on the page. */
export function errorsById({ form, fields }: EvaluationTried): Record<string, Said> {
  const objection = /^objection-(\d+)$/.exec(form)?.[1]
  const suffix = objection ?? (form in evaluationActs ? form : null)
  return Object.fromEntries(
    Object.entries(fields).map(([name, said]) => [suffix === null ? name : `${name}-${suffix}`, said]),
  )
}

const stateTones: Record<EvaluationState, Tone> = {
  draft: 'yellow',
  objecting: 'orange',
  decided: 'blue',
  reported: 'good',
  dropped: 'calm',
}

export const EvaluationStateBadge = ({ state }: { state: EvaluationState }) => (
  <Badge tone={stateTones[state]} {...evaluationStates[state]} />
)

const gradeTones: Record<EvaluationGrade, Tone> = { A: 'good', B: 'blue', C: 'yellow', D: 'red' }
const gradeWords: Record<EvaluationGrade, Said> = {
  A: { zh: 'A 优秀', en: 'excellent' },
  B: { zh: 'B 良好', en: 'good' },
  C: { zh: 'C 合格', en: 'fair' },
  D: { zh: 'D 不合格', en: 'failed' },
}

export function GradeBadge({ grade }: { grade: EvaluationGrade | null }) {
  if (grade === null) return <Badge zh="不评等级" en="not graded" />
  return <Badge tone={gradeTones[grade]} {...gradeWords[grade]} />
}

/** `2026-07-01 至 2026-09-30`, from the day after the last as it is kept. */
export const periodWords = ({ from, until }: { from: string; until: string }): string =>
  `${from} 至 ${addDays(until, -1)}`

export const shown = (number: number | null, digits = 1): string => (number === null ? '—' : number.toFixed(digits))

export const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)}\u00a0%`)

/** A value and the interval around it on a scale from 0 to `most`; the words say the same. */
export function IntervalBar({ low, at, high, most, says }: IntervalProps) {
  const x = (value: number) => 4 + (Math.min(most, Math.max(0, value)) / most) * 112
  return (
    <svg class="interval" viewBox="0 0 120 16" role="img" aria-label={says}>
      <line class="grid" x1={4} x2={116} y1={8} y2={8} />
      <line class="line-first" x1={x(low).toFixed(1)} x2={x(high).toFixed(1)} y1={8} y2={8} />
      <circle class="dot-first" cx={x(at).toFixed(1)} cy={8} r={4} />
    </svg>
  )
}
type IntervalProps = { low: number; at: number; high: number; most: number; says: string }

/** `7`, or `3–9` where the order is not sure. */
export function Rank({ from, to }: { from: number | null; to: number | null }) {
  if (from === null || to === null) return <span>—</span>
  return from === to ? <span>{from}</span> : <Both zh={`${from}–${to}`} en="not told apart" />
}
