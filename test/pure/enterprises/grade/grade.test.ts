import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type GradedFact, gradeOf, isWorse, monthsApart, monthsLater } from '../../../../src/enterprises/grade/grade.ts'
import { riskClassOf } from '../../../../src/enterprises/grade/risk-class.ts'
import { shownUntil } from '../../../../src/enterprises/register/publication.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const { credit } = loadCity(join(projectRoot, 'city/shenzhen'))
const rule = credit.grading[0]
if (!rule) throw new Error('the city has no rule')
const day = '2026-11-16'

const fact = (said: Partial<GradedFact> = {}): GradedFact => ({
  id: 1,
  kind: 'sample',
  result: 'fail',
  severity: null,
  harm: 'none',
  safety: false,
  happenedOn: '2026-11-02',
  endsOn: null,
  rectifiedOn: null,
  shownUntil: null,
  state: 'standing',
  ...said,
})
const graded = (...facts: GradedFact[]) => gradeOf(rule, { size: 'small' }, facts, day)

describe('the public grade', () => {
  test('is N while too little is known, whatever the points', () => {
    expect(graded()).toMatchObject({ grade: 'N', points: null, nextOn: null })
    expect(graded(fact({ happenedOn: '2023-10-01', result: 'pass' })).grade).toBe('N')
    expect(graded(fact({ kind: 'permit', result: 'granted' })).grade).toBe('N')
  })

  test('names the document of every point, and the points add up', () => {
    const { points, lines, start, grade } = graded(fact({ id: 7 }), fact({ id: 8, kind: 'inspection', result: 'pass' }))
    expect(lines.map(({ factId, points }) => [factId, points])).toEqual([
      [8, 3],
      [7, -10],
    ])
    expect(points).toBe(start + 3 - 10)
    expect(grade).toBe('B')
  })

  test.each([
    ['2026-11-30', -10],
    ['2025-11-16', -5],
    ['2024-11-16', -2.5],
  ])('a failed sample of %s counts %s: half after each twelve calendar months', (happenedOn, points) => {
    expect(gradeOf(rule, { size: 'small' }, [fact({ happenedOn })], '2026-11-30').lines[0]?.points).toBe(points)
  })

  test('a fault put right counts half, a complaint by the size of the firm', () => {
    expect(graded(fact({ rectifiedOn: '2026-11-10' })).lines[0]?.points).toBe(-5)
    expect(graded(fact({ rectifiedOn: '2026-12-01' })).lines[0]?.points).toBe(-10)
    const complaint = [fact({ kind: 'complaint', result: 'verified' })]
    expect(gradeOf(rule, { size: 'micro' }, complaint, day).lines[0]?.points).toBe(-3)
    expect(gradeOf(rule, { size: 'large' }, complaint, day).lines[0]?.points).toBe(-0.8)
  })

  test('many facts of a kind never count more than the total of their rule', () => {
    const many = Array.from({ length: 9 }, (_, id) => fact({ id }))
    expect(graded(...many).lines.reduce((sum, { points }) => sum + points, 0)).toBe(-30)
    expect(graded(...many).lines.at(-1)?.because.zh).toContain('合计不超过')
  })

  test('caps stand above points, and end with what they rest on', () => {
    const passes = Array.from({ length: 5 }, (_, id) => fact({ id: id + 10, result: 'pass' }))
    const listed = fact({ kind: 'list', result: 'serious', endsOn: '2026-11-16' })
    expect(graded(...passes, listed)).toMatchObject({ grade: 'D', byPoints: 'B' })
    expect(graded(...passes, { ...listed, endsOn: '2026-11-15' }).grade).toBe('B')
    const penalty = fact({
      kind: 'penalty',
      result: 'decided',
      severity: 'general',
      safety: true,
      happenedOn: '2026-11-01',
    })
    expect(graded(...passes, penalty).caps).toMatchObject([{ id: 'safety_penalty', grade: 'C' }])
    expect(graded(fact({ kind: 'recall', result: 'refused' })).grade).toBe('D')
    expect(graded(fact({ kind: 'penalty', result: 'decided', severity: 'serious', harm: 'death' })).grade).toBe('D')
    expect(graded(fact({ kind: 'recall', result: 'voluntary' }), ...passes).grade).toBe('B')
  })

  test('what is stopped, removed, over or still to come counts nothing', () => {
    const silent = [
      fact({ state: 'stopped' }),
      fact({ state: 'removed' }),
      fact({ shownUntil: '2026-11-15' }),
      fact({ happenedOn: '2026-11-17' }),
    ]
    expect(graded(...silent)).toMatchObject({ grade: 'N', lines: [], caps: [] })
    expect(graded(fact({ shownUntil: day })).lines).toHaveLength(1)
  })

  test('says when it must be computed again: the first of the month, or the day after a fact ends', () => {
    expect(graded(fact()).nextOn).toBe('2026-12-01')
    expect(graded(fact({ shownUntil: '2026-11-20' })).nextOn).toBe('2026-11-21')
    expect(gradeOf(rule, { size: 'small' }, [fact({ happenedOn: '2026-12-01' })], '2026-12-31').nextOn).toBe(
      '2027-01-01',
    )
  })

  test('one more bad fact never makes a grade better, one more good one never worse', () => {
    const kinds = fc.constantFrom(
      fact({ kind: 'penalty', result: 'decided', severity: 'general' }),
      fact({ kind: 'sample', result: 'fail', safety: true }),
      fact({ kind: 'inspection', result: 'pass' }),
      fact({ kind: 'complaint', result: 'verified' }),
      fact({ kind: 'list', result: 'serious' }),
    )
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 12 }), (some) => {
        const base = [fact({ id: 900, kind: 'inspection', result: 'pass' }), ...some.map((one, id) => ({ ...one, id }))]
        const before = graded(...base).grade
        expect(isWorse(before, graded(...base, fact({ id: 901 })).grade)).toBe(false)
        expect(isWorse(graded(...base, fact({ id: 902, kind: 'award', result: 'city' })).grade, before)).toBe(false)
      }),
    )
  })
})

