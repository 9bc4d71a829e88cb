import { XMLParser, XMLValidator } from 'fast-xml-parser'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = siteOn(world, { env: { FILINGS_PER_HOUR: '1000' } })
const base = '/open311/v2'

const parser = new XMLParser({ parseTagValue: false, processEntities: true })
const readXml = (text: string) => {
  expect(XMLValidator.validate(text)).toBe(true)
  return parser.parse(text)
}
const xml = async (path: string, init?: RequestInit) => readXml(await (await site.get(`${base}/${path}`, init)).text())
const json = async (path: string) => (await site.get(`${base}/${path}`)).json() as Promise<Told[]>
type Told = Record<string, string | null>

const usual = {
  service_code: 'FOOD.01',
  address_string: '南山区粤海街道科苑路 8 号',
  description: '昨晚在这家饭店吃饭，回家后上吐下泻，汤里还有一只蟑螂。',
  first_name: '三',
  last_name: '张',
  phone: '(0755) 8888-0000',
  email: 'zhang@example.com',
}
const post = (fields: Record<string, string> | [string, string][], as = 'json', on = site) =>
  on.get(`${base}/requests.${as}`, { method: 'POST', body: new URLSearchParams(fields) })
async function filed(fields: Record<string, string> = {}): Promise<{ id: string; notice: string }> {
  const answer = await post({ ...usual, ...fields })
  expect(answer.status).toBe(200)
  const [told] = (await answer.json()) as Told[]
  return { id: told?.service_request_id ?? '', notice: told?.service_notice ?? '' }
}
const reportOf = (id: string) =>
  db.selectFrom('report').selectAll().where('channel_ref', '=', id).executeTakeFirstOrThrow()

describe('discovery', () => {
  it('says in XML and JSON where the endpoint is and which formats it has, also one level up', async () => {
    const told = await xml('discovery.xml')
    expect(told.discovery.endpoints.endpoint).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: 'http://localhost:8080/open311/v2',
      type: 'production',
      formats: { format: ['text/xml', 'application/json'] },
    })
    const spoken = await (await site.get('/open311/discovery.json')).json()
    expect(spoken).toMatchObject({ endpoints: [{ formats: ['text/xml', 'application/json'] }] })
  })
})

describe('services', () => {
  it('are the leaves of the city, grouped by sector, the same in both formats', async () => {
    const told = await json('services.json')
    expect(told).toHaveLength(world.city.leaves.size)
    expect(told.find(({ service_code }) => service_code === 'FOOD.01')).toMatchObject({
      service_name: '餐饮食品安全 Restaurant food safety',
      metadata: true,
      type: 'realtime',
      group: '食品与餐饮 Food and catering',
    })
    const { services } = await xml('services.xml')
    expect(services.service.map(({ service_code }: Told) => service_code)).toEqual(
      told.map(({ service_code }) => service_code),
    )
  })

  it('answer with the content type of the format, whether by ending, by Accept or with a slash too many', async () => {
    const typeOf = async (path: string, headers: Record<string, string> = {}) =>
      (await site.get(`${base}/${path}`, { headers })).headers.get('Content-Type')
    expect(await typeOf('services.xml')).toBe('text/xml; charset=utf-8')
    expect(await typeOf('services.xml/')).toBe('text/xml; charset=utf-8')
    expect(await typeOf('services')).toBe('text/xml; charset=utf-8')
    expect(await typeOf('services.json/')).toBe('application/json; charset=utf-8')
    expect(await typeOf('services', { Accept: 'application/json' })).toBe('application/json; charset=utf-8')
  })

  it('have questions with an order and, for lists, keys and names', async () => {
    const { service_definition } = await xml('services/FOOD.01.xml')
    expect(service_definition.service_code).toBe('FOOD.01')
    const claim = service_definition.attributes.attribute.find(({ code }: Told) => code === 'claim')
    expect(claim).toMatchObject({ variable: 'true', datatype: 'multivaluelist', required: 'false' })
    expect(claim.values.value).toContainEqual({ key: 'refund', name: '退还货款和服务费用 Refund' })
  })

  it('are 404 when there is none such, with the error in the format that was asked for', async () => {
    const answer = await site.get(`${base}/services/NOPE.99.xml`)
    expect(answer.status).toBe(404)
    const { errors } = readXml(await answer.text())
    expect(errors.error.code).toBe('404')
    expect(errors.error.description).toContain('NOPE.99')
  })

  it('are those of this city only', async () => {
    for (const ours of ['', 'sz.gov.cn', 'www.sz.gov.cn', '440300', 'shenzhen.gov.cn']) {
      expect((await site.get(`${base}/services.json?jurisdiction_id=${ours}`)).status).toBe(200)
    }
    const other = await site.get(`${base}/services.json?jurisdiction_id=sfgov.org`)
    expect(other.status).toBe(404)
    expect(await other.json()).toEqual([{ code: 404, description: expect.stringContaining('sz.gov.cn') }])
  })
})

