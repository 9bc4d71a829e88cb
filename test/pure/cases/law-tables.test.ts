import { expect, it } from 'vitest'
import { endingsFor } from '../../../src/cases/acts/mediation-endings.ts'
import { groundsFor, refusalGrounds, wayStillOpen } from '../../../src/cases/acts/refusal-grounds.ts'

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
  for (const { track, since: receivedOn, article, remedy } of refusalGrounds) {
    expect(wayStillOpen({ track, receivedOn, article, reason: null })).toContain(remedy.zh)
    if (track === 'complaint') expect(remedy.zh).toContain('《消费者权益保护法》第三十九条')
  }
  expect(new Set(refusalGrounds.map(({ id }) => id)).size).toBe(refusalGrounds.length)
})

it('a refusal points to the other ways however its article is cited, and says them once', () => {
  const refusal = { track: 'complaint', receivedOn: '2026-11-16', reason: '材料不全' } as const
  const long = '《市场监督管理投诉举报处理办法》（总局令第121号）第十六条第一款第五项'
  expect(wayStillOpen({ ...refusal, article: long })).toContain('补齐或更正材料后可以重新提出')
  const plain = wayStillOpen({ ...refusal, article: '本市有关规定' })
  expect(plain).toContain('请向有权处理的机关提出')
  expect(plain).toContain('第三十九条')
  expect(wayStillOpen({ ...refusal, track: 'report', article: '有关规定' })).not.toContain('第三十九条')
  const [ground] = groundsFor('complaint', '2026-11-16')
  const said = { article: ground?.article ?? null, reason: `不归本局管。${ground?.remedy.zh}` }
  expect(wayStillOpen({ ...refusal, ...said })).toBeNull()
})

it('a mediation ends in one of eight ways besides the agreement, or by the Order of its day', () => {
  expect(endingsFor('2026-05-01').filter(({ id }) => id !== '121-agreed')).toHaveLength(8)
  expect(endingsFor('2026-05-01').find(({ id }) => id === '121-5')?.zh).toContain('六十日')
  expect(endingsFor('2026-04-01').every(({ article }) => article.includes('第20号'))).toBe(true)
})
