import { describe, expect, it } from 'vitest'
import { readRisk } from '../../../src/cases/risk/read-risk.ts'
import { reviseRisk } from '../../../src/cases/risk/revise-risk.ts'
import type { TypedScenario } from '../../../src/cases/risk/risk-factors.ts'
import { Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const reason = '现场核实，灶具已停用'
const scenario = (said: Partial<TypedScenario> = {}): TypedScenario => ({
  hazard: 'fire',
  group: '',
  severity: '4',
  steps: ['1', '0.5', '1', '0.1'],
  counted: true,
  ...said,
})
const officer = async (bureau = 'AMR') => contextOf(world, { actor: await anOfficer(db, { bureau }) })
const caseRow = (id: number) => db.selectFrom('case_file').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
const openTasks = (id: number) =>
  db.selectFrom('task').where('case_id', '=', id).where('done_at', 'is', null).select('kind').orderBy('kind').execute()

describe('revising the risk of a case', () => {
  it('sets the level, keeps who, when, why and every factor, and says what the machine had said', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    const context = await officer()
    await reviseRisk(context, { caseId, typed: [scenario(), scenario({ severity: '1' })], reason })
    expect(await caseRow(caseId)).toMatchObject({ risk: 'serious', moves: 1 })
    const kept = await db.selectFrom('risk_revision').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ reason, was: 'low', level: 'serious', severity: 4, bureau: 'AMR', at: context.now })
    expect(kept.scenarios).toHaveLength(2)
    const learnt = await db.selectFrom('correction').selectAll().executeTakeFirstOrThrow()
    expect(learnt).toMatchObject({ what: 'risk', source: 'officer', reason })
    expect(learnt.predicted).toMatchObject({ level: 'low' })
    const event = await db.selectFrom('case_event').where('act', '=', 'risk').selectAll().executeTakeFirstOrThrow()
    expect(event.internal_text).toContain(reason)
    expect(event.public_text).toBeNull()
  })

  it('found serious opens the rapid response and calls the duty desk; lowered again ends no work', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    await reviseRisk(await officer(), { caseId, typed: [scenario()], reason })
    expect(await openTasks(caseId)).toEqual([{ kind: 'handling' }, { kind: 'rapid_response' }])
    const letters = await db.selectFrom('letter').select('reason').execute()
    expect(letters).toEqual([{ reason: 'danger:1' }])
    await reviseRisk(await officer(), { caseId, typed: [scenario({ severity: '1' })], reason })
    expect((await caseRow(caseId)).risk).toBe('medium')
    expect(await openTasks(caseId)).toHaveLength(2)
  })

  it('lets the last revision stand, and the worst of its scenarios count', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    const context = await officer()
    await reviseRisk(context, { caseId, typed: [scenario({ severity: '2' })], reason })
    const typed = [
      scenario({ severity: '1' }),
      scenario({ hazard: 'gas', severity: '3', steps: ['1', '0.01', '0.1', '0.1'] }),
    ]
    await reviseRisk(context, { caseId, typed, reason })
    const { stands, revisions } = await readRisk(context, caseId)
    expect(stands.worst.level).toBe((await caseRow(caseId)).risk)
    expect(stands.scenarios.map(({ hazard }) => hazard)).toEqual(['fire', 'gas'])
    expect(revisions.map(({ was, level, name }) => ({ was, level, name }))).toEqual([
      { was: 'serious', level: 'medium', name: '李明' },
      { was: 'low', level: 'serious', name: '李明' },
    ])
  })

  it('leaves out what does not count, and refuses a form without scenario, reason or a factor of its list', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    const context = await officer()
    const tries: { typed: TypedScenario[]; reason: string }[] = [
      { typed: [scenario({ counted: false }), scenario({ hazard: '' })], reason },
      { typed: [scenario()], reason: ' ' },
      { typed: [scenario({ severity: '5' })], reason },
      { typed: [scenario({ steps: ['1', '2', '1', '1'] })], reason },
      { typed: [scenario({ steps: ['1'] })], reason },
      { typed: [scenario({ hazard: 'dragon' })], reason },
      { typed: [scenario({ group: 'toString' })], reason },
    ]
    for (const bad of tries) await expect(reviseRisk(context, { caseId, ...bad })).rejects.toBeInstanceOf(Invalid)
    expect(await db.selectFrom('risk_revision').selectAll().execute()).toEqual([])
    expect((await caseRow(caseId)).moves).toBe(0)
  })

  it('is for the bureau in charge and the dispatchers: not for another bureau, nor a supporting one', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR', support: ['EEB'] })
    const typed = [scenario()]
    await expect(reviseRisk(await officer('HCB'), { caseId, typed, reason })).rejects.toBeInstanceOf(NotFound)
    await expect(readRisk(await officer('HCB'), caseId)).rejects.toBeInstanceOf(NotFound)
    await expect(reviseRisk(await officer('EEB'), { caseId, typed, reason })).rejects.toBeInstanceOf(Forbidden)
    const actor = await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' })
    await reviseRisk(contextOf(world, { actor }), { caseId, typed, reason })
    expect((await caseRow(caseId)).risk).toBe('serious')
  })
})
