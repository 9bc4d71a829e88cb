import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Severity } from '../../src/reference/city.ts'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import {
  judgeScenario,
  levelFor,
  rangeOf,
  type Scenario,
  sensitivityOf,
  worstOf,
} from '../../src/triage/risk-scenario.ts'
import { triage } from '../../src/triage/triage.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const matrix = city.riskMatrix
const risk = (text: string) => triage({ text }, { city, model }).risk
const scenario = (severity: Severity, steps: number[], hazard = 'fire'): Scenario => ({
  hazard,
  group: null,
  severity,
  steps,
})

describe('the matrix of Regulation (EU) 2024/3173 Annex II', () => {
  const bands = [0.6, 0.2, 0.02, 0.002, 0.0002, 0.00002, 0.000002, 0.0000002]
  const column = (severity: Severity) => bands.map((probability) => levelFor(matrix, severity, probability))

  it('holds all 32 cells', () => {
    expect(column(1)).toEqual(['high', 'medium', 'medium', 'low', 'low', 'low', 'low', 'low'])
    expect(column(2)).toEqual(['serious', 'serious', 'serious', 'high', 'medium', 'low', 'low', 'low'])
    expect(column(3)).toEqual(['serious', 'serious', 'serious', 'serious', 'high', 'medium', 'low', 'low'])
    expect(column(4)).toEqual(['serious', 'serious', 'serious', 'serious', 'serious', 'high', 'medium', 'low'])
  })

  it('a limit itself belongs to the band below it, also when a product of steps comes out a hair above', () => {
    expect(levelFor(matrix, 1, 0.5)).toBe('medium')
    expect(levelFor(matrix, 1, 0.500001)).toBe('high')
    expect(0.1 * 0.1).toBeGreaterThan(0.01)
    expect(judgeScenario(matrix, scenario(2, [0.1, 0.1])).level).toBe(levelFor(matrix, 2, 0.0099))
  })
})

describe('a scenario', () => {
  it.each([
    ['a stool that folds over a finger', 1, [1, 1 / 40, 1 / 10], 'low'],
    ['a ladder rung that gives way', 3, [1 / 4, 1 / 10, 1 / 5, 1 / 20], 'high'],
    ['a socket cover a child can open', 4, [1 / 2, 1 / 20, 1 / 10, 1 / 15], 'serious'],
    ['a pan handle that grows hot', 2, [1, 1 / 2, 1 / 100], 'high'],
    ['a lamp that buzzes', 1, [1, 1, 0.6], 'high'],
    ['a rare crack in a helmet', 4, [1 / 1000, 1 / 1000, 1 / 2], 'low'],
  ] as const)('%s: severity %d with steps %j is %s', (_, severity, steps, level) => {
    expect(judgeScenario(matrix, scenario(severity, [...steps])).level).toBe(level)
  })

  it('is as likely as its steps multiplied, and the worst of several counts', () => {
    const judged = [scenario(1, [1, 0.5]), scenario(4, [0.1, 0.1]), scenario(3, [0.001])].map((one) =>
      judgeScenario(matrix, one),
    )
    expect(judged[1]?.probability).toBeCloseTo(0.01, 12)
    expect(worstOf(judged)).toBe(judged[1])
    expect(worstOf([])).toBeNull()
  })
})

describe('the sensitivity check', () => {
  it('names the one step that would change the level and no other', () => {
    // 1/500 at severity 2 is high: ten times likelier is serious, ten times rarer is medium.
    const flips = sensitivityOf(matrix, [scenario(2, [1, 1 / 500])])
    expect(flips).toEqual([
      { scenario: 0, factor: 'severity', from: 2, to: 1, level: 'low' },
      { scenario: 0, factor: 'severity', from: 2, to: 3, level: 'serious' },
      { scenario: 0, factor: 0, from: 1, to: 0.1, level: 'medium' },
      { scenario: 0, factor: 1, from: 1 / 500, to: 1 / 5000, level: 'medium' },
      { scenario: 0, factor: 1, from: 1 / 500, to: 1 / 50, level: 'serious' },
    ])
    expect(rangeOf('high', flips)).toEqual({ from: 'low', to: 'serious' })
  })

  it('says nothing where another scenario holds the level up', () => {
    const firm = scenario(4, [0.5])
    expect(sensitivityOf(matrix, [firm, firm, scenario(1, [0.001])])).toEqual([])
    expect(rangeOf('serious', [])).toEqual({ from: 'serious', to: 'serious' })
  })

  it('never reports a step that changes nothing, and misses none that does', () => {
    const severity = fc.constantFrom<Severity>(1, 2, 3, 4)
    const steps = fc.array(fc.constantFrom(1, 0.5, 0.1, 0.02, 0.001), { minLength: 1, maxLength: 4 })
    const some = fc.array(fc.tuple(severity, steps), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(some, (drawn) => {
        const scenarios = drawn.map(([level, chances]) => scenario(level, chances))
        const levelOf = (list: Scenario[]) => worstOf(list.map((one) => judgeScenario(matrix, one)))?.level
        const flips = sensitivityOf(matrix, scenarios)
        let expected = 0
        scenarios.forEach((one, at) => {
          const changes: Scenario[] = [
            ...[one.severity - 1, one.severity + 1]
              .filter((to) => to >= 1 && to <= 4)
              .map((to) => ({ ...one, severity: to as Severity })),
            ...one.steps.flatMap((step, i) =>
              [step / 10, step * 10 > 1 ? 1 : step * 10].map((to) => ({ ...one, steps: one.steps.with(i, to) })),
            ),
          ]
          for (const change of changes) if (levelOf(scenarios.with(at, change)) !== levelOf(scenarios)) expected += 1
        })
        expect(flips).toHaveLength(expected)
      }),
    )
  })
})

describe('the risk of a text', () => {
  it('is serious where people were harmed gravely, low where nobody can be', () => {
    expect(risk('电梯坠落，一人骨折住院').level).toBe('serious')
    expect(risk('请问图书馆几点开门').level).toBe('low')
  })

  it('gives every factor as a reason', () => {
    const { because } = risk('儿童玩具的零件脱落，三个孩子受伤')
    expect(because.some((reason) => reason.includes('受伤'))).toBe(true)
    expect(because.some((reason) => reason.includes('已有 3 人'))).toBe(true)
  })

  it('takes several scenarios, the worst first, and vulnerable people get their own with graver harm', () => {
    const { scenarios, level } = risk('幼儿园的滑梯夹手，护栏松动，班里的孩子随时可能跌落，有孩子被夹住，非常危险')
    const ofAll = scenarios.filter(({ group }) => group === null)
    const ofGroup = scenarios.filter(({ group }) => group === 'vulnerable')
    expect(new Set(scenarios.map(({ hazard }) => hazard)).size).toBeGreaterThan(1)
    expect(ofGroup.length).toBeGreaterThan(0)
    expect(worstOf(scenarios.map((one) => judgeScenario(matrix, one)))?.level).toBe(level)
    for (const one of ofGroup) {
      const plain = ofAll.find(({ hazard }) => hazard === one.hazard)
      if (plain) expect(one.severity).toBe(Math.min(4, plain.severity + 1))
    }
  })

  it('does not count harm that the text denies', () => {
    const told = (text: string) => risk(text).scenarios.some(({ hazard }) => hazard === 'told')
    expect(told('店里的货架倒了，幸好没有人受伤')).toBe(false)
    expect(told('店里的货架倒了，有人受伤')).toBe(true)
  })
})
