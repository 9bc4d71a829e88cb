import { expect, test } from 'vitest'
import { noticeChanges } from '../../../src/intake/notice-changes.ts'
import { recalledProduct, recallNotice } from '../../../src/intake/recalls/recall-notice.ts'
import { aBulletin } from '../alerts/bulletins.ts'

const recall = recallNotice({
  source: 'samr',
  sourceId: '1',
  route: 'page',
  title: '召回',
  products: [recalledProduct({ name: '玩具', models: ['A'] })],
  unitsAffected: { value: 96, status: 'exact', raw: '96只' },
})

test('what is said otherwise, old beside new, and whether people act on it', () => {
  const changes = noticeChanges(recall, {
    ...recall,
    title: '召回（更正）',
    status: 'corrected',
    unitsAffected: { value: 200, status: 'exact', raw: '200只' },
    products: [recalledProduct({ name: '玩具', models: ['A', 'B'] })],
  })
  expect(changes.map(({ field, from, to, material }) => [field.zh, from, to, material])).toEqual([
    ['状态', 'original', 'corrected', true],
    ['标题', '召回', '召回（更正）', false],
    ['型号', 'A', 'A、B', true],
    ['数量', '96只', '200只', true],
  ])
})

test('the same told by another route, or its address moved, is no change', () => {
  expect(noticeChanges(recall, { ...recall, route: 'label-table', url: 'https://example.org/new' })).toEqual([])
})

test('of a bulletin the days count, not the words they were written in', () => {
  const before = aBulletin({ comments: '2026-12-19' })
  expect(noticeChanges(before, aBulletin({ comments: '19 December 2026' }))).toEqual([])
  expect(noticeChanges(before, aBulletin({ comments: '2027-01-19' }))).toMatchObject([
    { field: { zh: '评议截止' }, from: '2026-12-19', to: '2027-01-19', material: true },
  ])
})