describe('calendar months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-16', 36, '2029-11-16'],
    ['2026-11-16', -36, '2023-11-16'],
    ['2023-11-30', 3, '2024-02-29'],
  ])('%s and %i months is %s', (from, months, to) => expect(monthsLater(from, months)).toBe(to))
  test('are counted from month to month', () => expect(monthsApart('2025-12-31', '2026-01-01')).toBe(1))
})

describe('publication', () => {
  const penalty = (severity: 'minor' | 'general', happenedOn: string) =>
    shownUntil(credit, { kind: 'penalty', severity, happenedOn })
  test('a small fine is shown three months, others three years, under the rule of that day', () => {
    expect(penalty('minor', '2026-10-20')).toBe('2027-01-20')
    expect(penalty('general', '2026-10-20')).toBe('2029-10-20')
  })
  test('a decision before the rule, and other facts, have no end', () => {
    expect(penalty('minor', '2020-10-20')).toBeNull()
    expect(shownUntil(credit, { kind: 'sample', severity: null, happenedOn: day })).toBeNull()
  })
})

describe('the internal risk class', () => {
  const read = (said: Partial<Parameters<typeof riskClassOf>[1]> = {}) =>
    riskClassOf(credit.risk, { graded: graded(), facts: [], industry: null, openDanger: 0, ...said }, day)

  test('knows open dangers, which the public grade never does', () => {
    expect(read().class).toBe('A')
    expect(read({ openDanger: 2 })).toMatchObject({ class: 'B', points: 24 })
    expect(read({ openDanger: 50 }).points).toBe(32)
  })
  test('is D with a grade capped at D, and counts a permit only when none is valid', () => {
    expect(read({ graded: graded(fact({ kind: 'list', result: 'serious' })) }).class).toBe('D')
    const permit = fact({ kind: 'permit', result: 'granted', endsOn: '2026-11-01' })
    expect(read({ facts: [permit] }).points).toBe(18)
    expect(read({ facts: [permit, { ...permit, id: 2, endsOn: '2027-01-01' }] }).points).toBe(8)
  })
})
