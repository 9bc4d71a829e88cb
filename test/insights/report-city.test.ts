import { describe, expect, it } from 'vitest'
import { importExports } from '../../src/alerts/measures/import-exports.ts'
import { admitMember } from '../../src/alerts/network/admit-member.ts'
import { reportObservations } from '../../src/alerts/network/report-observations.ts'
import { type FigureId, figureNamed } from '../../src/insights/report/figures.ts'
import { listFigureRows } from '../../src/insights/report/list-figure-rows.ts'
import { makeReport } from '../../src/insights/report/make-report.ts'
import { readReport } from '../../src/insights/report/read-report.ts'
import type { ReportContent } from '../../src/insights/report/report-content.ts'
import { importNotices } from '../../src/intake/import-notices.ts'
import { arrive } from '../alerts/notices.ts'
import { epingFile } from '../alerts/small-notices.ts'
import { aFact, aFirm, codes, regrade, takeIn } from '../enterprises/firms.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const later = new Date(monday.getTime() + 50 * 86_400_000)
const november = { first: '2026-11-01', last: '2026-11-30', district: '', domain: '' }

async function asOffice(now = later) {
  return contextOf(world, { actor: await anOfficer(world.db, { role: 'joint_office', bureau: 'DATA' }), now })
}

async function made(said: Partial<typeof november> = {}) {
  const office = await asOffice()
  const reportId = await makeReport(office, { ...november, ...said })
  const { content } = await readReport(office, { reportId })
  const rowsOf = async (named: string) => {
    const { figure, sector } = figureNamed(named) as { figure: FigureId; sector: string | null }
    return (await listFigureRows(office, { reportId, figure, sector, page: 1 })).rows
  }
  return { content, rowsOf }
}

const figureIn = ({ chapters }: ReportContent, id: string) =>
  chapters
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : [])))
    .find((figure) => figure.id === id)
const chapterIn = ({ chapters }: ReportContent, id: string): string =>
  JSON.stringify(chapters.find((chapter) => chapter.id === id))

const sample = (no: number, said: Record<string, string> = {}) =>
  aFact({ document_no: `样字${no}号`, subject: '电热水壶', result: 'pass', happened_on: '2026-11-05', ...said })

/** A publication of samples as a table, a row each. */
const publish = (name: string, rows: string[]) =>
  importNotices(contextOf(world, { actor: { kind: 'operator' } }), {
    source: 'sampling',
    name,
    mediaType: 'text/csv',
    bytes: new TextEncoder().encode(
      ['食品名称,生产企业,被抽样单位,被抽样单位地址,抽样日期,不合格项目,检验结论', ...rows].join('\n'),
    ),
  })
const published = (product: string, result: string, place = '深圳市南山区某路1号') =>
  `${product},惠州方块电器厂,甲数码店,${place},2026-11-12,${result === '合格' ? '/' : '绝缘电阻'},${result}`

