import { describe, expect, it } from 'vitest'
import { promisedClock } from '../../../src/cases/clocks/clock-moves.ts'
import { recountClocks } from '../../../src/cases/clocks/recount-clocks.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import type { World } from '../../../src/context.ts'
import { shanghaiInstant } from '../../../src/reference/calendar.ts'
import type { CalendarYear } from '../../../src/reference/city.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const at = (day: string, time = '10:00'): Date => shanghaiInstant(day, time)
const accept = 'AMR_COMPLAINT.accept_decision'

/** The same city after a notice for 2027 was put into its calendar. */
function withNotice(said: Partial<CalendarYear>): World {
  const years = new Map(world.city.calendar.years)
  const before = years.get(2027)
  if (!before) throw new Error('2027 is not in the calendar')
  years.set(2027, { ...before, status: 'official', notice: '国办发明电〔2026〕9号', ...said })
  return { ...world, city: { ...world.city, calendar: { years } } }
}

const newYear = { zh: '元旦', en: 'New Year' }
const recount = (on: World, now = at('2026-12-27')) =>
  recountClocks(contextOf(on, { actor: { kind: 'job', name: 'recount-clocks' }, now }))
const clocks = () => db.selectFrom('case_clock').selectAll().orderBy('case_id').execute()
const events = () => db.selectFrom('case_event').where('act', '=', 'recount').selectAll().execute()

describe('a holiday notice that is loaded', () => {
  it('is compared with what was counted with before, and the first start only keeps it', async () => {
    await openCaseAt(world, { openedAt: at('2026-12-25') })
    expect(await recount(world)).toBe(0)
    expect(await db.selectFrom('calendar_year').select('year').execute()).toHaveLength(world.city.calendar.years.size)
    expect(await recount(world)).toBe(0)
    expect(await events()).toEqual([])
  })

  it('moves a date earlier where a make-up day comes before it, with a row that says why, once', async () => {
    const caseId = await openCaseAt(world, { openedAt: at('2026-12-25') })
    await recount(world)
    expect(await clocks()).toMatchObject([{ due_at: at('2027-01-06', '24:00'), provisional: true }])
    // Sunday 3 January is worked, so the seventh working day comes a day earlier.
    const made = withNotice({ makeupDays: new Set(['2027-01-03']) })
    const [one, two] = await Promise.all([recount(made), recount(made)])
    expect(one + two).toBe(1)
    expect(await recount(made)).toBe(0)
    expect(await clocks()).toMatchObject([{ due_at: at('2027-01-05', '24:00'), provisional: false, met_at: null }])
    const [event, ...more] = await events()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      case_id: caseId,
      actor: 'job:recount-clocks',
      from_state: 'dispatched',
      to_state: 'dispatched',
    })
    expect(event?.public_text).toContain('由 2027-01-06 提前到 2027-01-05')
    expect(event?.public_text).toContain('国办发明电〔2026〕9号')
    const file = await db.selectFrom('case_file').select('next_due_at').executeTakeFirstOrThrow()
    expect(file.next_due_at).toEqual(at('2027-01-05', '24:00'))
  })

  it('never moves a promised date later, and leaves no row where it would', async () => {
    const caseId = await openCaseAt(world, { openedAt: at('2026-12-25') })
    await recount(world)
    const longer = withNotice({
      holidays: new Map(['2027-01-01', '2027-01-04', '2027-01-05'].map((day) => [day, newYear])),
    })
    expect(await recount(longer)).toBe(0)
    expect(await clocks()).toMatchObject([{ due_at: at('2027-01-06', '24:00'), provisional: false }])
    expect(await events()).toEqual([])
    // Whoever reads it under the new calendar still reads the promise, beside a count that would end later.
    const officer = await anOfficer(db, { bureau: 'AMR' })
    const read = await readCase(contextOf(longer, { actor: officer, now: at('2026-12-28') }), caseId)
    expect(read.clocks.find(({ clock }) => clock.rule.id === accept)?.clock).toMatchObject({ lastDay: '2027-01-06' })
  })

  it('touches neither what is over nor what lies in other years', async () => {
    const before = await openCaseAt(world, { openedAt: at('2026-11-16') })
    const met = await openCaseAt(world, { openedAt: at('2026-12-25') })
    await db
      .updateTable('case_clock')
      .set({ met_at: at('2026-12-26') })
      .where('case_id', '=', met)
      .execute()
    await recount(world)
    const rows = await clocks()
    expect(await recount(withNotice({ makeupDays: new Set(['2027-01-03']) }))).toBe(0)
    expect(await clocks()).toEqual(rows)
    expect(rows.map(({ case_id }) => case_id)).toEqual([before, met])
  })

  it('that was read wrong in one process is not undone by it in another: the row keeps the earlier date', async () => {
    await openCaseAt(world, { openedAt: at('2026-12-25') })
    await recount(world)
    await recount(withNotice({ makeupDays: new Set(['2027-01-03']) }))
    const [row] = await clocks()
    if (!row) throw new Error('no clock')
    const promised = promisedClock(world.city, { ...row, extended: 0 })
    expect(promised?.clock.dueAt).toEqual(at('2027-01-05', '24:00'))
  })
})
