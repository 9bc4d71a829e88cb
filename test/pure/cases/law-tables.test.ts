import { expect, it } from 'vitest'
import { endingsFor } from '../../../src/cases/acts/mediation-endings.ts'
import { groundsFor, refusalGrounds, refusalWords } from '../../../src/cases/acts/refusal-grounds.ts'

it('a matter is refused by the Order in force on the day it was received', () => {
  expect(groundsFor('complaint', '2026-04-14').map(({ id }) => id)).toEqual([
    '20-1',
    '20-2',
    '20-3',
    '20-4',
    '20-5',
    '20-6',
  ])
  expect(groundsFor('complaint', '2026-04-15')).toHaveLength(7)
  expect(groundsFor('complaint', '2026-04-15').every(({ article }) => article.includes('第121号'))).toBe(true)
  expect(groundsFor('report', '2026-11-16').length).toBeGreaterThan(0)
})

it('a refusal names its article and the way that is still open', () => {
  for (const ground of refusalGrounds) {
    const words = refusalWords(ground)
    expect(words).toContain(ground.article)
    expect(words).toContain(ground.remedy.zh)
  }
  expect(new Set(refusalGrounds.map(({ id }) => id)).size).toBe(refusalGrounds.length)
})

it('a mediation ends in one of eight ways besides the agreement, or by the Order of its day', () => {
  expect(endingsFor('2026-05-01').filter(({ id }) => id !== '121-agreed')).toHaveLength(8)
  expect(endingsFor('2026-05-01').find(({ id }) => id === '121-5')?.zh).toContain('六十日')
  expect(endingsFor('2026-04-01').every(({ article }) => article.includes('第20号'))).toBe(true)
})