describe('the pass rate of samples', () => {
  it('counts each sample once, by its last test, in its sector', async () => {
    await aFirm(world)
    await takeIn(world, 'samples', [
      ...[1, 2, 3, 4, 5].map((no) => sample(no)),
      sample(6, { result: 'fail', subject: '电饭煲' }),
      sample(7, { result: 'recheck_pass', subject: '电饭煲', happened_on: '2026-11-12' }),
      sample(8, { result: 'fail' }),
      sample(9, { result: 'fail', happened_on: '2026-10-31' }),
    ])
    await world.db
      .updateTable('enterprise_fact')
      .set({ state: 'removed' })
      .where('document_no', '=', '样字5号')
      .execute()
    const { content, rowsOf } = await made()
    // Four passed, one only at the re-check, one failed; what was removed is none, October is before.
    expect(figureIn(content, 'sample_pass')).toMatchObject({ value: 5 / 6, of: 6, before: 0, change: 'unknown' })
    const rows = await rowsOf('sample_pass')
    expect(rows.map(({ kind, ref, well }) => [kind, ref, well])).toContainEqual(['firm', codes.kettle, false])
    expect(rows).toHaveLength(6)
    const [sector] = content.chapters.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'figures' ? block.figures.filter(({ id }) => id.includes('.')) : [])),
    )
    expect(sector).toMatchObject({ value: 5 / 6, of: 6 })
    expect(await rowsOf(sector?.id ?? '')).toHaveLength(6)
    expect(figureIn((await made({ domain: 'service' })).content, 'sample_pass')?.value).toBeNull()
    expect(figureIn((await made({ district: 'NANSHAN' })).content, 'sample_pass')?.value).toBeNull()
    expect(chapterIn(content, 'targets')).toContain('n=6')
  })

  it('takes publications of samples taken here, but no list of failures alone', async () => {
    await publish('both.csv', [
      published('移动电源', '合格'),
      published('移动电源甲型', '合格'),
      published('移动电源乙型', '不合格'),
      published('移动电源丙型', '不合格', '惠州市惠城区某路1号'),
    ])
    await publish('failed.csv', [published('充电宝', '不合格'), published('充电宝甲型', '不合格')])
    const { content, rowsOf } = await made()
    expect(figureIn(content, 'sample_pass')).toMatchObject({ value: 2 / 3, of: 3 })
    expect(chapterIn(content, 'samples')).toContain('另有 2 批来自只列不合格产品的公告')
    expect((await rowsOf('sample_pass')).map(({ kind, title }) => [kind, title])).toContainEqual([
      'notice',
      '移动电源乙型',
    ])
    expect(figureIn((await made({ district: 'NANSHAN' })).content, 'sample_pass')?.of).toBe(3)
    expect(figureIn((await made({ district: 'FUTIAN' })).content, 'sample_pass')?.of).toBe(0)
  })
})

describe('the grades of firms', () => {
  it('are those that were shown at both ends, not one that is held', async () => {
    const october = new Date('2026-10-20T02:00:00Z')
    await aFirm(world)
    await takeIn(world, 'samples', [sample(1, { happened_on: '2026-10-12' })], october)
    await regrade(world, october)
    await takeIn(world, 'penalties', [
      aFact({ document_no: '罚字1号', result: '', severity: 'general', safety: '是', happened_on: '2026-11-03' }),
    ])
    await regrade(world)
    expect(await world.db.selectFrom('enterprise_grade').select(['grade', 'state']).orderBy('id').execute()).toEqual([
      { grade: 'B', state: 'shown' },
      { grade: 'C', state: 'held' },
    ])
    const { content, rowsOf } = await made()
    expect(figureIn(content, 'graded_well')).toMatchObject({ value: 1, of: 1, before: 1, low: null, change: 'unknown' })
    expect(await rowsOf('graded_well')).toMatchObject([{ kind: 'firm', ref: codes.kettle, well: true }])
    expect(figureIn((await made({ district: 'FUTIAN' })).content, 'graded_well')?.value).toBeNull()
  })
})

describe('exposure to measures abroad', () => {
  it('is counted by level, sector and market, the same exports once, and said to be unknown without figures', async () => {
    const hits = { comments: '2026-12-21', inForce: '2027-06-01', circulated: '2026-11-09' }
    await arrive(
      world,
      'eping',
      epingFile({ ...hits, symbol: 'G/TBT/N/EU/8001' }, { ...hits, symbol: 'G/TBT/N/EU/8002' }),
    )
    const unknown = await made()
    expect(figureIn(unknown.content, 'measures_hit')).toMatchObject({ value: 2, before: 0, change: 'unknown' })
    expect((await unknown.rowsOf('measures_hit')).map(({ ref }) => ref)).toEqual(['G/TBT/N/EU/8001', 'G/TBT/N/EU/8002'])
    expect(chapterIn(unknown.content, 'trade')).toContain('没有出口数据')
    const { hs } = await world.db
      .selectFrom('measure')
      .select('hs')
      .where('family', '=', 'G/TBT/N/EU/8001')
      .executeTakeFirstOrThrow()
    const trade = contextOf(world, { actor: await anOfficer(world.db, { role: 'trade_official' }) })
    const lines = ['period,hs,market,usd', `2025,${hs[0]},DEU,3000000`, `2025,${hs[0]},USA,9000000`]
    await importExports(trade, { name: 'exports.csv', bytes: new TextEncoder().encode(lines.join('\n')) })
    expect(chapterIn((await made()).content, 'trade')).toContain('出口 3.0 百万美元，占已登记出口的 25.0%')
    expect(figureIn((await made({ domain: 'environment' })).content, 'measures_hit')?.value).toBe(0)
  })
})

