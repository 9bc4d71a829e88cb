import { describe, expect, it } from 'vitest'
import { recordCorrection } from '../../src/cases/record-correction.ts'
import { Forbidden } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { gatherReports } from '../../src/learning/gather-reports.ts'
import { listInstructiveTexts } from '../../src/learning/list-instructive-texts.ts'
import { measureWeeks } from '../../src/learning/measure-weeks.ts'
import { readQuality } from '../../src/learning/read-quality.ts'
import { settledOf } from '../../src/learning/settled-reports.ts'
import { calibrationErrorOf, stabilityIndex, weekFiguresOf } from '../../src/learning/week-figures.ts'
import { weekOf, weeksUpTo } from '../../src/learning/weeks.ts'
import { openCaseAt } from '../support/cases.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { droneLead, droneTexts } from '../support/lessons.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const working = contextOf(world, { actor: { kind: 'job', name: 'measure-weeks' } })
const days = (count: number): Date => new Date(monday.getTime() + count * 86_400_000)
const aDispatcher = () => anOfficer(world.db, { role: 'dispatcher', bureau: world.city.dispatchBureau })

describe('what counts as settled', () => {
  const said = { lead: 'AMR' }
  const stand = { lead: 'AMR', leaf: 'FOOD.01', danger: 1, corrected: {} }
  it.each([
    ['nothing, while it waits for its bureau', 'dispatched', {}, { lead: null, leaf: null, danger: null }],
    ['the bureau, once it has signed', 'handling', {}, { lead: 'AMR', leaf: null, danger: null }],
    ['all of it, once it is answered and nobody objected', 'answered', {}, { lead: 'AMR', leaf: 'FOOD.01', danger: 1 }],
    [
      'what a person said, at once',
      'to_dispatch',
      { lead: 'HC', leaf: 'FOOD.02', danger: 3 },
      { lead: 'HC', leaf: 'FOOD.02', danger: 3 },
    ],
    ['nothing of a refused case', 'refused', {}, { lead: null, leaf: null, danger: null }],
  ] as const)('%s', (_, state, corrected, settled) => {
    expect(settledOf({ ...stand, state, corrected }, said)).toEqual(settled)
  })
  it('not the leaf of a case that went to another bureau than said', () => {
    expect(settledOf({ ...stand, lead: 'HC', state: 'closed' }, said)).toEqual({ lead: 'HC', leaf: null, danger: 1 })
  })
})

describe('the figures of a week', () => {
  const one = (leaf: string, settled: string | null, confidence: number) => ({
    said: { leaf, leafConfidence: confidence, lead: 'AMR', leadConfidence: 0.95, danger: 0 },
    settled: { leaf: settled, lead: 'AMR', danger: null },
  })
  const words = { texts: 0, known: 0, unknown: 0 }

  it('count what is settled and nothing else', () => {
    const figures = weekFiguresOf(
      [one('FOOD.01', 'FOOD.01', 0.9), one('FOOD.01', 'FOOD.02', 0.8), one('FOOD.03', null, 0.2)],
      words,
      () => 'FOOD',
    )
    expect(figures).toMatchObject({
      reports: 3,
      leaf: { right: 1, of: 2 },
      lead: { right: 3, of: 3 },
      sectors: { FOOD: 3 },
    })
    expect(figures.confusions.leaf).toEqual([{ settled: 'FOOD.02', said: 'FOOD.01', times: 1 }])
    expect(figures.calibration.leaf[9]).toEqual({ of: 1, confidence: 0.9, right: 1 })
    expect(calibrationErrorOf(figures.calibration.leaf)).toBeCloseTo((0.1 + 0.8) / 2)
  })

  it('find a mix that shifts, and one that does not', () => {
    expect(stabilityIndex({ FOOD: 50, ENV: 50 }, { FOOD: 500, ENV: 500 })).toBeLessThan(0.01)
    expect(stabilityIndex({ FOOD: 90, ENV: 10 }, { FOOD: 40, ENV: 60 })).toBeGreaterThan(0.25)
    expect(stabilityIndex({}, { FOOD: 1 })).toBeNull()
  })

  it('run from Monday to Sunday in Shenzhen', () => {
    expect(weekOf(new Date('2026-11-15T15:59:59Z'))).toBe('2026-11-09')
    expect(weekOf(new Date('2026-11-15T16:00:00Z'))).toBe('2026-11-16')
    expect(weeksUpTo(monday, 3)).toEqual(['2026-11-16', '2026-11-09', '2026-11-02'])
  })
})

describe('the quality of triage', () => {
  it('is measured week by week, the running week first, and shown to those who may see it', async () => {
    await openCaseAt(world, { state: 'closed', lead: 'AMR', openedAt: days(-8) })
    const wrong = await openCaseAt(world, { state: 'handling', lead: 'HCB', openedAt: monday })
    await world.db.updateTable('assessment').set({ lead: 'AMR' }).where('report_id', '=', wrong).execute()
    expect(await measureWeeks(working)).toBe(1)
    expect(await measureWeeks(working)).toBe(1)
    expect(await measureWeeks(working)).toBe(1)
    expect(await measureWeeks(working)).toBe(0)
    const quality = await readQuality(contextOf(world, { actor: await aDispatcher() }))
    expect(quality.weeks.map(({ week, reports, lead }) => [week, reports, lead.right, lead.of])).toEqual([
      ['2026-11-02', 1, 1, 1],
      ['2026-11-09', 0, 0, 0],
      ['2026-11-16', 1, 0, 1],
    ])
    expect(quality.confusions.lead).toEqual([{ settled: 'HCB', said: 'AMR', times: 1 }])
    expect(quality.weeks.at(-1)?.unknownWords).toBeGreaterThanOrEqual(0)
    await expect(readQuality(contextOf(world, { actor: await anOfficer(world.db) }))).rejects.toThrow(Forbidden)
    const soon = { ...working, now: new Date(monday.getTime() + 6 * 60_000) }
    expect([await measureWeeks(soon), await measureWeeks(soon)]).toEqual([1, 0])
  })

  it('takes no reporter’s word for settled', async () => {
    const reportId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    const chosen = { reportId, reason: null, source: 'reporter', bureau: null, at: monday, model: 'test' } as const
    await recordCorrection(world.db, {
      ...chosen,
      by: { kind: 'citizen' },
      what: 'leaf',
      predicted: 'FOOD.01',
      corrected: 'ENV.01',
    })
    const { reports } = await gatherReports(working)
    expect(reports).toMatchObject([
      { id: reportId, corrected: false, settled: { leaf: null, lead: null, danger: null } },
    ])
  })

  it('lists texts that would teach most: uncertain and new, once an event, masked, and not the corrected', async () => {
    const file = async (text: string) =>
      (await receiveComplaint(contextOf(world), aComplaint({ title: '', text }), { channel: 'web' })).caseId
    const known = await file('在超市买的牛奶已经过期三天，要求赔偿。')
    const drone = await file(`${droneTexts[7]}，请回电 13912345678。`)
    const corrected = await file(droneTexts[2] as string)
    const by = await aDispatcher()
    const correction = { reason: null, source: 'dispatcher', by, bureau: by.bureau, at: monday, model: 'test' } as const
    await recordCorrection(world.db, {
      ...correction,
      reportId: corrected,
      what: 'lead',
      predicted: 'AMR',
      corrected: droneLead,
    })
    const texts = await listInstructiveTexts(contextOf(world, { actor: by }))
    expect(texts.map(({ id }) => id)).toEqual([drone, known])
    expect(texts[0]?.text).not.toContain('13912345678')
    expect(texts[0]?.text).toContain('无人机')
  })
})
