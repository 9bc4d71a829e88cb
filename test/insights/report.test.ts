import { beforeEach, describe, expect, it } from 'vitest'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { listFigureRows } from '../../src/insights/report/list-figure-rows.ts'
import { listReports } from '../../src/insights/report/list-reports.ts'
import { makeReport } from '../../src/insights/report/make-report.ts'
import { moveReport } from '../../src/insights/report/move-report.ts'
import { readReport } from '../../src/insights/report/read-report.ts'
import { readReportPdf } from '../../src/insights/report/read-report-pdf.ts'
import type { ReportContent } from '../../src/insights/report/report-content.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { aMonthOfCases } from '../support/settled-cases.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const later = new Date(monday.getTime() + 50 * 86_400_000)
const november = { first: '2026-11-01', last: '2026-11-30', district: '', domain: '' }
type Staff = Awaited<ReturnType<typeof anOfficer>>
let office: Staff
const asOffice = () => contextOf(world, { actor: office, now: later })
const asCitizen = () => contextOf(world, { now: later })

beforeEach(async () => {
  office = await anOfficer(world.db, { role: 'joint_office', bureau: 'DATA' })
  await aMonthOfCases(world)
})

const figureIn = ({ chapters }: ReportContent, id: string) =>
  chapters
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])))
    .find((figure) => figure.id === id)

describe('a report on the state of quality', () => {
  it('counts what came and what became of it', async () => {
    await openCaseAt(world, { lead: 'AMR', danger: 3, openedAt: new Date('2026-10-20T02:00:00Z') })
    const reportId = await makeReport(asOffice(), november)
    const { content } = await readReport(asOffice(), { reportId })
    // All but one of them came on one day: a bunch, and no rise.
    expect(figureIn(content, 'reports')).toMatchObject({ value: 49, before: 1, change: 'none' })
    expect(figureIn(content, 'solved')).toMatchObject({ value: 35 / 47, of: 47, change: 'unknown' })
    expect(figureIn(content, 'response')).toMatchObject({ value: 47 / 48, of: 48 })
    expect(figureIn(content, 'life_at_risk')).toMatchObject({ value: 0, before: 1, change: 'unknown' })
  })

  it('opens each figure to exactly the rows that it counts', async () => {
    const reportId = await makeReport(asOffice(), november)
    const { content } = await readReport(asOffice(), { reportId })
    for (const figure of ['reports', 'solved', 'response', 'dangerous', 'on_time'] as const) {
      const { rows, total } = await listFigureRows(asOffice(), { reportId, figure, page: 1 })
      const shown = figureIn(content, figure)
      expect([figure, total]).toEqual([figure, shown?.of ?? shown?.value])
      if (shown?.unit === 'share')
        expect(rows.filter(({ well }) => well)).toHaveLength(Math.round((shown.value as number) * total))
    }
    await expect(listFigureRows(asCitizen(), { reportId, figure: 'reports', page: 1 })).rejects.toThrow(NotFound)
  })

  it('is about one district and one domain when asked', async () => {
    const nanshan = await openCaseAt(world, { lead: 'AMR', leaf: 'FOOD.01', district: 'NANSHAN' })
    const asked = { ...november, district: 'NANSHAN', domain: 'product' }
    const reportId = await makeReport(asOffice(), asked)
    const { content } = await readReport(asOffice(), { reportId })
    expect(content.scopeWords.zh).toContain('南山区')
    const { rows } = await listFigureRows(asOffice(), { reportId, figure: 'reports', page: 1 })
    expect(rows.map(({ ref }) => ref)).toEqual([String(nanshan)])
    expect(figureIn(content, 'reports')?.value).toBe(1)
    const service = await makeReport(asOffice(), { ...asked, domain: 'service' })
    expect(figureIn((await readReport(asOffice(), { reportId: service })).content, 'reports')?.value).toBe(0)
  })

  it('is public only when a person has released it, and says so when it is withdrawn', async () => {
    const reportId = await makeReport(asOffice(), november)
    await expect(readReport(asCitizen(), { reportId })).rejects.toThrow(NotFound)
    await expect(readReportPdf(asCitizen(), { reportId })).rejects.toThrow(NotFound)
    expect(await listReports(asCitizen())).toEqual([])
    await expect(moveReport(asOffice(), { reportId, act: 'release', reason: '' })).rejects.toThrow(Invalid)
    await expect(moveReport(asOffice(), { reportId, act: 'withdraw', reason: '还没有发布' })).rejects.toThrow(Conflict)
    await moveReport(asOffice(), { reportId, act: 'release', reason: '经联席会议审议' })
    expect(await listReports(asCitizen())).toMatchObject([{ id: reportId, state: 'released' }])
    expect((await readReport(asCitizen(), { reportId })).events).toEqual([])
    await moveReport(asOffice(), { reportId, act: 'withdraw', reason: '第二章件数有误' })
    expect(await listReports(asCitizen())).toEqual([])
    expect((await readReport(asCitizen(), { reportId })).withdrawn).toBe('第二章件数有误')
    await expect(moveReport(asOffice(), { reportId, act: 'release', reason: '再次发布' })).rejects.toThrow(Conflict)
  })

  it('gives the same bytes for the same inputs', async () => {
    const [one, two] = [await makeReport(asOffice(), november), await makeReport(asOffice(), november)]
    const bytes = async (reportId: number) => Buffer.from(await readReportPdf(asOffice(), { reportId }))
    expect((await bytes(one)).equals(await bytes(two))).toBe(true)
    const contents = await world.db.selectFrom('quality_report').select('content').execute()
    expect(new Set(contents.map(({ content }) => content)).size).toBe(1)
  })

  it('names nobody: no title or text of a filing stands in it', async () => {
    const reportId = await makeReport(asOffice(), november)
    const { content } = await world.db
      .selectFrom('quality_report')
      .where('id', '=', reportId)
      .select('content')
      .executeTakeFirstOrThrow()
    expect(content).not.toContain('电饭煲')
    expect(content).not.toContain('陈女士')
  })

  it('is made by the office alone, of a period that is over', async () => {
    const head = await anOfficer(world.db, { role: 'head', bureau: 'AMR' })
    await expect(makeReport(contextOf(world, { actor: head, now: later }), november)).rejects.toThrow(Forbidden)
    for (const wrong of [
      { first: '', last: '' },
      { last: '2027-06-30' },
      { last: '2026-10-01' },
      { first: '2025-01-01' },
      { district: 'NOWHERE' },
      { domain: 'love' },
    ])
      await expect(makeReport(asOffice(), { ...november, ...wrong })).rejects.toThrow(Invalid)
  })
})
