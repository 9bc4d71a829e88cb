import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Document, importNotices } from '../../src/intake/import-notices.ts'
import type { NoticeSource } from '../../src/intake/notice.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const operator = { actor: { kind: 'operator' } } as const

function take(source: NoticeSource, content: unknown, more: Partial<Document> = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = new TextEncoder().encode(text)
  return importNotices(contextOf(world, operator), {
    source,
    name: 'file',
    mediaType: 'application/json',
    bytes,
    ...more,
  })
}

const rowsOf = (sourceId: string) =>
  world.db.selectFrom('notice').selectAll().where('source_id', '=', sourceId).execute()
const versionsOf = (noticeId: number) =>
  world.db.selectFrom('notice_version').selectAll().where('notice_id', '=', noticeId).orderBy('version').execute()
const lastRun = () => world.db.selectFrom('source_run').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

async function owed(): Promise<number> {
  const { rows } = await sql<{
    jobs: number
  }>`select count(*)::int as jobs from pgboss.job where name = 'assess-notice'`.execute(world.db)
  return rows[0]?.jobs ?? 0
}

const ods = (number: string, change: Record<string, unknown> = {}) => ({
  alert_number: number,
  alert_type: ['Choking'],
  alert_country: 'Poland',
  product_type: 'Toy torch',
  product_brand: 'Nimbus',
  technical_defect: 'Small parts come off.',
  ...change,
})
const xml = (number: string, danger = 'Small parts come off.') =>
  `<?xml version="1.0"?><notifications><notification><caseNumber>${number}</caseNumber><product>Toy torch</product><brand>Nimbus</brand><barcode>0012345678905</barcode><riskType>Choking</riskType><danger>${danger}</danger><notifyingCountry>Poland</notifyingCountry></notification></notifications>`

test('a document read twice at the same time is taken in once', async () => {
  const alerts = ['SR/06001/26', 'SR/06002/26', 'SR/06003/26'].map((number) => ods(number))
  const counts = await Promise.all([1, 2, 3].map(() => take('safety-gate', alerts)))
  expect(counts.map((count) => count.new).toSorted()).toEqual([0, 0, 3])
  expect(counts.map(({ unchanged }) => unchanged).toSorted()).toEqual([0, 3, 3])
  expect(await owed()).toBe(3)
})

describe('the same notice by two routes', () => {
  test('is one row; each route changes only what it tells differently than before', async () => {
    const number = 'SR/07001/26'
    expect(await take('safety-gate', [ods(number)])).toMatchObject({ new: 1 })
    // The second route knows the barcode: that is filled, as a new version.
    expect(await take('safety-gate', xml(number))).toMatchObject({ new: 0, changed: 1 })
    // Neither undoes the other when it comes again.
    expect(await take('safety-gate', [ods(number)])).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    expect(await take('safety-gate', xml(number))).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    const [row, ...others] = await rowsOf(number)
    expect(others).toEqual([])
    expect(row?.version).toBe(2)
    expect(row?.content).toMatchObject({ products: [{ name: 'Toy torch', gtins: ['0012345678905'] }] })
    // A correction by one of them is a third version.
    expect(await take('safety-gate', xml(number, 'The battery can be swallowed.'))).toMatchObject({ changed: 1 })
    const versions = await versionsOf(row?.id ?? 0)
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3])
    expect(versions[2]?.content).toMatchObject({ hazardText: 'The battery can be swallowed.' })
  })

  test('a bulletin on ePing and on a Chinese site is one notice, with the Chinese title beside the original', async () => {
    const api = {
      items: [
        {
          id: '1',
          area: 'TBT',
          documentSymbol: ' G/TBT/N/EU/9901',
          notifyingMember: 'European Union',
          distributionDate: '2026-10-20T00:00:00Z',
          title: 'Chargers',
          description: 'Efficiency of chargers.',
          productsFreeText: 'Chargers',
        },
      ],
    }
    await take('eping', api)
    const told = await take('tbt-zh', {
      symbol: 'G/TBT/N/EU/9901',
      member: '欧盟',
      title: '充电器能效要求',
      summary: '充电器的能效。',
      products: '充电器',
      commentsRaw: '2026年12月19日',
    })
    expect(told).toMatchObject({ new: 0, changed: 1 })
    const rows = await rowsOf('G/TBT/N/EU/9901')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ source: 'eping', title: 'Chargers', title_zh: '充电器能效要求' })
    expect(rows[0]?.content).toMatchObject({
      description: 'Efficiency of chargers.',
      commentDeadline: { kind: 'exact', earliest: '2026-12-19' },
    })
    expect(await take('eping', api)).toMatchObject({ new: 0, changed: 0 })
  })

  test('one vehicle after the other makes one campaign', async () => {
    const campaign = (Model: string) => ({
      count: 1,
      results: [
        {
          NHTSACampaignNumber: '26V555000',
          Manufacturer: 'Northwind',
          ReportReceivedDate: '02/03/2026',
          Component: 'STEERING',
          Summary: 'A weld may crack.',
          Consequence: 'Crash.',
          Remedy: 'Repair.',
          Make: 'NORTHWIND',
          Model,
          ModelYear: '2025',
        },
      ],
    })
    await take('nhtsa', campaign('GALE'))
    expect(await take('nhtsa', campaign('SQUALL'))).toMatchObject({ changed: 1 })
    expect(await take('nhtsa', campaign('GALE'))).toMatchObject({ changed: 0, unchanged: 1 })
    const [row] = await rowsOf('26V555000')
    expect(row?.content).toMatchObject({ products: [{ name: 'NORTHWIND GALE' }, { name: 'NORTHWIND SQUALL' }] })
  })
})

describe('the record of a run', () => {
  test('tells nothing new, nothing inside and nothing read apart', async () => {
    await take('safety-gate', [ods('SR/07100/26')])
    await take('safety-gate', [ods('SR/07100/26')])
    expect(await lastRun()).toMatchObject({
      status: 'ok',
      seen: 1,
      new: 0,
      unchanged: 1,
      way: 'command',
      actor: 'operator',
    })
    await take('fda', { error: { code: 'NOT_FOUND', message: 'No matches found!' } })
    expect(await lastRun()).toMatchObject({ status: 'empty', seen: 0, error: null })
    await take('fda', '<!doctype html><html><body>We apologize</body></html>')
    expect(await lastRun()).toMatchObject({ status: 'failed', seen: 1, rejected: 1 })
  })

  test('the whole archive in answer to a query for news imports nothing', async () => {
    const archive = Array.from({ length: 5_001 }, (_, index) => ({
      RecallID: 900_000 + index,
      RecallDate: '2026-01-05',
      Title: `R ${index}`,
    }))
    expect(await take('cpsc', archive, { increment: true })).toMatchObject({ new: 0, rejected: 1 })
    expect(await lastRun()).toMatchObject({ status: 'failed' })
  })

  test('samples and complaints abroad are kept, and owe no warning', async () => {
    const before = await owed()
    const csv = '食品名称,生产企业,被抽样单位,生产日期,不合格项目\n曲奇,甲厂,丙店,2026-01-02,霉菌\n'
    expect(await take('sampling', csv)).toMatchObject({ new: 1, rejected: 0 })
    const [row] = await world.db.selectFrom('notice').selectAll().where('kind', '=', 'sample').execute()
    expect(row?.content).toMatchObject({ product: '曲奇', conclusion: 'failed' })
    expect(await owed()).toBe(before)
    await take('safety-gate', [ods('SR/07200/26')])
    expect(await owed()).toBe(before + 1)
  })
})
