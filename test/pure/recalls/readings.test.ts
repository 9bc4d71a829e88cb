import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCasualties } from '../../../src/intake/recalls/casualties.ts'
import { readClauses } from '../../../src/intake/recalls/clauses.ts'
import { cityInName, readFirm } from '../../../src/intake/recalls/firms.ts'
import { gtin14, isGtin, readGtins, readGtinsInText } from '../../../src/intake/recalls/gtin.ts'
import {
  readChineseHazards,
  readEnglishHazards,
  readHazardsByRule,
  readTickedHazards,
} from '../../../src/intake/recalls/hazard-reading.ts'
import { readModels, splitField } from '../../../src/intake/recalls/identifiers.ts'
import { measureCode, readMeasureBlock } from '../../../src/intake/recalls/measures.ts'
import { readDay, readPeriod } from '../../../src/intake/recalls/recall-dates.ts'
import { readUnits } from '../../../src/intake/recalls/units.ts'

describe('days', () => {
  test('the same digits are two days in two orders', () => {
    expect(readDay('03/04/2026', 'dmy')).toBe('2026-04-03')
    expect(readDay('03/04/2026', 'mdy')).toBe('2026-03-04')
  })
  test('a day that its order does not allow is none, not the other order', () => {
    expect(readDay('27/08/2007', 'dmy')).toBe('2007-08-27')
    expect(readDay('27/08/2007', 'mdy')).toBeNull()
    expect(readDay('12/18/2017', 'dmy')).toBeNull()
  })
  test.each(['31.04.2024', '2023-02-29', '00/00/0000', '3019-01-01', '0022-05-01', '', 'soon'])(
    '%s is no day',
    (text) => {
      expect(readDay(text, 'dmy')).toBeNull()
    },
  )
  test('other spellings', () => {
    expect(readDay('20260711', 'dmy')).toBe('2026-07-11')
    expect(readDay('2026-07-01T12:46:08.935Z', 'dmy')).toBe('2026-07-01')
    expect(readDay('2024年8月5日', 'dmy')).toBe('2024-08-05')
  })
  test('periods of production', () => {
    expect(readPeriod('27.10.2023 - 18.07.2024', 'dmy')).toEqual({ from: '2023-10-27', to: '2024-07-18' })
    expect(readPeriod('17-01-2017 to 7-02-2024', 'dmy')).toEqual({ from: '2017-01-17', to: '2024-02-07' })
    expect(readPeriod('2023年10月28日至11月10日', 'dmy')).toEqual({ from: '2023-10-28', to: '2023-11-10' })
    expect(readPeriod('2017年12月至2018年2月', 'dmy')).toEqual({ from: '2017-12-01', to: '2018-02-28' })
    expect(readPeriod('between 31 August 2019 and 18 November 2020', 'dmy')).toEqual({
      from: '2019-08-31',
      to: '2020-11-18',
    })
    expect(readPeriod('09/2019 - 12/2021', 'dmy')).toEqual({ from: '2019-09-01', to: '2021-12-31' })
  })
  test('digits that lost their 年月日 are not guessed at', () => {
    expect(readPeriod('2021922', 'dmy')).toEqual({ from: null, to: null })
  })
})

describe('units affected', () => {
  test.each([
    ['96只', 96, 'exact'],
    ['2263块', 2263, 'exact'],
    ['11.5万件', 115_000, 'approx'],
    ['2万本', 20_000, 'approx'],
    ['约3000台', 3000, 'approx'],
    ['109件、850件', 959, 'exact'],
    ['1,234台', 1234, 'exact'],
    ['About 1.7 million (In addition, about 96,000 were sold in Canada)', 1_700_000, 'approx'],
    ['About 10,300 carts and 3,158 kits (In addition, about 1,500 were sold in Canada)', 13_458, 'approx'],
    ['70', 70, 'exact'],
    ['——', null, 'unknown'],
    ['', null, 'unknown'],
  ])('%s', (raw, value, status) => {
    expect(readUnits(raw)).toEqual({ value, status, raw })
  })
})

describe('barcodes', () => {
  test('stand or fall with the check digit', () => {
    expect(isGtin('4006381333931')).toBe(true)
    expect(isGtin('4006381333932')).toBe(false)
    expect(isGtin('400638133393')).toBe(false)
  })
  test('a zero in front is part of the number', () => {
    expect(readGtins('0012345678905')).toEqual(['0012345678905'])
    expect(gtin14('012345678905')).toBe(gtin14('0012345678905'))
  })
  test('numbers that a shop gives itself identify nothing', () => {
    expect(isGtin('2000010534982')).toBe(false)
    expect(readGtins('BCD25042500206593; X001WYCL7V')).toEqual([])
  })
  test('several in a field, or one with blanks inside', () => {
    expect(readGtins('4006381333931, 5901234123457')).toEqual(['4006381333931', '5901234123457'])
    expect(readGtins('0 12345 67890 5')).toEqual(['012345678905'])
  })
  test('a number in running text needs the word for it', () => {
    expect(readGtinsInText('Call 4006381333931 now')).toEqual([])
    expect(readGtinsInText('with UPC 036000291452 printed below')).toEqual(['036000291452'])
  })
  test('any wrong digit is noticed', () => {
    const right = '4006381333931'
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1)
        return !isGtin(wrong)
      }),
    )
  })
})

