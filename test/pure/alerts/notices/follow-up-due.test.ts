import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recallDue, reviewDue, workdaysBefore } from '../../../../src/alerts/notices/follow-up-due.ts'
import { readTradeDate } from '../../../../src/intake/bulletins/tbt-dates.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
/** The Monday before the National Day week of 2026, ten in the morning. */
const monday = new Date('2026-09-28T02:00:00Z')

describe('the follow-up of a recall', () => {
  test('is due two working days later, over the holidays, to the end of the day', () => {
    expect(recallDue(city, monday).dueAt).toEqual(new Date('2026-09-30T16:00:00Z'))
    // 1 to 7 October are off; the count goes on with the 8th and the 9th.
    expect(recallDue(city, new Date('2026-09-30T02:00:00Z')).dueAt).toEqual(new Date('2026-10-09T16:00:00Z'))
  })

  test('says that the limit is a target', () => {
    expect(recallDue(city, monday).because.zh).toContain('目标')
  })
})

describe('the review of a bulletin', () => {
  const due = (comments: string) => reviewDue(city, readTradeDate(comments), monday)

  test('leaves ten working days before comments close, the last day among them', () => {
    const last = '2026-11-27'
    const planned = workdaysBefore(city.calendar, last, 10)
    expect(planned).toBe('2026-11-13')
    expect(due(last).dueAt).toEqual(new Date('2026-11-13T16:00:00Z'))
  })

  test('when that is past, is due the next working day but never after comments close', () => {
    expect(due('2026-10-12').dueAt).toEqual(new Date('2026-09-29T16:00:00Z'))
    expect(due('2026-09-28').dueAt).toEqual(new Date('2026-09-28T16:00:00Z'))
  })

  test('counts from the earliest day of a span', () => {
    expect(due('December 2026').dueAt).toEqual(reviewDue(city, readTradeDate('2026-12-01'), monday).dueAt)
  })

  test('has no date when the last day is open or past: nothing unknown is ever overdue', () => {
    expect(due('').dueAt).toBeNull()
    expect(due('To be determined').dueAt).toBeNull()
    expect(due('2026-09-27').dueAt).toBeNull()
  })

  test('is never due after comments close, whatever the day', () => {
    for (let day = 1; day <= 60; day += 1) {
      const last = new Date(Date.UTC(2026, 8, 27 + day)).toISOString().slice(0, 10)
      const { dueAt } = due(last)
      expect(dueAt, last).not.toBeNull()
      expect(dueAt?.getTime(), last).toBeLessThanOrEqual(Date.parse(`${last}T16:00:00Z`))
      expect(dueAt?.getTime(), last).toBeGreaterThan(monday.getTime())
    }
  })
})
