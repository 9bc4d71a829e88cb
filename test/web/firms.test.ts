import { describe, expect, test } from 'vitest'
import { aFact, aFirm, codes, regrade, takeIn } from '../enterprises/firms.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const site = siteOn(world)

async function aKnownFirm() {
  await aFirm(world, { name: '深圳市虚构<一号>电器有限公司' })
  await takeIn(world, 'samples', [
    aFact(),
    aFact({ document_no: '样字2号', result: 'pass', happened_on: '2026-11-02' }),
  ])
  await regrade(world)
}

describe('looking a firm up', () => {
  test('shows what was found, and each with its grade', async () => {
    await aKnownFirm()
    const page = await site.get('/firms?q=虚构电器')
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain(`href="/firms/${codes.kettle}"`)
    expect(text).toContain('B 良')
    expect(await (await site.get('/firms?q=未曾听闻')).text()).toContain('没有找到')
  })
  test('with nothing typed keeps the form and says what to do', async () => {
    const page = await site.get('/firms?q=')
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('请输入至少两个字')
  })
  test('is counted: one address may not read the register out', async () => {
    await aKnownFirm()
    const statuses = await Promise.all(Array.from({ length: 601 }, async () => (await site.get('/firms?q=')).status))
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  })
})

describe('the page of a firm', () => {
  const fresh = siteOn(world)
  test('says the grade, why, and the document of every point', async () => {
    await aKnownFirm()
    const text = await (await fresh.get(`/firms/${codes.kettle}`)).text()
    expect(text).toContain('质量等级 B · 良')
    expect(text).toContain('样字1号')
    expect(text).toContain('每一分的依据')
    expect(text).not.toContain('<一号>')
  })
  test('of a code that nobody has is not found', async () => {
    expect((await fresh.get(`/firms/${codes.toys}`)).status).toBe(404)
  })
  test('has a badge that other sites may show and that says its words', async () => {
    await aKnownFirm()
    const badge = await fresh.get(`/firms/${codes.kettle}/badge.svg`)
    expect(badge.headers.get('content-type')).toContain('image/svg+xml')
    expect(badge.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(badge.headers.get('x-frame-options')).toBeNull()
    const svg = await badge.text()
    expect(svg).toContain('B 良')
    expect(svg).not.toContain('<一号>')
  })
})

describe('programs and spreadsheets', () => {
  const fresh = siteOn(world)
  test('read the same as people', async () => {
    await aKnownFirm()
    const found = await fresh.get('/api/v1/firms?q=xugou')
    expect(await found.json()).toMatchObject({ firms: [{ code: codes.kettle, grade: 'B' }] })
    const read = await fresh.get(`/api/v1/firms/${codes.kettle}`)
    expect(await read.json()).toMatchObject({
      firm: { code: codes.kettle, grade: 'B' },
      grade: {
        rule: 'credit-2026-1',
        lines: [
          { document_no: '样字2号', points: 4 },
          { document_no: '样字1号', points: -9.4 },
        ],
      },
      facts: [{ document_no: '样字2号' }, { document_no: '样字1号', objected: 'no' }],
    })
    expect((await fresh.get('/api/v1/firms?q=x')).status).toBe(422)
    const document = (await (await fresh.get('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { get: { parameters: unknown } }>
    }
    expect(document.paths['/firms/{code}']?.get.parameters).toMatchObject([
      { name: 'code', in: 'path', required: true },
    ])
  })
  test('take the register away as CSV and JSON, every column explained', async () => {
    await aKnownFirm()
    const csv = await (await fresh.get('/firms/data/facts.csv')).text()
    expect(csv.split('\r\n').filter(Boolean)).toHaveLength(3)
    const firms = (await (await fresh.get('/firms/data/firms.json')).json()) as object[]
    expect(firms).toMatchObject([{ code: codes.kettle, grade: 'B' }])
    const page = await (await fresh.get('/firms/data')).text()
    for (const column of Object.keys(firms[0] ?? {})) expect(page).toContain(`<code>${column}</code>`)
  })
  test('are told the rules in words', async () => {
    await aKnownFirm()
    const text = await (await fresh.get('/firms/rules')).text()
    expect(text).toContain('credit-2026-1')
    expect(text).toContain('未查实的举报从不计入')
    expect(text).toContain('第三十九条第三项')
  })
})