describe('the monitoring network', () => {
  it('reaches the districts whose members report, and tells of people hurt', async () => {
    const nanshan = { kind: 'hospital', name: '某区人民医院', district: 'NANSHAN', email: '', rhythm: '7' }
    const { key } = await admitMember(await asOffice(new Date('2026-10-20T02:00:00Z')), nanshan)
    const { memberId: silent } = await admitMember(await asOffice(monday), {
      ...nanshan,
      name: '某市场',
      kind: 'market',
      district: 'FUTIAN',
    })
    const since = new Date('2026-11-24T02:00:00Z')
    await world.db
      .insertInto('network_silence')
      .values({ member_id: silent, since, noticed_at: since, ended_at: null })
      .execute()
    const row = {
      ref: 'A-001',
      kind: 'injury',
      day: '2026-11-15',
      product: '电动自行车',
      district: '南山区',
      age_band: '14-64',
    }
    const rows = [{ ...row, leaf: 'PROD.03', hazards: '火灾' }]
    await reportObservations(contextOf(world), { key, via: 'api', rows, nothing: false })
    const { content, rowsOf } = await made()
    expect(figureIn(content, 'network_districts')).toMatchObject({ value: 1 / 11, of: 11, before: 1 / 11 })
    expect(figureIn(content, 'network_reporting')).toMatchObject({ value: 1 / 2, of: 2, before: 1, change: 'unknown' })
    expect((await rowsOf('network_districts')).filter(({ well }) => well).map(({ ref }) => ref)).toEqual(['NANSHAN'])
    expect((await rowsOf('network_reporting')).map(({ title, well }) => [title, well])).toEqual([
      ['某市场', false],
      ['某区人民医院', true],
    ])
    expect(figureIn(content, 'injuries')).toMatchObject({ value: 1, before: 0 })
    expect((await rowsOf('injuries')).map(({ kind }) => kind)).toEqual(['observation'])
    expect(chapterIn(content, 'network')).toContain('"南山区","1","1","1","1"')
    expect(figureIn((await made({ district: 'FUTIAN' })).content, 'injuries')?.value).toBe(0)
  })
})

describe('what was found out', () => {
  it('is verified or settled of what a person found, and nothing of what nobody looked into', async () => {
    const { id } = await aFirm(world)
    const cases = [await openCaseAt(world), await openCaseAt(world), await openCaseAt(world)]
    for (const [nth, finding] of (['verified', 'unfounded'] as const).entries())
      await world.db
        .insertInto('enterprise_finding')
        .values({
          ...{ case_id: cases[nth] ?? 0, enterprise_id: id, finding, reason: '现场检查记录' },
          ...{ found_at: monday, found_by: 'staff:1' },
        })
        .execute()
    const { content, rowsOf } = await made()
    expect(figureIn(content, 'verified')).toMatchObject({ value: 1 / 2, of: 2 })
    expect((await rowsOf('verified')).map(({ ref, well }) => [ref, well])).toEqual([
      [String(cases[1]), false],
      [String(cases[0]), true],
    ])
  })

  it('fills the targets that the register can speak of, and no other', async () => {
    await aFirm(world, { industry: '3855' })
    await aFirm(world, { code: codes.toys, name: '深圳市样例儿童用品有限公司', industry: '6210' })
    const permit = { result: 'granted', subject: '质量管理体系认证 GB/T 19001', happened_on: '2025-03-01' }
    await takeIn(world, 'permits', [
      aFact({ ...permit, document_no: '证1' }),
      aFact({ ...permit, document_no: '证2', subject: '环境管理体系认证' }),
      aFact({ ...permit, document_no: '证3', code: codes.toys }),
      aFact({ ...permit, document_no: '证4', code: codes.toys, ends_on: '2026-01-01' }),
    ])
    const targets = (await made()).content.chapters.find(({ id }) => id === 'targets')?.blocks[0]
    const rows = targets?.kind === 'table' ? targets.rows : []
    // One industrial firm with two certificates; the other is no industry.
    expect(rows[0]?.[3]).toBe('1 家')
    expect([rows[12]?.[3], rows[20]?.[3], rows[5]?.[3]]).toEqual(['暂无数据', '暂无数据', '暂无数据'])
  })
})
