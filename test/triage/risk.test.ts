import { describe, expect, it } from 'vitest'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { levelFor } from '../../src/triage/risk.ts'
import { triage } from '../../src/triage/triage.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const risk = (text: string) => triage({ text }, { city, model }).risk

describe('risk', () => {
  it.each([
    [1, 0.6, 'high'],
    [2, 0.6, 'serious'],
    [1, 1 / 500, 'low'],
    [3, 1 / 6000, 'high'],
    [4, 27 / 160_000, 'serious'],
    [4, 1 / 2_000_000, 'low'],
    [2, 1 / 6000, 'medium'],
    [3, 1 / 60_000, 'medium'],
  ] as const)(
    'severity %d at probability %d is %s in the matrix of Regulation (EU) 2024/3173 Annex II',
    (severity, probability, level) => {
      expect(levelFor(city.riskMatrix, severity, probability)).toBe(level)
    },
  )

  it('a limit itself belongs to the band below it', () => {
    expect(levelFor(city.riskMatrix, 1, 0.5)).toBe('medium')
    expect(levelFor(city.riskMatrix, 1, 0.500001)).toBe('high')
  })

  it('is serious where people were harmed gravely, low where nobody can be', () => {
    expect(risk('电梯坠落，一人骨折住院').level).toBe('serious')
    expect(risk('请问图书馆几点开门').level).toBe('low')
  })

  it('gives every factor as a reason', () => {
    const { because } = risk('儿童玩具的零件脱落，三个孩子受伤')
    expect(because.some((reason) => reason.includes('受伤'))).toBe(true)
    expect(because.some((reason) => reason.includes('已有 3 人'))).toBe(true)
  })
})
