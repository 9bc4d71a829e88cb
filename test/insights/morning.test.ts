import { describe, expect, it } from 'vitest'
import { Forbidden } from '../../src/errors.ts'
import { drawUpEvaluation } from '../../src/insights/evaluation/draw-up-evaluation.ts'
import { readMorning } from '../../src/insights/morning/read-morning.ts'
import { makeReport } from '../../src/insights/report/make-report.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const later = new Date(monday.getTime() + 40 * 86_400_000)

describe('the morning of the joint meeting', () => {
  it('shows what burns, what is late, what waits and what is disputed, and nothing that is settled', async () => {
    const actor = await anOfficer(world.db, { role: 'joint_office', bureau: 'DATA' })
    const context = contextOf(world, { actor, now: later })
    const burning = await openCaseAt(world, { state: 'handling', lead: 'AMR', danger: 3, title: '电动车电池起火' })
    await openCaseAt(world, { state: 'closed', lead: 'AMR', danger: 3, title: '已经办完的起火' })
    const disputed = await openCaseAt(world, { state: 'to_rule', lead: 'HCB', title: '没有人接的楼道' })
    await drawUpEvaluation(context, { first: '2026-11-01', last: '2026-11-30' })
    const reportId = await makeReport(context, { first: '2026-11-01', last: '2026-11-30', district: '', domain: '' })
    const morning = await readMorning(context)
    expect(morning.burning).toMatchObject({ total: 1, lines: [{ id: burning, danger: 3 }] })
    expect(morning.disputes.lines.map(({ id }) => id)).toEqual([disputed])
    expect(morning.signatures.lines.map(({ kind }) => kind).sort()).toEqual(['evaluation', 'report'])
    expect(morning.late.find(({ bureau }) => bureau === 'AMR')?.clocks).toBeGreaterThan(0)
    expect(morning.lateTotal).toBe(morning.late.reduce((sum, { clocks }) => sum + clocks, 0))
    expect(morning.standing?.reportId).toBe(reportId)
    expect(morning.standing?.figures.length).toBeGreaterThan(3)
  })

  it('is nobody else’s', async () => {
    const actor = await anOfficer(world.db, { role: 'head', bureau: 'AMR' })
    await expect(readMorning(contextOf(world, { actor }))).rejects.toThrow(Forbidden)
  })
})
