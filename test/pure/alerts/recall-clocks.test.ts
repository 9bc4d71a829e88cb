import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type RecallReport, recallDues, recovery, recoveryCurve } from '../../../src/alerts/recalls/recall-clocks.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const regimeOf = (id: string) => {
  const regime = city.recallRegimes.find((one) => one.id === id)
  if (!regime) throw new Error(id)
  return regime
}
const at = (instant: string) => new Date(instant)
const report = (said: Partial<RecallReport>): RecallReport => ({
  ...{ kind: 'progress', asOf: '2026-04-10', affected: 1000, recovered: 250, note: '' },
  handedInAt: at('2026-04-11T02:00:00Z'),
  ...said,
})
const shown = (dues: ReturnType<typeof recallDues>) =>
  dues.map(
    ({ key, dueAt, metAt, late }) =>
      `${key} ${dueAt.toISOString().slice(0, 10)} ${metAt ? 'met' : 'open'}${late ? ' late' : ''}`,
  )

describe('what is due of a consumer recall', () => {
  const startedAt = at('2026-03-02T01:00:00Z')
  const regime = regimeOf('consumer')

  it('the plan within ten working days, a report every three months; nothing met is late once its day is over', () => {
    const dues = recallDues(city.calendar, { regime, startedAt, reports: [] }, at('2026-09-10T02:00:00Z'))
    expect(shown(dues)).toEqual([
      'plan:1 2026-03-16 open late',
      'progress:1 2026-06-02 open late',
      'progress:2 2026-09-02 open late',
      'progress:3 2026-12-02 open',
    ])
  })

  it('a report meets the term in which it came, never two; one that came late stays so', () => {
    const reports = [
      report({ kind: 'plan', handedInAt: at('2026-03-10T02:00:00Z') }),
      report({ handedInAt: at('2026-05-20T02:00:00Z') }),
      report({ handedInAt: at('2026-09-08T02:00:00Z') }),
    ]
    const dues = recallDues(city.calendar, { regime, startedAt, reports }, at('2026-09-10T02:00:00Z'))
    expect(shown(dues)).toEqual([
      'plan:1 2026-03-16 met',
      'progress:1 2026-06-02 met',
      'progress:2 2026-09-02 met late',
      'progress:3 2026-12-02 open',
    ])
  })

  it('the end stops the reports and starts the summary', () => {
    const reports = [report({ kind: 'finish', asOf: '2026-05-08', handedInAt: at('2026-05-09T02:00:00Z') })]
    const dues = recallDues(city.calendar, { regime, startedAt, reports }, at('2026-09-10T02:00:00Z'))
    expect(shown(dues).filter((line) => !line.startsWith('plan'))).toEqual([
      'summary:1 2026-05-28 open late',
      'progress:1 2026-06-02 met',
    ])
  })
})

it('food of class I runs by the hour from the instant', () => {
  const startedAt = at('2026-03-02T01:30:00Z')
  const [plan, finish] = recallDues(city.calendar, { regime: regimeOf('food_1'), startedAt, reports: [] }, startedAt)
  expect(plan?.dueAt).toEqual(at('2026-03-03T01:30:00Z'))
  expect(finish?.dueAt.toISOString().slice(0, 10)).toBe('2026-03-16')
})

it('the curve begins with nothing and keeps the last figures of a day; a plan counts for none', () => {
  const reports = [
    report({ kind: 'plan', recovered: 0 }),
    report({ asOf: '2026-03-20', recovered: 100 }),
    report({ asOf: '2026-03-20', recovered: 120 }),
    report({ asOf: '2026-04-10', recovered: 500, affected: 2000 }),
  ]
  expect(recoveryCurve(at('2026-03-02T01:00:00Z'), reports)).toEqual([
    { day: '2026-03-02', share: 0 },
    { day: '2026-03-20', share: 0.12 },
    { day: '2026-04-10', share: 0.25 },
  ])
  expect(recovery(reports)).toEqual({ recovered: 500, affected: 2000, share: 0.25 })
  expect(recovery([report({ kind: 'plan' })])).toBeNull()
})
