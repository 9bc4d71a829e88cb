import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latestDay, readTradeDate } from '../../../src/intake/bulletins/tbt-dates.ts'

const circulated = '2025-09-05'
const brief = (text: string, anchors = {}) => {
  const { kind, earliest, latest, precision, basis } = readTradeDate(text, anchors)
  return [kind, earliest, latest, precision, basis]
}

describe('a stated day is exact', () => {
  test.each([
    ['2025年9月7日', '2025-09-07'],
    ['2023 年 3 月 31 日', '2023-03-31'],
    ['2010/07/03', '2010-07-03'],
    ['2013/6/19', '2013-06-19'],
    ['2004-05-02', '2004-05-02'],
    ['08/10/2026', '2026-10-08'],
    ['30 June 2026', '2026-06-30'],
    ['June 30, 2026', '2026-06-30'],
    ['2022年1月31日通过', '2022-01-31'],
    ['自2025年6月1日起生效', '2025-06-01'],
    ['2025年9月28日;指定处理有关通报意见的机构电话:+(82)43 870 5315', '2025-09-28'],
  ])('%s', (text, day) => {
    expect(brief(text, { circulated })).toEqual(['exact', day, day, 'day', 'stated'])
  })
})

describe('coarser than a day is a span', () => {
  test.each([
    ['2013/10', '2013-10-01', '2013-10-31', 'month'],
    ['2013年1月', '2013-01-01', '2013-01-31', 'month'],
    ['February 2024', '2024-02-01', '2024-02-29', 'month'],
    ['2014年5月上旬', '2014-05-01', '2014-05-10', 'tenDay'],
    ['2014年5月中旬', '2014-05-11', '2014-05-20', 'tenDay'],
    ['2014年5月下旬', '2014-05-21', '2014-05-31', 'tenDay'],
    ['2025年最后一个季度', '2025-10-01', '2025-12-31', 'quarter'],
    ['2025年第二季度', '2025-04-01', '2025-06-30', 'quarter'],
    ['last quarter of 2025', '2025-10-01', '2025-12-31', 'quarter'],
  ])('%s', (text, earliest, latest, precision) => {
    expect(brief(text)).toEqual(['estimated', earliest, latest, precision, 'stated'])
  })
  test('an expected day is an estimate; "not before" has no end', () => {
    expect(brief('预计2025年6月1日')).toEqual(['estimated', '2025-06-01', '2025-06-01', 'day', 'stated'])
    expect(brief('不早于2025年6月1日')).toEqual(['estimated', '2025-06-01', null, 'day', 'stated'])
  })
})

describe('relative to the notice', () => {
  const sixty = [
    '通报后60天',
    '通报之后60天',
    '自通报之日起60天',
    '自通报日期起60天',
    '自通报日起60天',
    '自分发日期起60天',
    'WTO秘书处分发后60天',
    '通报后六十天',
    '60 days from notification',
    '[X] 60 days from notification',
    '60 (sixty) days from notification',
    '60 days from the date of circulation',
  ]
  test.each(sixty)('%s hangs on the day of circulation', (text) => {
    expect(brief(text, { circulated })).toEqual(['estimated', '2025-11-04', '2025-11-04', 'day', 'circulation'])
    expect(brief(text)).toEqual(['unknown', null, null, null, 'circulation'])
  })
  test('months are months of the calendar', () => {
    expect(brief('通报之后2个月', { circulated: '2025-12-31' })[1]).toBe('2026-02-28')
  })
})

