import { describe, expect, it } from 'vitest'
import { forecastLateness } from '../../../src/cases/reminders/forecast-lateness.ts'
import { listForecast } from '../../../src/cases/reminders/list-forecast.ts'
import type { Actor } from '../../../src/context.ts'
import { Forbidden } from '../../../src/errors.ts'
import { shanghaiInstant } from '../../../src/reference/calendar.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const at = (day: string, time = '10:00'): Date => shanghaiInstant(day, time)
const now = at('2026-11-23')
const forecast = (when = now) =>
  forecastLateness(contextOf(world, { actor: { kind: 'job', name: 'forecast-lateness' }, now: when }))
const listed = (actor: Actor) => listForecast(contextOf(world, { actor, now }), { page: 1 })

/** Complaints of October to a bureau, each decided on so many working days, or never (null). */
async function history(lead: string, decidedOn: (string | null)[]): Promise<void> {
  for (const day of decidedOn) {
    const caseId = await openCaseAt(world, { openedAt: at('2026-10-12'), lead })
    if (day)
      await db
        .updateTable('case_clock')
        .set({ met_at: at(day) })
        .where('case_id', '=', caseId)
        .execute()
  }
}

describe('the forecast of the week', () => {
  it('ranks by how cases of that bureau went that were as old, and says which they were', async () => {
    // Due 21 October. HCB decides on the last days or too late, AMR at once.
    await history(
      'AMR',
      Array.from({ length: 12 }, () => '2026-10-13'),
    )
    await history('HCB', [
      ...Array.from({ length: 6 }, () => '2026-10-21'),
      ...Array.from({ length: 6 }, () => '2026-10-28'),
      null,
    ])
    const slow = await openCaseAt(world, { openedAt: at('2026-11-16'), lead: 'HCB' })
    const quick = await openCaseAt(world, { openedAt: at('2026-11-20'), lead: 'AMR' })
    await openCaseAt(world, { openedAt: at('2026-11-16'), lead: 'AMR', state: 'closed' })
    expect(await forecast()).toBe(1)
    expect(await forecast(at('2026-11-23', '10:30'))).toBe(0)

    const office = await anOfficer(db, { bureau: 'DATA', role: 'joint_office' })
    const { forecasts, expectedLate } = await listed(office)
    expect(forecasts.map(({ caseId }) => caseId)).toEqual([slow])
    expect(forecasts[0]).toMatchObject({ pool: 'leaf', age: 5, alike: 13, alikeLate: 7 })
    expect(expectedLate).toBeGreaterThan(0.4)

    // The other clock, of Friday, is due on Tuesday week: within the seven days only from Wednesday on.
    expect(await forecast(at('2026-11-25'))).toBe(2)
    const later = await listed(office)
    expect(later.forecasts.map(({ caseId }) => caseId)).toEqual([slow, quick])
    expect(later.forecasts[1]?.late).toBeLessThan(later.forecasts[0]?.late ?? 0)
  })

  it('shows a bureau its own, and nothing to those who are told of no clocks', async () => {
    await openCaseAt(world, { openedAt: at('2026-11-16'), lead: 'HCB' })
    expect(await forecast()).toBe(1)
    expect((await listed(await anOfficer(db, { bureau: 'HCB' }))).forecasts).toMatchObject([{ pool: 'none' }])
    expect((await listed(await anOfficer(db, { bureau: 'AMR', role: 'head' }))).forecasts).toEqual([])
    await expect(listed(await anOfficer(db, { role: 'administrator' }))).rejects.toBeInstanceOf(Forbidden)
  })

  it('does not take the right to object to a dispatch for a duty that may be late', async () => {
    const caseId = await openCaseAt(world, { openedAt: now, lead: 'HCB', clocks: 'H12345' })
    const rules = await db.selectFrom('case_clock').select('rule').where('case_id', '=', caseId).execute()
    expect(rules).toContainEqual({ rule: 'H12345.return_objection' })
    await forecast()
    const told = await db.selectFrom('clock_forecast').select('rule').where('case_id', '=', caseId).execute()
    expect(told).toContainEqual({ rule: 'H12345.sign' })
    expect(told).not.toContainEqual({ rule: 'H12345.return_objection' })
  })

  it('leaves a clock out once it is met or stands still, and is made by one process at a time', async () => {
    const caseId = await openCaseAt(world, { openedAt: at('2026-11-16') })
    const made = await Promise.all([forecast(), forecast()])
    expect(made.sort()).toEqual([0, 1])
    await db.updateTable('case_clock').set({ paused_at: now }).where('case_id', '=', caseId).execute()
    const officer = await anOfficer(db, { bureau: 'AMR' })
    expect((await listed(officer)).forecasts).toEqual([])
    expect(await forecast(at('2026-11-23', '12:00'))).toBe(0)
    expect(await db.selectFrom('clock_forecast').selectAll().execute()).toEqual([])
  })
})
