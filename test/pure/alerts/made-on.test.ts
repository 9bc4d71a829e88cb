import { expect, it } from 'vitest'
import { madeIn } from '../../../src/alerts/links/made-on.ts'

const spans = (text: string) => madeIn(text).map(({ from, to }) => (from === to ? from : `${from}–${to}`))

it('reads a day of production in every form, and a month or year as all its days', () => {
  expect(spans('生产日期：2025年2月11日')).toEqual(['2025-02-11'])
  expect(spans('生产日期 2025/02/11')).toEqual(['2025-02-11'])
  expect(spans('生产日期/批号：20250211')).toEqual(['2025-02-11'])
  expect(spans('铭牌2024年2月制造')).toEqual(['2024-02-01–2024-02-29'])
  expect(spans('2023年产')).toEqual(['2023-01-01–2023-12-31'])
  expect(spans('Date of manufacture: 2025-04-10')).toEqual(['2025-04-10'])
})

it('takes no day that is not one, nor one of another matter', () => {
  expect(spans('生产日期2025年2月30日')).toEqual([])
  expect(spans('2025年2月11日买的')).toEqual([])
  expect(spans('限用日期2027/07/31')).toEqual([])
})
