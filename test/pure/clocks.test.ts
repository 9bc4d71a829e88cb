import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainClock } from '../../src/cases/clocks/clock-count.ts'
import { type ClockReading, clockOf, readClocks, startClocks } from '../../src/cases/clocks/clocks.ts'
import { addDays, isWorkday, shanghaiInstant, toShanghaiDate } from '../../src/reference/calendar.ts'
import type { City, ClockRule } from '../../src/reference/city.ts'
import { loadCity } from '../../src/reference/load-city.ts'

const city = loadCity(`${import.meta.dirname}/../../city/shenzhen`)

function ruleOf(id: string, on = '2026-11-16'): ClockRule {
  const rule = city.clockRules.find(
    (candidate) =>
      candidate.id === id &&
      candidate.effectiveFrom <= on &&
      (candidate.effectiveTo === null || on < candidate.effectiveTo),
  )
  if (!rule) throw new Error(`no rule ${id} on ${on}`)
  return rule
}

function counted(amount: number, unit: ClockRule['unit'], from: string, time = '10:00') {
  return clockOf(
    city.calendar,
    { ...ruleOf('AMR_COMPLAINT.accept_decision'), amount, unit },
    shanghaiInstant(from, time),
  )
}

function started(filing: Partial<Parameters<typeof startClocks>[0]> = {}) {
  const receivedAt = shanghaiInstant('2026-11-16', '10:00')
  return startClocks({ city, leaf: 'FOOD.01', kind: 'complaint', receivedAt, danger: 0, ...filing })
}

const ids = (clocks: { rule: ClockRule }[]) => clocks.map((clock) => clock.rule.id)

describe('the arithmetic of a limit', () => {
  test.each([
    [7, 'workday', '2026-09-28', '2026-10-13'],
    [5, 'workday', '2026-02-11', '2026-02-25'],
    [7, 'workday', '2026-04-29', '2026-05-12'],
    [60, 'day', '2026-04-20', '2026-06-22'],
    [15, 'day', '2026-09-21', '2026-10-08'],
    [15, 'day', '2026-11-16', '2026-12-01'],
  ] as const)('%i %s from %s ends with %s', (amount, unit, from, last) => {
    const clock = counted(amount, unit, from)
    expect(clock.lastDay).toBe(last)
    expect(clock.dueAt).toEqual(shanghaiInstant(last, '24:00'))
    expect(clock.provisional).toBe(false)
  })

  test('a period that ends on a holiday shows both days; working days never need it', () => {
    expect(counted(60, 'day', '2026-04-20')).toMatchObject({ countedTo: '2026-06-19', lastDay: '2026-06-22' })
    expect(counted(7, 'workday', '2026-09-28')).toMatchObject({ countedTo: '2026-10-13', lastDay: '2026-10-13' })
  })

  test('hours and minutes run from the instant, through the night and the weekend', () => {
    const clock = counted(24, 'hour', '2026-11-20', '17:45')
    expect(clock.dueAt).toEqual(shanghaiInstant('2026-11-21', '17:45'))
    expect(clock.lastDay).toBeNull()
    expect(counted(30, 'minute', '2026-11-20', '23:50').dueAt).toEqual(shanghaiInstant('2026-11-21', '00:20'))
  })

  test('the hour of the day does not change where a count of days ends', () => {
    expect(counted(7, 'workday', '2026-11-16', '00:00').dueAt).toEqual(
      counted(7, 'workday', '2026-11-16', '23:59').dueAt,
    )
    expect(counted(7, 'workday', '2026-11-16', '23:59').dueAt).not.toEqual(
      counted(7, 'workday', '2026-11-17', '00:00').dueAt,
    )
  })

  test('a count into a year without its holiday notice is provisional', () => {
    expect(counted(7, 'workday', '2026-12-25')).toMatchObject({ lastDay: '2027-01-06', provisional: true })
    expect(counted(60, 'day', '2026-11-16')).toMatchObject({ lastDay: '2027-01-15', provisional: true })
    expect(counted(24, 'hour', '2026-12-31')).toMatchObject({ provisional: false })
  })

  test('explained day by day, the lines add up to the amount and end on the last day', () => {
    const lines = explainClock(city.calendar, counted(7, 'workday', '2026-09-28'))
    expect(lines[0]).toMatchObject({
      date: '2026-09-28',
      counted: false,
      running: 0,
      because: { zh: '开始当日不计入' },
    })
    expect(lines.find((line) => line.date === '2026-10-01')).toMatchObject({
      counted: false,
      because: { zh: '国庆节' },
    })
    expect(lines.find((line) => line.date === '2026-10-10')).toMatchObject({
      counted: true,
      because: { zh: '调休上班' },
    })
    expect(lines.at(-1)).toMatchObject({ date: '2026-10-13', counted: true, running: 7 })

    const days = explainClock(city.calendar, counted(60, 'day', '2026-04-20'))
    expect(days.filter((line) => line.counted)).toHaveLength(60)
    expect(days.at(-1)).toMatchObject({
      date: '2026-06-22',
      counted: false,
      running: 60,
      because: { zh: expect.stringContaining('顺延') },
    })
    expect(explainClock(city.calendar, counted(24, 'hour', '2026-11-20'))).toHaveLength(2)
  })

  test('whatever the start and the amount, the explanation and the due date agree', () => {
    const start = fc.integer({ min: 0, max: 7600 }).map((n) => addDays('2005-06-01', n))
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('day' as const, 'workday' as const),
        (from, n, unit) => {
          const clock = counted(n, unit, from)
          const lines = explainClock(city.calendar, clock)
          expect(lines.filter((line) => line.counted)).toHaveLength(n)
          expect(lines.at(-1)?.date).toBe(clock.lastDay)
          expect(isWorkday(city.calendar, clock.lastDay ?? '').workday).toBe(true)
          expect(clock.dueAt.getTime()).toBeGreaterThan(clock.startsAt.getTime())
          expect(lines.filter((line) => line.date > (clock.countedTo ?? '') && line.counted)).toEqual([])
        },
      ),
    )
  })
})

