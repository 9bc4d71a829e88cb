import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockFacts, explainClock } from '../../../../src/cases/clocks/clock-count.ts'
import { extendable, extendedBy, resumedBy, stoppedBy } from '../../../../src/cases/clocks/clock-holds.ts'
import { type ClockRow, promisedClock } from '../../../../src/cases/clocks/clock-moves.ts'
import { clockOf } from '../../../../src/cases/clocks/clocks.ts'
import { instantOf, stepsAt, youngShare } from '../../../../src/cases/reminders/reminder-steps.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { addDays, isWorkday, shanghaiInstant } from '../../../../src/reference/calendar.ts'
import type { ClockRule } from '../../../../src/reference/city.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const at = (day: string, time = '10:00'): Date => shanghaiInstant(day, time)

function ruleOf(id: string, since: string): ClockRule {
  const rule = city.clockRules.find((one) => one.id === id && one.effectiveFrom === since)
  if (!rule) throw new Error(`no rule ${id} since ${since}`)
  return rule
}

const mediation = ruleOf('AMR_COMPLAINT.mediation_end', '2020-01-01')
const reply = ruleOf('H12345.reply', '2020-01-01')
const finish = ruleOf('XINFANG.finish', '2022-05-01')

const rowOf = (rule: ClockRule, start: string, said: Partial<ClockRow> = {}): ClockRow => ({
  rule: rule.id,
  rule_from: rule.effectiveFrom,
  starts_at: at(start),
  due_at: clockOf(city.calendar, rule, at(start)).dueAt,
  provisional: false,
  met_at: null,
  paused_at: null,
  extended: 0,
  ...said,
})

const day = fc.integer({ min: 0, max: 2200 }).map((n) => addDays('2020-02-01', n))

describe('a clock that stood still or was extended', () => {
  it('has the working days of its rule and its extension outside of its pauses, whatever they are', () => {
    const pause = fc.record({ after: fc.integer({ min: 0, max: 80 }), days: fc.integer({ min: 0, max: 40 }) })
    fc.assert(
      fc.property(day, fc.array(pause, { maxLength: 3 }), fc.constantFrom(mediation, reply), (start, spans, rule) => {
        const kind = rule.pauses[0]?.for ?? 'testing'
        const pauses = spans.map(({ after, days }) => {
          const from = addDays(start, after)
          return { kind, from: at(from), to: at(addDays(from, days)) }
        })
        const extended = rule.extension ? spans.length : 0
        const facts: ClockFacts = { pauses, extended }
        const clock = clockOf(city.calendar, rule, at(start), facts)
        const lines = explainClock(city.calendar, clock)
        expect(lines.filter(({ counted }) => counted)).toHaveLength(rule.amount + extended)
        expect(lines.at(-1)?.date).toBe(clock.lastDay)
        expect(clock.dueAt >= clockOf(city.calendar, rule, at(start)).dueAt).toBe(true)
        for (const { date, counted } of lines.slice(1)) {
          const inPause = spans.some(({ after, days }) => {
            const from = addDays(start, after)
            return date > from && date <= addDays(from, days)
          })
          if (counted) expect(inPause).toBe(false)
          if (!counted && !inPause) expect(isWorkday(city.calendar, date).workday).toBe(false)
        }
      }),
    )
  })

  it('that was never touched ends and is explained as before', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(mediation, reply, finish), (start, rule) => {
        const plain = clockOf(city.calendar, rule, at(start))
        // A pause of another kind than the rule knows is none.
        const other = {
          kind: rule === reply ? ('testing' as const) : ('supplement' as const),
          from: at(start),
          to: null,
        }
        expect(clockOf(city.calendar, rule, at(start), { pauses: [other], extended: 0 })).toEqual(plain)
      }),
    )
  })

  it('stops only where the rule knows the pause and the term is not over, and runs on by as many days', () => {
    const row = rowOf(reply, '2026-11-16')
    expect(stoppedBy(city, [row], 'testing', at('2026-11-17'))).toEqual([])
    expect(stoppedBy(city, [row], 'supplement', at('2026-11-24'))).toEqual([])
    expect(stoppedBy(city, [row], 'supplement', at('2026-11-17'))).toEqual([row])
    const paused = { ...row, paused_at: at('2026-11-17') }
    const pauses = [{ kind: 'supplement' as const, from: at('2026-11-17'), to: null }]
    expect(resumedBy(city, [paused], pauses, ['testing'], at('2026-11-19'))).toEqual([])
    const [resumed] = resumedBy(city, [paused], pauses, ['supplement'], at('2026-11-19'))
    expect(resumed?.due_at).toEqual(at('2026-11-25', '24:00'))
    const [sameDay] = resumedBy(city, [paused], pauses, ['supplement'], at('2026-11-17', '23:00'))
    expect(sameDay?.due_at).toEqual(row.due_at)
  })

  it('that was promised for an earlier day keeps its lead over the count', () => {
    const early = rowOf(reply, '2026-11-16', { due_at: at('2026-11-20', '24:00') })
    expect(promisedClock(city, early)?.clock).toMatchObject({ lastDay: '2026-11-20', dueAt: at('2026-11-20', '24:00') })
    const paused = { ...early, paused_at: at('2026-11-17') }
    const pauses = [{ kind: 'supplement' as const, from: at('2026-11-17'), to: null }]
    const [resumed] = resumedBy(city, [paused], pauses, ['supplement'], at('2026-11-19'))
    // The count moves from Monday 23 to Wednesday 25; the promise by the same two days, from Friday over the weekend to Monday.
    expect(resumed?.due_at).toEqual(at('2026-11-23', '24:00'))
    expect(extendedBy(city, early, [], 10)?.due_at).toEqual(at('2026-12-04', '24:00'))
  })

  it('may be extended once, while it runs, where the rule knows an extension', () => {
    const now = at('2026-11-18')
    const row = rowOf(reply, '2026-11-16')
    const sign = rowOf(ruleOf('H12345.sign', '2020-01-01'), '2026-11-16', { due_at: at('2026-11-30') })
    const gone = [
      { ...row, met_at: now },
      { ...row, paused_at: now },
      { ...row, extended: 3 },
      { ...row, due_at: at('2026-11-17') },
      sign,
    ]
    expect(extendable(city, [...gone, row], now).map((one) => one.row)).toEqual([row])
  })

  it('extended in days ends on a working day, counted on from its own end', () => {
    const row = rowOf(finish, '2026-04-20')
    // Sixty days end on 19 June, a holiday, so the clock on 22 June; thirty more on 19 July, a Sunday, so on 20 July.
    expect(row.due_at).toEqual(at('2026-06-22', '24:00'))
    expect(extendedBy(city, row, [], 30)?.due_at).toEqual(at('2026-07-20', '24:00'))
  })
})