describe('filing', () => {
  it('opens a case that triage judges, keeps the chosen service, and answers with number, promise and receipt', async () => {
    const { id, notice } = await filed({ 'attribute[respondent]': '某某饭店', 'attribute[amount]': '1,280 元' })
    expect(id).toMatch(/^r[0-9a-f]{24}$/)
    const report = await reportOf(id)
    expect(report).toMatchObject({ channel: 'open311', respondent: '某某饭店', amount: '1280.00', anonymous: false })
    expect(notice).toMatch(/市场监督管理局.*（《.*第四十六条.*）/s)
    const receipt = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/.exec(notice)?.[0] ?? ''
    expect((await trackCase(contextOf(world), receipt)).caseId).toBe(report.id)
    expect(await db.selectFrom('correction').selectAll().execute()).toEqual([])
  })

  it('keeps the reporter’s own choice beside that of triage where they differ', async () => {
    const { id } = await filed({ service_code: 'PROD.03' })
    const correction = await db.selectFrom('correction').selectAll().executeTakeFirstOrThrow()
    expect(correction).toMatchObject({ source: 'reporter', what: 'leaf', corrected: 'PROD.03' })
    expect(correction.predicted).toMatch(/^FOOD/)
    expect(await json(`requests/${id}.json`)).toMatchObject([{ service_code: 'PROD.03' }])
  })

  it('takes several values of one question in each spelling that programs use', async () => {
    for (const spelling of ['attribute[claim][]', 'attribute[claim]', 'attribute[claim][0]']) {
      const answer = await post([...Object.entries(usual), [spelling, 'refund'], [spelling, 'compensation']])
      const [told] = (await answer.json()) as Told[]
      expect((await reportOf(told?.service_request_id ?? '')).claims).toEqual(['退还货款和服务费用', '赔偿损失'])
    }
  })

  it('needs a place, of whichever kind, and takes several', async () => {
    const { address_string: _, ...nowhere } = usual
    expect((await post({ ...nowhere, address_id: '440305-88' })).status).toBe(200)
    expect((await post({ ...nowhere, lat: '22.54309', long: '114.05786' })).status).toBe(200)
    expect((await post({ ...usual, lat: '22.54309', long: '114.05786' })).status).toBe(200)
    for (const wrong of [{}, { lat: '22.5' }, { lat: '95', long: '114' }, { lat: 'x', long: 'y' }]) {
      const answer = await post({ ...nowhere, ...wrong }, 'xml')
      expect(answer.status).toBe(400)
      expect(readXml(await answer.text()).errors.error.code).toBe('400')
    }
  })

  it('says which argument is wrong under the name that the program used, and files nothing', async () => {
    const { service_code: _, ...unserved } = usual
    const told = async (fields: Record<string, string>) => {
      const answer = await post(fields)
      return [answer.status, ...((await answer.json()) as Told[]).map(({ description }) => description?.split(':')[0])]
    }
    expect(await told(unserved)).toEqual([400, 'service_code'])
    expect((await told({ ...usual, service_code: 'NOPE.01' }))[0]).toBe(404)
    expect(await told({ ...usual, description: '长'.repeat(4001) })).toEqual([400, 'description'])
    expect(await told({ ...usual, email: 'nobody', phone: 'x' })).toEqual([400, 'phone', 'email'])
    expect(await told({ ...usual, 'attribute[claim]': 'gold' })).toEqual([400, 'attribute[claim]'])
    expect(await told({ ...usual, 'attribute[occurred_on]': '2027-01-01' })).toEqual([400, 'attribute[occurred_on]'])
    expect(await db.selectFrom('report').select('id').execute()).toEqual([])
  })

  it('takes a photo in a multipart form, refuses what is none, and answers other bodies with what to send', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(usual)) form.append(name, value)
    const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    form.append('media', new File([new Uint8Array(photo)], 'photo.jpg', { type: 'image/jpeg' }))
    const answer = await site.get(`${base}/requests.json`, { method: 'POST', body: form })
    expect(answer.status).toBe(200)
    expect(await db.selectFrom('attachment').select(['name', 'media_type']).execute()).toEqual([
      { name: 'photo.jpg', media_type: 'image/jpeg' },
    ])
    form.set('media', new File(['#!/bin/sh'], 'photo.jpg'))
    expect((await site.get(`${base}/requests.json`, { method: 'POST', body: form })).status).toBe(400)
    const refused = await site.json(`${base}/requests.json`, usual)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual([{ code: 400, description: expect.stringContaining('x-www-form-urlencoded') }])
  })

  it('asks for a key only where the operator gives keys out', async () => {
    const keyed = siteOn(world, { env: { OPEN311_API_KEYS: 'first-key, second-key' } })
    expect((await post(usual, 'json', keyed)).status).toBe(403)
    expect((await post({ ...usual, api_key: 'wrong' }, 'json', keyed)).status).toBe(403)
    expect((await post({ ...usual, api_key: 'second-key' }, 'json', keyed)).status).toBe(200)
    expect((await keyed.get(`${base}/requests.json`)).status).toBe(200)
  })

  it('counts filings of one address and tells the limit in the format of the specification', async () => {
    const strict = siteOn(world, { env: { FILINGS_PER_HOUR: '1' } })
    expect((await post(usual, 'xml', strict)).status).toBe(200)
    const refused = await post(usual, 'xml', strict)
    expect(refused.status).toBe(429)
    expect(readXml(await refused.text()).errors.error.code).toBe('429')
    expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/)
  })
})

