import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/alerts/signals/random.ts'
import { gradeOf, scoreBureaus } from '../../../src/insights/evaluation/score-bureaus.ts'
import type { EvaluationRules } from '../../../src/reference/evaluation-rules.ts'

const rules: EvaluationRules = {
  since: '2026-01-01',
  title: { zh: '试', en: 'trial' },
  source: { zh: '试', en: 'trial' },
  grades: [
    { id: 'A', fromPoints: 90 },
    { id: 'B', fromPoints: 80 },
    { id: 'C', fromPoints: 60 },
    { id: 'D', fromPoints: 0 },
  ],
  systemicIncidentGrade: 'D',
  countedMin: 20,
  weightMin: 60,
  contactWorkingDays: 1,
  repeatDays: 30,
  objectionWorkingDays: 5,
  measures: [
    { id: 'solved', weight: 70, floor: 0.3, full: 0.9 },
    { id: 'kept', weight: 30, floor: 0.8, full: 1 },
  ],
}
const cell = (bureau: string, well: number, of: number) => ({ bureau, traits: [0], of, well })

describe('the table of bureaus', () => {
  const cells = {
    solved: [cell('GOOD', 900, 1000), cell('MID', 700, 1000), cell('BAD', 400, 1000), cell('FEW', 9, 10)],
    kept: [cell('GOOD', 1000, 1000), cell('MID', 950, 1000), cell('BAD', 900, 1000), cell('FEW', 30, 30)],
  }
  const { bureaus, unsure } = scoreBureaus(rules, cells, seeded(1))
  const of = (name: string) => bureaus.find(({ bureau }) => bureau === name)

  it('puts clearly different bureaus in order and says that it is sure', () => {
    expect(bureaus.slice(0, 3).map(({ bureau }) => bureau)).toEqual(['GOOD', 'MID', 'BAD'])
    expect(of('GOOD')).toMatchObject({ grade: 'A', rankFrom: 1, rankTo: 1 })
    expect(of('BAD')?.grade).toBe('D')
    expect(unsure).toEqual({ pairs: 0, of: 2 })
  })

  it('gives no grade where too little could be counted, and does not fill the gap with a guess', () => {
    expect(of('FEW')).toMatchObject({ points: null, grade: null, rankFrom: null })
    expect(of('FEW')?.measures.solved).toMatchObject({ of: 10, well: 9, points: null })
    expect(of('FEW')?.measures.kept?.points).not.toBeNull()
  })

  it('says that it cannot tell two bureaus apart', () => {
    const alike = {
      solved: [cell('ONE', 66, 100), cell('TWO', 65, 100), cell('THREE', 64, 100)],
      kept: [cell('ONE', 95, 100), cell('TWO', 95, 100), cell('THREE', 95, 100)],
    }
    const table = scoreBureaus(rules, alike, seeded(1))
    expect(table.unsure).toEqual({ pairs: 2, of: 2 })
    for (const { rankFrom, rankTo } of table.bureaus) expect((rankTo as number) - (rankFrom as number)).toBe(2)
  })

  it('is the same for the same cells and seed', () => {
    expect(scoreBureaus(rules, cells, seeded(5))).toEqual(scoreBureaus(rules, cells, seeded(5)))
  })
})

describe('a grade', () => {
  it.each([
    [100, 'A'],
    [90, 'A'],
    [89.96, 'A'],
    [89.94, 'B'],
    [80, 'B'],
    [60, 'C'],
    [59.9, 'D'],
    [0, 'D'],
  ])('of %d points is %s', (points, grade) => {
    expect(gradeOf(rules, points)).toBe(grade)
  })
})
