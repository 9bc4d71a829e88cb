import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { SolarDay } from 'tyme4ts'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkdays,
  daysBetween,
  isRealDate,
  isWorkday,
  onOrNextWorkday,
  shanghaiInstant,
  toShanghaiDate,
} from '../../src/reference/calendar.ts'
import { loadCity } from '../../src/reference/load-city.ts'

const { calendar } = loadCity(`${import.meta.dirname}/../../city/shenzhen`)

const isoDate = fc
  .integer({ min: 0, max: daysBetween('2005-01-01', '2026-12-31') })
  .map((n) => addDays('2005-01-01', n))

type OtherCalendar = (day: string) => boolean

function differencesTo(other: OtherCalendar, from: string, to: string): string[] {
  const differences: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkday(calendar, day).workday !== other(day)) differences.push(day)
  }
  return differences
}

const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(day).getUTCDay())

/** Calendars collected by others, independently of the one that ours was first written from. */
const tyme: OtherCalendar = (day) => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const holiday = SolarDay.fromYmd(year, month, date).getLegalHoliday()
  return holiday ? holiday.isWork() : isWeekday(day)
}

type DayOfJson = { date: string; type: 'public_holiday' | 'transfer_workday' }
const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('holiday-calendar/package.json'))
const collected = new Map<string, DayOfJson['type']>()
for (let year = 2010; year <= 2026; year += 1) {
  const { dates } = JSON.parse(readFileSync(join(folder, 'data', 'CN', `${year}.json`), 'utf8')) as {
    dates: DayOfJson[]
  }
  for (const { date, type } of dates) collected.set(date, type)
}
const holidayCalendar: OtherCalendar = (day) => {
  const type = collected.get(day)
  return type === undefined ? isWeekday(day) : type === 'transfer_workday'
}

/** Where a package differs from ours, each decided by the General Office's notice; every one of them stands with ours. */
const decided = {
  tyme4ts: [
    ['2013-04-07', '国办发明电〔2012〕33号：清明节四月四日至六日放假调休，四月七日（星期日）上班'],
    ['2013-10-12', '国办发明电〔2012〕33号：国庆节一日至七日放假调休，九月二十九日、十月十二日（星期六）上班'],
  ],
  'holiday-calendar': [
    ['2011-12-31', '国办发明电〔2011〕45号：元旦一日至三日放假调休，2011年12月31日（星期六）上班'],
    ['2015-01-04', '国办发明电〔2014〕28号：元旦一日至三日放假调休，一月四日（星期日）上班'],
    ['2016-04-02', '国办发明电〔2015〕18号：清明节四月四日放假，与周末连休，没有调休'],
    ['2018-06-16', '国办发明电〔2017〕12号：端午节六月十八日放假，与周末连休，没有调休'],
    ['2018-09-22', '国办发明电〔2017〕12号：中秋节九月二十四日放假，与周末连休，没有调休'],
  ],
}

describe('working days', () => {
  test('every day of 2004 to 2026 is that of the package ours was written from', () => {
    expect(differencesTo(chineseDays.isWorkday, '2004-01-01', '2026-12-31')).toEqual([])
  })

  test.each([
    ['tyme4ts', tyme],
    ['holiday-calendar', holidayCalendar],
  ] as const)('every day of 2010 to 2026 agrees with %s, but for those decided by the notice', (name, other) => {
    expect(differencesTo(other, '2010-01-01', '2026-12-31')).toEqual(decided[name].map(([day]) => day))
  })

  test('each difference was decided by the notice that the calendar names for its year', () => {
    for (const [day = '', notice = ''] of Object.values(decided).flat()) {
      const number = /^(.*?号)：/.exec(notice)?.[1] ?? 'none'
      const years = [Number(day.slice(0, 4)), Number(day.slice(0, 4)) + 1]
      expect(years.some((year) => calendar.years.get(year)?.notice?.includes(number))).toBe(true)
    }
  })

  test('a working day says why it is one, and how sure that is', () => {
    expect(isWorkday(calendar, '2026-10-10')).toMatchObject({ workday: true, because: { zh: '调休上班' } })
    expect(isWorkday(calendar, '2026-10-05')).toMatchObject({
      workday: false,
      status: 'official',
      because: { zh: '国庆节', en: 'National Day' },
    })
    expect(isWorkday(calendar, '2026-11-21')).toMatchObject({ workday: false, because: { zh: '周末' } })
    expect(isWorkday(calendar, '2027-01-01')).toMatchObject({ workday: false, status: 'provisional' })
    expect(isWorkday(calendar, '2031-05-07')).toMatchObject({ workday: true, status: 'absent' })
  })

  test.each([
    ['2026-09-28', 7, '2026-10-13'],
    ['2026-02-11', 5, '2026-02-25'],
    ['2026-04-29', 7, '2026-05-12'],
    ['2026-12-25', 7, '2027-01-06'],
    ['2015-09-01', 2, '2015-09-06'],
    ['2020-01-22', 2, '2020-02-03'],
  ])('%s and %i working days is %s', (start, amount, end) => {
    expect(addWorkdays(calendar, start, amount).date).toBe(end)
  })

  test('a count that touches a year without its notice is provisional, one that does not is not', () => {
    expect(addWorkdays(calendar, '2026-12-25', 7).provisional).toBe(true)
    expect(addWorkdays(calendar, '2026-12-25', 4)).toEqual({ date: '2026-12-31', provisional: false })
    expect(onOrNextWorkday(calendar, '2027-01-01')).toEqual({ date: '2027-01-04', provisional: true })
  })

  test('the end is a working day, and exactly that many working days lie after the start', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: 1, max: 60 }), (start, amount) => {
        const { date } = addWorkdays(calendar, start, amount)
        expect(isWorkday(calendar, date).workday).toBe(true)
        let counted = 0
        for (let day = addDays(start, 1); day <= date; day = addDays(day, 1)) {
          if (isWorkday(calendar, day).workday) counted += 1
        }
        expect(counted).toBe(amount)
      }),
    )
  })

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (start, a, b) => {
        const middle = addWorkdays(calendar, start, a).date
        expect(addWorkdays(calendar, middle, b).date).toBe(addWorkdays(calendar, start, a + b).date)
      }),
    )
  })
})

describe('civil dates of Shanghai', () => {
  test('the day begins at 16:00 UTC of the day before and ends at its 24:00', () => {
    expect(toShanghaiDate(new Date('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21')
    expect(toShanghaiDate(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
    expect(shanghaiInstant('2026-11-22').toISOString()).toBe('2026-11-21T16:00:00.000Z')
    expect(shanghaiInstant('2026-11-22', '24:00')).toEqual(shanghaiInstant('2026-11-23'))
  })

  test('an instant lies within the day it is said to lie in, whatever the zone of this machine', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2004-01-02'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (instant) => {
          const day = toShanghaiDate(instant)
          expect(shanghaiInstant(day) <= instant && instant < shanghaiInstant(day, '24:00')).toBe(true)
          expect(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instant)).toBe(day)
        },
      ),
    )
  })

  test('days come back after going, and a date that does not exist is none', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day)
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    )
    expect(isRealDate('2026-02-29')).toBe(false)
    expect(isRealDate('2024-02-29')).toBe(true)
    expect(isRealDate('2026-4-5')).toBe(false)
  })
})