describe('the clocks of a filing', () => {
  test('a consumer complaint is to be accepted or refused within seven working days', () => {
    const [accept, ...rest] = started()
    expect(rest).toEqual([])
    expect(accept).toMatchObject({
      amount: 7,
      unit: 'workday',
      force: 'statutory',
      article: '《消费者权益保护法》第四十六条',
      lastDay: '2026-11-25',
    })
  })

  test('a report runs under its own rule, not under that of the complaint', () => {
    expect(ids(started({ kind: 'report' }))).toEqual(['AMR_REPORT.verify'])
  })

  test('the version in force on the day of receipt governs, to the day', () => {
    const before = started({ receivedAt: shanghaiInstant('2026-04-14', '23:59') })[0]
    const after = started({ receivedAt: shanghaiInstant('2026-04-15', '00:00') })[0]
    expect(before).toMatchObject({ version: '2020-01-01', article: expect.stringContaining('第20号') })
    expect(after).toMatchObject({ version: '2026-04-15', article: expect.not.stringContaining('第20号') })
  })

  test('danger adds its clocks to whatever matter it is found in, and no danger adds none', () => {
    const calm = started({ leaf: 'HOMEUTIL.01', danger: 1 })
    const danger = started({ leaf: 'HOMEUTIL.01', danger: 2 })
    expect(ids(calm)).toEqual(['H12345.sign', 'H12345.return_objection', 'H12345.reply'])
    expect(ids(danger), 'the soonest due first').toEqual(['DANGER.urgent_feedback', ...ids(calm)])
    expect(danger[0]?.dueAt).toEqual(shanghaiInstant('2026-11-16', '12:00'))
  })

  test('a filing that waits for a dispatcher runs the clock of the dispatch, not those that follow it', () => {
    expect(ids(started({ leaf: 'HOMEUTIL.01', state: 'to_dispatch' }))).toEqual(['H12345.dispatch'])
    expect(ids(started({ leaf: 'FINCOM.05', state: 'referred' }))).toEqual(['POSTAL.company_reply'])
  })

  test('what fits no leaf runs under the ordinary clocks of the hotline', () => {
    expect(ids(started({ leaf: 'NONE', state: 'to_dispatch' }))).toEqual(['H12345.dispatch'])
  })

  test('every leaf has a clock from the first moment on, on both tracks', () => {
    const none = [...city.leaves.keys()].filter((leaf) =>
      (['complaint', 'report'] as const).some((kind) => started({ leaf, kind, state: 'to_dispatch' }).length === 0),
    )
    expect(none).toEqual([])
  })

  test('what the rules make of one day is worked out once: the filings after the first cost less than half', () => {
    const receivedAt = shanghaiInstant('2026-11-16', '10:00')
    const filing = { leaf: 'HOMEUTIL.01', kind: 'complaint', receivedAt, danger: 2 } as const
    const unread = (): City => ({ ...city, calendar: { ...city.calendar } })
    const shortest = (start: () => void) => {
      const runs = Array.from({ length: 12 }, () => {
        const from = performance.now()
        for (let i = 0; i < 300; i += 1) start()
        return performance.now() - from
      })
      return Math.min(...runs)
    }
    const anew = shortest(() => startClocks({ ...filing, city: unread() }))
    expect(shortest(() => startClocks({ ...filing, city }))).toBeLessThan(anew / 2)
  })
})