describe('requests', () => {
  it('tell status, bureau, legal due date and a place no finer than the sub-district, and mask what is personal', async () => {
    const { id, notice } = await filed({
      lat: '22.54309',
      long: '113.95786',
      'attribute[respondent]': '某某饭店',
      description:
        '昨晚在这家饭店吃饭，回家后上吐下泻，汤里有蟑螂，请打我电话13912345678，身份证440301199001011234，我叫张建国。',
      media_url: 'https://photos.example/private/7.jpg',
    })
    const text = await (await site.get(`${base}/requests/${id}.json`)).text()
    expect(JSON.parse(text)).toMatchObject([
      {
        service_request_id: id,
        status: 'open',
        service_code: 'FOOD.01',
        agency_responsible: expect.stringContaining('市场监督管理局'),
        requested_datetime: '2026-11-16T10:00:00+08:00',
        expected_datetime: expect.stringMatching(/^2026-11-2\dT23:59:59\+08:00$/),
        service_notice: expect.stringContaining('第四十六条'),
        description: expect.stringContaining('汤里有蟑螂，请打我电话〔电话〕'),
        media_url: null,
        address: '深圳市南山区粤海街道',
        lat: 22.54,
        long: 113.96,
      },
    ])
    const receipt = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/.exec(notice)?.[0] ?? 'none'
    for (const secret of [
      '13912345678',
      '440301',
      '建国',
      '科苑路',
      '某某饭店',
      '张三',
      '8888',
      '.example',
      '22.543',
      receipt,
    ]) {
      expect(text).not.toContain(secret)
    }
  })

  it('are told under every number asked for, whatever else is asked', async () => {
    const [one, two] = [await filed(), await filed()]
    await filed()
    const told = await json(`requests.json?service_request_id=${one.id},${two.id}&status=closed`)
    expect(told.map(({ service_request_id }) => service_request_id).sort()).toEqual([one.id, two.id].sort())
    expect((await site.get(`${base}/requests/0000.json`)).status).toBe(404)
    expect(await json(`requests.json?service_request_id=0000`)).toEqual([])
  })

  it('can be chosen by service and by status, which is closed once the case has ended', async () => {
    const { id } = await filed()
    await filed({ service_code: 'PROD.03' })
    const numbers = async (query: string) =>
      (await json(`requests.json?${query}`)).map((told) => told.service_request_id)
    expect(await numbers('service_code=FOOD.01,FOOD.02')).toEqual([id])
    expect(await numbers('status=closed')).toEqual([])
    const report = await reportOf(id)
    const actor = await anOfficer(db, { bureau: 'AMR' })
    await moveCase(contextOf(world, { actor }), {
      caseId: report.id,
      act: 'refuse',
      typed: { reason: '不属于市场监管职责', article: '第十六条第一项' },
    })
    expect(await numbers('status=closed')).toEqual([id])
    expect(await numbers('status=Open')).toHaveLength(1)
    expect(await numbers('status=open,closed')).toHaveLength(2)
  })

  it('come from at most 90 days, in W3C dates of any zone', async () => {
    await filed()
    const { length } = await json('requests.json?start_date=2026-11-16T01:59:00Z&end_date=2026-11-16T10:01:00+08:00')
    expect(length).toBe(1)
    expect(await json('requests.json?start_date=2026-11-16T02:01:00Z')).toEqual([])
    expect(await json('requests.json?start_date=2026-11-16&end_date=2026-11-16')).toHaveLength(1)
    const later = siteOn(world, { now: () => new Date(monday.getTime() + 91 * 86_400_000) })
    expect(await (await later.get(`${base}/requests.json`)).json()).toEqual([])
    for (const wrong of ['start_date=yesterday', 'start_date=2026-01-01&end_date=2026-11-01', 'status=lost']) {
      expect((await site.get(`${base}/requests.json?${wrong}`)).status).toBe(400)
    }
  })

  it('never list a report of a violation, which only its number opens', async () => {
    const { id } = await filed({ 'attribute[kind]': 'report' })
    expect(await json('requests.json')).toEqual([])
    expect(await json(`requests/${id}.json`)).toMatchObject([{ service_request_id: id, description: null }])
  })

  it('never tell of a case that came another way', async () => {
    await site.json('/api/v1/complaints', { kind: 'complaint', text: '餐厅的汤里有一只蟑螂。' })
    expect(await json('requests.json')).toEqual([])
  })

  it('are the same in XML, where an empty list is still a list', async () => {
    expect(await xml('requests.xml')).toMatchObject({ service_requests: '' })
    const { id } = await filed()
    const { service_requests } = await xml(`requests/${id}.xml`)
    expect(service_requests.request).toMatchObject({ service_request_id: id, zipcode: '', status: 'open' })
    const { service_requests: token } = await xml(`tokens/${id}.xml`)
    expect(token.request).toEqual({ service_request_id: id, token: id })
    expect((await site.get(`${base}/tokens/0000.xml`)).status).toBe(404)
  })

  it('may be read by a page of any site', async () => {
    const answer = await site.get(`${base}/requests.json`, { headers: { Origin: 'https://app.example' } })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })
})
