import type { Grade, GradingRule } from '../../reference/credit-rules.ts'
import { type GradedFact, gradeOf } from './grade.ts'

/** What a change of the rules would do to the whole register: who moves from which grade to which. Pure. */

export const grades: Grade[] = ['A', 'B', 'C', 'D', 'N']

export type Moved = {
  code: string
  name: string
  from: Grade
  to: Grade
  pointsFrom: number | null
  pointsTo: number | null
}

export type Simulation = {
  /** The rules it was compared with, and the civil day. */
  against: string
  day: string
  at: string
  firms: number
  moved: number
  /** How many firms go from the first grade to the second. */
  matrix: Record<Grade, Record<Grade, number>>
  /** The first few of each way, in the order of the register. */
  examples: Moved[]
}

export type Tried = { code: string; name: string; size: 'micro' | 'small' | 'medium' | 'large'; facts: GradedFact[] }

const examplesOfAWay = 5

/** A simulation before its first firm. */
export function newSimulation(against: string, day: string, at: Date): Simulation {
  const none = () => Object.fromEntries(grades.map((grade) => [grade, 0])) as Record<Grade, number>
  const matrix = Object.fromEntries(grades.map((grade) => [grade, none()])) as Simulation['matrix']
  return { against, day, at: at.toISOString(), firms: 0, moved: 0, matrix, examples: [] }
}

/** Grades one firm under both rules on the same day and counts it; `many` stands for firms that are alike in all that counts. */
export function tryFirm(
  simulation: Simulation,
  rules: { now: GradingRule; then: GradingRule },
  firm: Tried,
  many = 1,
): void {
  const before = gradeOf(rules.now, firm, firm.facts, simulation.day)
  const after = gradeOf(rules.then, firm, firm.facts, simulation.day)
  simulation.firms += many
  simulation.matrix[before.grade][after.grade] += many
  if (before.grade === after.grade) return
  simulation.moved += many
  const sameWay = simulation.examples.filter(({ from, to }) => from === before.grade && to === after.grade)
  if (sameWay.length >= examplesOfAWay) return
  const { code, name } = firm
  simulation.examples.push({
    code,
    name,
    from: before.grade,
    to: after.grade,
    pointsFrom: before.points,
    pointsTo: after.points,
  })
}