describe('reading the clocks of a case', () => {
  const receivedAt = shanghaiInstant('2026-04-10', '10:00')
  const at = (day: string, time = '10:00') => shanghaiInstant(day, time)

  function readings(events: { kind: string; at: Date }[], now: Date, of: City = city): Record<string, ClockReading> {
    const filing = { city: of, leaf: 'FOOD.01', kind: 'complaint', receivedAt, danger: 0 } as const
    return Object.fromEntries(
      readClocks({ ...filing, events, now }).map((reading) => [reading.rule.milestone, reading]),
    )
  }

  test('a clock waits for its event, runs, is met, and then no longer runs', () => {
    expect(readings([], at('2026-04-11')).mediation_end).toMatchObject({ state: 'waiting', clock: null, metAt: null })
    const accepted = readings([{ kind: 'accepted', at: at('2026-04-14') }], at('2026-04-30'))
    expect(accepted.accept_decision).toMatchObject({ state: 'met', metAt: at('2026-04-14') })
    expect(accepted.mediation_end).toMatchObject({ state: 'running' })
  })

  test('a matter received under the old Order keeps its 45 working days though the new Order came before acceptance', () => {
    const { mediation_end } = readings([{ kind: 'accepted', at: at('2026-04-20') }], at('2026-04-30'))
    expect(mediation_end?.clock).toMatchObject({ amount: 45, unit: 'workday', lastDay: '2026-06-25' })
  })

  test('a decision within the last day is in time, one after its midnight is late, none at all is overdue', () => {
    const due = toShanghaiDate(new Date((readings([], receivedAt).accept_decision?.clock?.dueAt.getTime() ?? 0) - 1))
    expect(due).toBe('2026-04-21')
    expect(readings([{ kind: 'refused', at: at(due, '23:59') }], at('2026-06-01')).accept_decision?.state).toBe('met')
    expect(readings([{ kind: 'refused', at: at(addDays(due, 1)) }], at('2026-06-01')).accept_decision?.state).toBe(
      'met_late',
    )
    expect(readings([], at(due, '23:59')).accept_decision?.state).toBe('running')
    expect(readings([], at(addDays(due, 1))).accept_decision?.state).toBe('overdue')
  })

  test('an event that came before the clock began does not meet it', () => {
    const events = [
      { kind: 'terminated', at: at('2026-04-12') },
      { kind: 'accepted', at: at('2026-04-13') },
    ]
    expect(readings(events, at('2026-04-14')).mediation_end?.state).toBe('running')
  })
})