describe('deaths and injuries', () => {
  test.each([
    ['None reported', 0, 0],
    ['The firm has received eight reports of the lid opening. No injuries have been reported.', null, 0],
    ['206 reports, including 161 reports of burn injuries.', null, 161],
    ['Two injuries and one death were reported.', 1, 2],
    ['One report of a child falling, resulting in a minor injury.', null, 1],
    ['One fire led to a fatality. No additional injuries have been reported.', 1, null],
    ['Nine children have drowned.', 9, null],
    ['已造成2人受伤', null, 2],
    ['未收到相关人员伤亡报告', 0, 0],
    ['', null, null],
  ])('%s', (text, deaths, injuries) => {
    const read = readCasualties(text)
    expect(read.injuries).toBe(injuries)
    if (deaths !== null) expect(read.deaths).toBe(deaths)
  })
})

describe('hazards', () => {
  test('what is stated counts before the story of how it happens', () => {
    expect(readEnglishHazards('The heater can ignite, posing a fire hazard.')).toEqual(['fire'])
    expect(readEnglishHazards('Small parts can detach, posing a choking hazard to young children.')).toEqual([
      'choking',
    ])
    expect(
      readHazardsByRule('The strap can loop around a neck, posing strangulation and entrapment hazards.').sort(),
    ).toEqual(['entrapment', 'strangulation'])
  })
  test('weighed, the hazard that the notice is about is named; nothing said is nothing named', () => {
    expect(
      readEnglishHazards('The strap can loop around a neck, posing strangulation and entrapment hazards.'),
    ).toContain('strangulation')
    expect(readEnglishHazards('The lamp can overheat and melt.', 'Lamps Recalled Due to Fire Hazard')).toEqual(['fire'])
    expect(readEnglishHazards('')).toEqual([])
  })
  test('a smoke alarm that stays silent fails to protect, and is no fire itself', () => {
    expect(readHazardsByRule('The smoke alarm can fail to alert consumers.')).toEqual(['protection_failure'])
    expect(readEnglishHazards('The smoke alarm can fail to alert consumers.')).toContain('protection_failure')
  })
  test('bare labels of old notices', () => {
    expect(readEnglishHazards('Electrocution/Electric Shock')).toEqual(['electric'])
  })
  test('ticks in every spelling; what is new is named', () => {
    expect(readTickedHazards(['riskType.damage.to.sight', 'Fire, Injuries', 'ELECTRIC_SHOCK']).hazards).toEqual([
      'sight_hearing',
      'fire',
      'cut',
      'electric',
    ])
    expect(readTickedHazards(['Choking', 'Time travel'])).toEqual({ hazards: ['choking'], unknown: ['time travel'] })
  })
  test('Chinese words', () => {
    expect(readChineseHazards('小零件脱落,儿童误吞后可能窒息')).toEqual(['choking', 'suffocation'])
    expect(readChineseHazards('产品外观略有色差')).toEqual([])
  })
})

describe('standards, measures, names', () => {
  test('each standard once, written one way', () => {
    expect(readClauses('不符合GB 6675.2-2014和GB/T22048及 EN 71-1:2014、GB 6675.2-2014')).toEqual([
      'GB 6675.2-2014',
      'GB/T 22048',
      'EN 71-1:2014',
    ])
  })
  test('measures with who ordered them and since when, day before month', () => {
    const block =
      'Type of economic operator to whom the measure(s) were ordered: Retailer\nCategory of measure(s): Ban on the marketing of the product and any accompanying measures\nDate of entry into force: 03/10/2023\n\nType of economic operator taking notified measure(s): Importer\nCategory of measure(s): Recall of the product from end users\nDate of entry into force: Unknown'
    expect(readMeasureBlock(block)).toMatchObject([
      { code: 'BAN_MARKETING', ordered: 'compulsory', from: '2023-10-03' },
      { code: 'RECALL_END_USER', ordered: 'voluntary', from: null },
    ])
    expect(measureCode('measure.category.removal.from.online.marketplace')).toBe('ONLINE_DELIST')
  })
  test('models hold a digit and are no year', () => {
    expect(readModels('model numbers AB-12, AB-13 and CD200. They were sold in 2024.')).toEqual([
      'AB-12',
      'AB-13',
      'CD200',
    ])
    expect(splitField('NO.9828、S500-50')).toEqual(['NO.9828', 'S500-50'])
    expect(splitField('——')).toEqual([])
  })
  test('the city in a name', () => {
    expect(cityInName('汕头市某某玩具厂')).toBe('汕头市')
    expect(cityInName('深圳某某科技有限公司')).toBe('深圳市')
    expect(cityInName('Shenzhen Example Electronics Co., Ltd.')).toBe('深圳市')
    expect(cityInName('某某科技有限公司')).toBeNull()
  })
  test('"of" inside a name is no place', () => {
    expect(readFirm('House of Brushes', 'retailer')).toEqual({
      name: 'House of Brushes',
      role: 'retailer',
      country: null,
      city: null,
    })
    expect(readFirm('Kite Works, of China', 'manufacturer')).toEqual({
      name: 'Kite Works',
      role: 'manufacturer',
      country: 'CHN',
      city: null,
    })
  })
})
