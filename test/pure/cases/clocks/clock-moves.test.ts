import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type ClockRow,
  clockOfRow,
  clocksThatCount,
  moveClocks,
  promisedClock,
} from '../../../../src/cases/clocks/clock-moves.ts'
import { type Clock, startClocks } from '../../../../src/cases/clocks/clocks.ts'
import { milestonesOpen } from '../../../../src/cases/clocks/milestones.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const leaf = [...city.leaves.values()].find(({ complaintRule }) => complaintRule === 'H12345')?.code ?? ''
const received = new Date('2026-11-16T02:00:00Z')
const filing = { city, leaf, kind: 'complaint' as const, receivedAt: received, danger: 0 }

const rowOf = (clock: Clock): ClockRow => ({
  rule: clock.rule.id,
  rule_from: clock.version,
  starts_at: clock.startsAt,
  due_at: clock.dueAt,
  provisional: clock.provisional,
  met_at: null,
  paused_at: null,
  extended: 0,
})
const at = (hours: number): Date => new Date(received.getTime() + hours * 3_600_000)

/** The rows after a move, as the database would hold them. */
function rowsAfter(rows: ClockRow[], move: ReturnType<typeof moveClocks>, when: Date): ClockRow[] {
  const kept = rows
    .filter((row) => !move.started.some((clock) => clock.rule.id === row.rule))
    .map((row) => (move.met.includes(row.rule) ? { ...row, met_at: when } : row))
  return [...kept, ...move.started.map(rowOf)]
}

describe('the clocks of a case as it moves', () => {
  const dispatched = startClocks({ ...filing, state: 'dispatched' }).map(rowOf)
  const dueOf = (rows: ClockRow[], milestone: string) => rows.find(({ rule }) => rule === `H12345.${milestone}`)

  it('are met by the act they wait for, and it starts the next', () => {
    const move = moveClocks({ filing, rows: dispatched, meets: ['signed'], starts: ['signed'], at: at(2) })
    expect(move.met).toEqual(expect.arrayContaining(['H12345.sign', 'H12345.return_objection']))
    expect(move.met).not.toContain('H12345.reply')
    expect(move.started.map(({ rule }) => rule.id)).toEqual(['H12345.contact'])
    expect(move.nextDueAt).toEqual(move.started[0]?.dueAt)
  })

  it('never move a promised date later when the case is returned and dispatched again', () => {
    const promised = dueOf(dispatched, 'reply')?.due_at
    const returned = moveClocks({ filing, rows: dispatched, meets: ['returned', 'signed'], starts: [], at: at(5) })
    const back = rowsAfter(dispatched, returned, at(5))
    const again = moveClocks({ filing, rows: back, meets: ['dispatched'], starts: ['dispatched'], at: at(30) })
    const rows = rowsAfter(back, again, at(30))
    expect(promised).toBeInstanceOf(Date)
    expect(dueOf(rows, 'reply')?.due_at).toEqual(promised)
    expect(dueOf(rows, 'sign')).toMatchObject({ starts_at: at(30), met_at: null })
  })

  it('leave no due date when the last one is met', () => {
    const rows = dispatched.map((row) => (row.rule === 'H12345.reply' ? row : { ...row, met_at: at(1) }))
    const move = moveClocks({ filing, rows, meets: ['replied', 'accepted'], starts: ['replied'], at: at(9) })
    expect(move).toMatchObject({ met: ['H12345.reply'], started: [], nextDueAt: null })
  })

  it('that a case cut short by its end are left out; those overdue or met before, or begun by it, stay', () => {
    const [row] = dispatched
    if (!row) throw new Error('no clock was started')
    const end = at(100)
    const cut = { ...row, rule: 'cut', due_at: at(101) }
    const late = { ...row, rule: 'late', due_at: at(99) }
    const met = { ...row, rule: 'met', due_at: at(200), met_at: at(50) }
    const begun = { ...row, rule: 'begun', starts_at: end, due_at: at(200) }
    expect(clocksThatCount([cut, late, met, begun], end).map(({ rule }) => rule)).toEqual(['late', 'met', 'begun'])
    expect(clocksThatCount([cut], null)).toEqual([cut])
  })

  it('are read back with the article of the version that governed them', () => {
    const [row] = dispatched
    expect(row && clockOfRow(city, row)?.dueAt).toEqual(row?.due_at)
    expect(row && clockOfRow(city, { ...row, rule_from: '1999-01-01' })).toBeNull()
  })
})

describe('the steps an officer can record', () => {
  it('are those a running clock waits for, and those that would start one', () => {
    const rules = [
      { id: 'A.contact', from: 'signed', until: 'contacted' },
      { id: 'A.reply', from: 'dispatched', until: 'replied|feedback_given' },
      { id: 'A.tell', from: 'filing_decision', until: 'reporter_told' },
      { id: 'A.site', from: 'received', until: 'on_site' },
    ]
    const clocks = [
      { rule: 'A.contact', running: true },
      { rule: 'A.reply', running: true },
      { rule: 'A.site', running: false },
    ]
    expect(milestonesOpen(rules, clocks)).toEqual(['contacted', 'feedback_given', 'filing_decision'])
  })
})

it('a clock that was met is explained without what was waited for afterwards', () => {
  const leaf = [...city.leaves.values()].find(({ complaintRule }) => complaintRule === 'AMR_COMPLAINT')?.code ?? ''
  const [first] = startClocks({ ...filing, leaf, state: 'dispatched' }).map(rowOf)
  if (!first) throw new Error('no clock')
  const wait = { kind: 'supplement' as const, from: at(5), to: at(53) }
  const running = promisedClock(city, first, [wait])?.clock
  const met = promisedClock(city, { ...first, met_at: at(4) }, [wait])?.clock
  expect(running?.pauses).toEqual([wait])
  expect(met?.pauses).toEqual([])
  expect(promisedClock(city, { ...first, met_at: at(60) }, [wait])?.clock.pauses).toEqual([wait])
})
