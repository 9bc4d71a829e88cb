import chineseDays from 'chinese-days'
import fc from 'fast-check'
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

describe('working days', () => {
  test('every day of 2004 to 2026 agrees with the published notices', () => {
    const differences: string[] = []
    for (let day = '2004-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (isWorkday(calendar, day).workday !== chineseDays.isWorkday(day)) differences.push(day)
    }
    expect(differences).toEqual([])
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