describe('relative to what is not known yet stays unknown', () => {
  test.each([
    '批准后6个月',
    '批准之后6个月',
    '标准批准后24个月',
    'six months after adoption',
    '6 months from the date of adoption',
  ])('%s', (text) => {
    expect(brief(text, { circulated })).toEqual(['unknown', null, null, null, 'adoption'])
  })
  test('until an addendum gives the day', () => {
    expect(brief('批准后6个月', { circulated, adopted: '2025-08-31' })).toEqual([
      'estimated',
      '2026-02-28',
      '2026-02-28',
      'day',
      'adoption',
    ])
  })
  test('publication likewise, with the stated date of application kept apart', () => {
    const date = readTradeDate('自在欧盟官方公报上公布起20天(这些规定应当于2014年7月1日起实施)', { circulated })
    expect(date).toMatchObject({
      kind: 'unknown',
      basis: 'publication',
      stages: [{ kind: 'exact', earliest: '2014-07-01' }],
    })
    expect(
      brief('20 days after publication in the Official Journal of the European Union', { published: '2024-02-10' })[1],
    ).toBe('2024-03-01')
  })
  test('stages count from the first', () => {
    const text =
      '批准后6个月 新申请的产品自本文件实施之日起开始执行,已获得批准的产品自本文件实施之日起第13个月开始执行。'
    expect(readTradeDate(text).stages.map(({ kind }) => kind)).toEqual(['unknown', 'unknown'])
    expect(readTradeDate(text, { adopted: '2025-01-15' })).toMatchObject({
      kind: 'estimated',
      earliest: '2025-07-15',
      stages: [{}, { kind: 'estimated', earliest: '2026-07-15', basis: 'entryIntoForce' }],
    })
  })
})

describe('a stated day beside an offset', () => {
  test('is the day when both agree', () => {
    expect(brief('2025年11月4日;[X]距通报60天', { circulated })).toEqual([
      'exact',
      '2025-11-04',
      '2025-11-04',
      'day',
      'stated',
    ])
  })
  test('is the span between when they do not', () => {
    expect(brief('2025年12月1日;[X]距通报60天', { circulated })).toEqual([
      'estimated',
      '2025-11-04',
      '2025-12-01',
      'day',
      'stated',
    ])
  })
  test('is the day when the box is empty', () => {
    expect(brief('2025年12月1日;[ ]距通报60天', { circulated })).toEqual([
      'exact',
      '2025-12-01',
      '2025-12-01',
      'day',
      'stated',
    ])
  })
})

describe('unknown rather than guessed', () => {
  test.each([
    '',
    '待定',
    '不详',
    '0000-00-00',
    '批准的文件中确定',
    'To be determined',
    '负责贸易的部长通报之日',
    '公布后立即',
    '2025年上半年',
    '2026年',
    'mid-2026',
    '90天',
    '[ ] 60 days from notification',
    '通报后60个工作日',
    '第2009/125/EC号指令',
    '2023-02-30',
    '31 June 2026',
    '08/25/2026',
    '13/13/2026',
  ])('"%s"', (text) => {
    expect(brief(text, { circulated }).slice(0, 3)).toEqual(['unknown', null, null])
  })
  test('words beside a date that the grammar does not know make the whole unknown, the date a stage', () => {
    expect(readTradeDate('1 January 2026 for new types only')).toMatchObject({
      kind: 'unknown',
      earliest: null,
      stages: [{ kind: 'exact', earliest: '2026-01-01' }],
    })
    expect(readTradeDate('2025年1月1日至2025年3月1日')).toMatchObject({
      kind: 'unknown',
      stages: [{ earliest: '2025-01-01' }, { earliest: '2025-03-01' }],
    })
  })
  test('and an unknown deadline has no day to be overdue on', () => {
    expect(latestDay(readTradeDate('待定'))).toBeNull()
    expect(latestDay(readTradeDate('2013年1月'))).toBe('2013-01-31')
  })
  test('whatever is written, the answer is whole: never a date without a kind, never an end before the start', () => {
    const piece = fc.constantFrom(
      '2025',
      '年',
      '月',
      '日',
      '13',
      '60',
      '天',
      '通报后',
      '批准后',
      '[X]',
      '[ ]',
      '待定',
      ' ',
      '(',
      ')',
      '/',
      '-',
      'June',
      'months after adoption',
      '起',
      '生效',
      '第',
      '季度',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const date = readTradeDate(pieces.join(''), { circulated })
        if (date.kind === 'unknown') return date.earliest === null && date.latest === null && date.precision === null
        return (
          date.precision !== null &&
          date.basis !== null &&
          (date.latest === null || (date.earliest ?? '') <= date.latest)
        )
      }),
      { numRuns: 500 },
    )
  })
})
