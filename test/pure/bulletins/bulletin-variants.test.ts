import { describe, expect, test } from 'vitest'
import { readArticles } from '../../../src/intake/bulletins/articles.ts'
import { readHsCodes } from '../../../src/intake/bulletins/codes.ts'
import { parseTbtZh } from '../../../src/intake/bulletins/tbt-zh.ts'
import { halfWidth } from '../../../src/intake/source-text.ts'
import { fewCodes } from './few-codes.ts'

const items: [string, string][] = [
  ['通报号', 'G/TBT/N/USA/1234'],
  ['通报日期', '2026-01-10'],
  ['通报成员', '美国'],
  ['通报依据的条款', '2.9.2[X]，2.10.1[ ]，5.6.2[ ]，5.7.1[ ]，其他：'],
  ['覆盖的产品', '儿童玩具；HS编码：9503'],
  ['通报标题', '玩具安全标准'],
  ['内容简述', '本提案修订玩具标准。'],
  ['目标与理由', '保护人类健康或安全'],
  ['拟生效日期', '批准后6个月'],
  ['意见反馈截止日期', '通报后60天'],
]
const wide = (text: string) =>
  text.replace(/[0-9A-Za-z/.-]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
const numeral = (at: number) => '一二三四五六七八九十'[at]
const table = (rows: [string, string][]) =>
  `<html><body><table>${rows.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join('')}</table></body></html>`
const lines = (write: (label: string, value: string, at: number) => string) =>
  items.map(([label, value], at) => write(label, value, at)).join('\n')

describe('the same bulletin, printed otherwise', () => {
  test.each([
    ['with colons', lines((label, value) => `${label}：${value}`)],
    ['with plain colons', lines((label, value) => `${label}: ${value}`)],
    ['numbered 1．', lines((label, value, at) => `${at + 1}．${label}：${value}`)],
    ['numbered 一、', lines((label, value, at) => `${numeral(at)}、${label}：${value}`)],
    ['digits as wide as characters', lines((label, value) => `${label}：${wide(value)}`)],
    [
      'boxes as wide',
      lines((label, value) => `${label}：${value.replace('[X]', '［Ｘ］').replaceAll('[ ]', '［ ］')}`),
    ],
    [
      'ticks before the numbers',
      lines((label, value) => `${label}：${value.replace(/2\.9\.2.*其他：/, '☑2.9.2 □2.10.1 □5.6.2 □5.7.1')}`),
    ],
    ['cells without colons', table(items)],
    ['cells with colons', table(items.map(([label, value]) => [`${label}：`, value]))],
  ])('%s', (_, text) => {
    const { notices, rejects } = parseTbtZh(new TextEncoder().encode(text), { codes: fewCodes })
    expect(rejects).toEqual([])
    expect(notices).toMatchObject([
      {
        sourceId: 'G/TBT/N/USA/1234',
        jurisdiction: 'USA',
        title: '玩具安全标准',
        articles: ['2.9.2'],
        urgent: false,
        circulatedOn: '2026-01-10',
        hs: [{ norm: '9503' }],
        objectives: ['保护人类健康或安全'],
        commentDeadline: { kind: 'estimated', earliest: '2026-03-11' },
        entryIntoForce: { kind: 'unknown', basis: 'adoption' },
      },
    ])
  })
})

describe('whose box is whose', () => {
  test.each([
    ['2.9.2 [X], 2.10.1 [ ], 5.6.2 [ ], 5.7.1 [ ], 3.2 [ ], 7.2 [ ], other:', ['2.9.2']],
    ['2.9.2 [ ], 2.10.1 [X], 5.6.2 [ ], 5.7.1 [ ]', ['2.10.1']],
    ['[X] 2.9.2, [ ] 2.10.1, [ ] 5.6.2, [X] 5.7.1', ['2.9.2', '5.7.1']],
    ['2.9.2', ['2.9.2']],
  ])('%s', (field, articles) => {
    expect(readArticles(field)).toEqual(articles)
  })
})

describe('customs codes', () => {
  const of = (field: string) => readHsCodes(field, fewCodes).map(({ norm }) => norm)
  test('two subheadings with a dash are a range, never one long code', () => {
    for (const norm of of('8517.62-8517.69')) expect(norm).toMatch(/^8517(?:6\d)$/)
    expect(of('6307.90-4010')).toEqual(['6307904010'])
  })
  test('words before the number are no part of it', () => {
    expect(of('HS Code: 85')).toEqual(['85'])
    expect(of('Chapter 85')).toEqual(['85'])
  })
})

test('letters in their usual width leave the marks of prose alone', () => {
  expect(halfWidth('Ｇ／ＴＢＴ／Ｎ，１．５万件；约２０％，共１，２００件')).toBe('G/TBT/N，1.5万件；约20％，共1,200件')
})
