import { describe, expect, test } from 'vitest'
import { draftQualityWarning } from '../../../src/alerts/warnings/draft-quality-warning.ts'
import { readQualityWarning } from '../../../src/alerts/warnings/read-quality-warning.ts'
import { startWarning } from '../../../src/alerts/warnings/start-warning.ts'
import { actOnSignal } from '../../../src/alerts/watch/act-on-signal.ts'
import { Forbidden, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { aSignal, nowhere } from './quality-warnings.ts'

const world = await useWorld()
const { db } = world

async function anIncident(cases: number[]): Promise<number> {
  const { id } = await db
    .insertInto('incident')
    .values({ title: '过热', opened_at: monday })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('incident_member')
    .values(cases.map((report_id) => ({ report_id, incident_id: id, actor: 'job:x', joined_at: monday, because: [] })))
    .execute()
  return id
}

describe('a warning that grows from', () => {
  test('an incident takes its sectors, places and the gravest risk, and no word that a reporter wrote', async () => {
    const officer = await anOfficer(db)
    const words = '张小姐说充电宝冒烟'
    const cases = [await openCaseAt(world, { title: words }), await openCaseAt(world, { title: words })]
    await db
      .updateTable('case_file')
      .set({ district: 'FUTIAN', risk: 'high', leaf: 'PROD.03' })
      .where('id', '=', cases[0] ?? 0)
      .execute()
    await db
      .updateTable('case_file')
      .set({ district: 'NANSHAN', risk: 'low', leaf: 'PROD.03' })
      .where('id', '=', cases[1] ?? 0)
      .execute()
    const incidentId = await anIncident(cases)
    const context = contextOf(world, { actor: officer })
    const content = await startWarning(context, { origin: { ...nowhere, incidentId } })
    expect(content).toMatchObject({
      leaves: ['PROD.03'],
      basis: { risk: 'high', spread: 'districts' },
      level: 'orange',
      publisher: 'AMR',
    })
    expect(content.districts.toSorted()).toEqual(['FUTIAN', 'NANSHAN'])
    expect(JSON.stringify(content)).not.toContain('张小姐')
    const warningId = await draftQualityWarning(context, { content, drill: false, origin: { ...nowhere, incidentId } })
    expect((await readQualityWarning(context, { warningId })).origin).toEqual({ ...nowhere, incidentId })
    // Cases of other bureaus tell nothing.
    const elsewhere = contextOf(world, { actor: await anOfficer(db, { bureau: 'EEB' }) })
    expect(await startWarning(elsewhere, { origin: { ...nowhere, incidentId } })).toMatchObject({
      leaves: [],
      districts: [],
    })
  })

  test('a signal takes its words and place, and how strong it is; alone it proposes yellow at most', async () => {
    const context = contextOf(world, { actor: await anOfficer(db) })
    for (const [surprise, signal, level] of [
      [6, 'moderate', 'blue'],
      [30, 'strong', 'yellow'],
    ] as const) {
      const content = await startWarning(context, {
        origin: { ...nowhere, signalId: await aSignal(world, { surprise: surprise }) },
      })
      expect(content).toMatchObject({
        title: { zh: '充电宝投诉明显增多' },
        leaves: ['PROD.03'],
        districts: ['LUOHU'],
        basis: { signal },
        level,
      })
    }
  })

  test('an assessment takes level and toll once a second person validated it, not before', async () => {
    const content = {
      title: '充电宝过热',
      leaf: 'PROD.03',
      toll: { field: 'work_safety', figures: { deaths: 3 }, is: [] },
    }
    const { id } = await db
      .insertInto('risk_assessment')
      .values({ subject_kind: 'free', bureau: 'AMR', state: 'submitted', version: 1, opened_at: monday })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('risk_assessment_version')
      .values({
        ...{ assessment_id: id, number: 1, at: monday, actor: 'staff:1', bureau: 'AMR', level: 'serious' },
        content: JSON.stringify(content),
        result: '{}',
      })
      .execute()
    const context = contextOf(world, { actor: await anOfficer(db) })
    const origin = { ...nowhere, assessmentId: id }
    expect(await startWarning(context, { origin })).toMatchObject({ basis: { risk: null, toll: null } })
    await db.updateTable('risk_assessment').set({ state: 'validated' }).where('id', '=', id).execute()
    expect(await startWarning(context, { origin })).toMatchObject({
      basis: { risk: 'serious', toll: { figures: { deaths: 3 } } },
      leaves: ['PROD.03'],
      level: 'yellow',
    })
  })

  test('an assessment takes its signal along: it is linked and followed, also when it is judged an event only later', async () => {
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }) })
    const context = contextOf(world, { actor: await anOfficer(db) })
    const assessed = async (subject_kind: 'signal' | 'incident', subject_id: number) =>
      (
        await db
          .insertInto('risk_assessment')
          .values({ subject_kind, subject_id, bureau: 'AMR', state: 'validated', version: 1, opened_at: monday })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    const begun = async (assessmentId: number, drill = false) => {
      const origin = { ...nowhere, assessmentId }
      const content = await startWarning(context, { origin: nowhere })
      return draftQualityWarning(context, { content, drill, origin })
    }
    const signals = () => db.selectFrom('signal').select(['id', 'state']).orderBy('id').execute()

    const judged = await aSignal(world, { surprise: 12 })
    await actOnSignal(office, { signalId: judged, act: 'confirm', reason: '三家门店核实属实' })
    await begun(await assessed('signal', judged), true)
    expect(await signals()).toEqual([{ id: judged, state: 'event' }])
    const warningId = await begun(await assessed('signal', judged))
    expect(await signals()).toEqual([{ id: judged, state: 'linked' }])
    expect((await readQualityWarning(context, { warningId })).origin.signalId).toBe(judged)

    const early = await aSignal(world, { surprise: 13 })
    await begun(await assessed('signal', early))
    expect((await signals()).at(-1)?.state).toBe('new')
    await actOnSignal(office, { signalId: early, act: 'confirm', reason: '现场核实属实' })
    expect((await signals()).at(-1)?.state).toBe('linked')

    const [caseId, other] = [await openCaseAt(world, {}), await openCaseAt(world, {})]
    const [behind, unjudged, apart] = [
      await aSignal(world, { surprise: 14 }),
      await aSignal(world, { surprise: 15 }),
      await aSignal(world, { surprise: 16 }),
    ]
    const reports = [
      { signal_id: behind, report_id: caseId },
      { signal_id: unjudged, report_id: caseId },
      { signal_id: apart, report_id: other },
    ]
    await db.insertInto('signal_report').values(reports).execute()
    for (const signalId of [behind, apart]) await actOnSignal(office, { signalId, act: 'confirm', reason: '核实属实' })
    const grown = await begun(await assessed('incident', await anIncident([caseId])))
    expect((await readQualityWarning(context, { warningId: grown })).origin.signalId).toBe(behind)
    expect((await signals()).slice(-3).map(({ state }) => state)).toEqual(['linked', 'new', 'event'])
  })

  test('nothing there is refused, and nobody without the right begins one', async () => {
    const officer = contextOf(world, { actor: await anOfficer(db) })
    const content = await startWarning(officer, { origin: nowhere })
    const origin = { ...nowhere, signalId: 999_999 }
    await expect(draftQualityWarning(officer, { content, drill: false, origin })).rejects.toThrow(NotFound)
    const convener = contextOf(world, { actor: await anOfficer(db, { role: 'convener' }) })
    await expect(startWarning(convener, { origin: nowhere })).rejects.toThrow(Forbidden)
  })
})