describe('the steps of a clock', () => {
  const accept = ruleOf('AMR_COMPLAINT.accept_decision', '2026-04-15')

  it('fall where that share of the counted days is over', () => {
    const clock = clockOf(city.calendar, accept, at('2026-09-28'))
    expect(instantOf(city.calendar, clock, 50)).toEqual(at('2026-10-09', '12:00'))
    expect(instantOf(city.calendar, clock, 100)).toEqual(clock.dueAt)
    const oneDay = clockOf(city.calendar, { ...accept, amount: 1 }, at('2026-11-20'))
    expect(instantOf(city.calendar, oneDay, 50)).toEqual(at('2026-11-23', '12:00'))
    const hours = clockOf(city.calendar, { ...accept, amount: 24, unit: 'hour' }, at('2026-11-20'))
    expect(instantOf(city.calendar, hours, 50)).toEqual(at('2026-11-20', '22:00'))
  })

  it('come in order and within the clock, whenever it began', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(accept, mediation, finish), (start, rule) => {
        const clock = clockOf(city.calendar, rule, at(start))
        const [half, most, all] = [50, 80, 100].map((percent) => instantOf(city.calendar, clock, percent).getTime())
        expect(clock.startsAt.getTime()).toBeLessThan(half ?? 0)
        expect(half).toBeLessThan(most ?? 0)
        expect(most).toBeLessThan(all ?? 0)
      }),
    )
  })

  it('never come so early that a clock is taken for a young one', () => {
    const kinds = city.clockRules.filter(
      ({ force, unit, amount }) => city.reminders.forces.includes(force) && unit !== 'minute' && amount <= 24,
    )
    const rules = new Map(kinds.map((rule) => [`${rule.unit} ${rule.amount}`, rule]))
    let least = 1
    for (const rule of rules.values()) {
      for (let start = '2026-01-15'; start < '2027-03-01'; start = addDays(start, 1)) {
        const clock = clockOf(city.calendar, rule, at(start, '23:59'))
        const whole = clock.dueAt.getTime() - clock.startsAt.getTime()
        least = Math.min(least, (instantOf(city.calendar, clock, 50).getTime() - clock.startsAt.getTime()) / whole)
      }
    }
    expect(rules.size).toBeGreaterThan(8)
    expect(least).toBeGreaterThan(youngShare)
  })

  it('of a target tell nobody; of a statutory clock the last one reached tells, and the next is waited for', () => {
    const target = clockOf(city.calendar, reply, at('2026-11-16'))
    expect(stepsAt(city, target, at('2027-01-01'))).toEqual({ reached: null, nextAt: null })
    const clock = clockOf(city.calendar, accept, at('2026-11-16'))
    expect(stepsAt(city, clock, at('2026-11-17'))).toMatchObject({ reached: null, nextAt: at('2026-11-20', '12:00') })
    expect(stepsAt(city, clock, at('2026-11-25'))).toMatchObject({ reached: { percent: 80 }, nextAt: clock.dueAt })
    expect(stepsAt(city, clock, at('2026-12-25'))).toMatchObject({ reached: { percent: 100 }, nextAt: null })
  })
})
