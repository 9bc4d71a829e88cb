import { describe, expect, it } from 'vitest'
import { endpoints } from '../../src/web/api/endpoints.ts'
import {
  bureausShape,
  problemShape,
  receiptShape,
  sectorsShape,
  statusShape,
  warningsShape,
} from '../../src/web/api/shapes.ts'
import { photoWithPlace } from '../pure/attachments/small-files.ts'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()

const swollen = {
  kind: 'complaint',
  title: '充电宝鼓包',
  text: '在网店买的充电宝充电时鼓包发烫，客服让我继续用。',
  submission_key: 'a-key-of-the-caller-1',
}
const file = (body: unknown) => siteOn(world).json('/api/v1/complaints', body)

describe('a program files a complaint', () => {
  it('and gets 201 with receipt, sector, bureau, clocks, danger and reasons', async () => {
    const answer = await file(swollen)
    expect(answer.status).toBe(201)
    const receipt = receiptShape.parse(await answer.json())
    expect(receipt.bureau.id).toBe('AMR')
    expect(receipt.danger).toBeGreaterThanOrEqual(2)
    expect(receipt.reasons.length).toBeGreaterThan(0)
    expect(receipt.clocks.map((clock) => clock.article)).toContain('《消费者权益保护法》第四十六条')
  })

  it('and sent again gets 200 with the same receipt, and nothing is filed twice', async () => {
    const first = receiptShape.parse(await (await file(swollen)).json())
    const again = await file(swollen)
    expect(again.status).toBe(200)
    expect(receiptShape.parse(await again.json())).toMatchObject({ receipt: first.receipt, repeat: true })
    expect(await world.db.selectFrom('report').select('id').execute()).toHaveLength(1)
  })

  it('and the same key for another text is a conflict', async () => {
    await file(swollen)
    const other = await file({ ...swollen, text: '另一件完全不同的事情，楼道堆满杂物。' })
    expect(other.status).toBe(409)
  })

  it('for several people: each gets an own case and receipt, joined from the start, and a resent filing files nothing', async () => {
    const joint = {
      ...swollen,
      contact: { name: '王女士', phone: '13800000000' },
      others: [
        { name: '陈先生', phone: '13900000000', amount: 1299 },
        { name: '黄雅琴', email: 'huang@example.com', represents: true },
      ],
    }
    const filed = receiptShape.parse(await (await file(joint)).json())
    expect(filed.others.map(({ name }) => name)).toEqual(['陈先生', '黄雅琴'])
    expect(new Set([filed.receipt, ...filed.others.map(({ receipt }) => receipt)]).size).toBe(3)
    const again = await file(joint)
    expect([again.status, receiptShape.parse(await again.json()).others]).toEqual([200, filed.others])
    expect(await world.db.selectFrom('report').select('id').execute()).toHaveLength(3)
    const joined = await world.db.selectFrom('case_event').where('act', '=', 'file_jointly').select('case_id').execute()
    expect(joined).toHaveLength(3)
  })

  it('for several people and is told what each of them lacks; nobody files a report or anonymously for others', async () => {
    const faulty = { ...swollen, contact: { name: '王女士', phone: '13800000000' } }
    const faults = async (said: object) => {
      const answer = await file({ ...faulty, ...said })
      expect(answer.status).toBe(422)
      return problemShape.parse(await answer.json()).errors?.map(({ field }) => field)
    }
    const other = { name: '陈先生', phone: '13900000000' }
    expect(await faults({ others: [other, { name: '黄雅琴' }] })).toEqual(['others.1.name'])
    expect(await faults({ others: [{ ...other, email: 'x' }] })).toEqual(['others.0.email'])
    expect(await faults({ kind: 'report', others: [other] })).toEqual(['kind'])
    expect(await faults({ anonymous: true, others: [other] })).toEqual(['contact.name'])
    const both = [other, { ...other, name: '黄雅琴' }].map((one) => ({ ...one, represents: true }))
    expect(await faults({ others: both })).toEqual(['others.1.represents'])
    expect(await faults({ incident: 'nothing' })).toEqual(['incident'])
    expect(await world.db.selectFrom('report').select('id').execute()).toHaveLength(0)
  })

  it('and is told every fault, field by field, in both languages, as problem details', async () => {
    const answer = await file({ kind: 'praise', text: '短', amount: -1, colour: 'red', contact: { email: 'x' } })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    const problem = problemShape.parse(await answer.json())
    expect(problem.errors?.map(({ field }) => field).toSorted()).toEqual([
      'amount',
      'colour',
      'contact.email',
      'kind',
      'text',
    ])
    for (const { zh, en } of problem.errors ?? []) expect([zh, en].every((said) => said.length > 3)).toBe(true)
  })

  it('and what cannot be read is refused before anything else', async () => {
    const site = siteOn(world)
    const post = (body: string, type: string) =>
      site.get('/api/v1/complaints', { method: 'POST', body, headers: { 'Content-Type': type } })
    expect((await post('{"kind":', 'application/json')).status).toBe(400)
    expect((await post(JSON.stringify(swollen), 'text/plain')).status).toBe(415)
    const huge = JSON.stringify({ ...swollen, text: '长'.repeat(100_000) })
    const declared = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(huge)) }
    expect((await site.get('/api/v1/complaints', { method: 'POST', body: huge, headers: declared })).status).toBe(413)
    expect((await post(huge, 'application/json')).status).toBe(413)
    expect(await world.db.selectFrom('report').select('id').execute()).toHaveLength(0)
  })
})

describe('a program adds to a case', () => {
  const add = (body: unknown) => siteOn(world).json('/api/v1/complaints/additions', body)

  it('with words and a photo, by the receipt alone; sent again nothing is taken twice', async () => {
    const { receipt } = receiptShape.parse(await (await file(swollen)).json())
    const photo = { name: '充电宝.jpg', content: Buffer.from(await photoWithPlace()).toString('base64') }
    const said = { receipt, text: '今天又鼓了一点，附照片。', attachments: [photo] }
    const answer = await add(said)
    expect(answer.status).toBe(200)
    expect(statusShape.parse(await answer.json())).toMatchObject({ attachments: 1, may_add: true, asked: null })
    expect((await add(said)).status).toBe(200)
    expect(await world.db.selectFrom('attachment').select('name').execute()).toEqual([{ name: '充电宝.jpg' }])
    const acts = await world.db.selectFrom('case_event').where('act', '=', 'add').select('internal_text').execute()
    expect(acts).toHaveLength(1)
  })

  it('and is told every fault under the name it used, and that a case is over', async () => {
    const { receipt } = receiptShape.parse(await (await file(swollen)).json())
    const faults = async (body: unknown) => {
      const answer = await add(body)
      return [answer.status, problemShape.parse(await answer.json()).errors?.map(({ field }) => field)]
    }
    expect(await faults({ receipt })).toEqual([422, ['text']])
    expect(await faults({ receipt, text: '看', attachments: [{ name: 'a.exe', content: 'TVo=' }] })).toEqual([
      422,
      ['attachments'],
    ])
    expect(await faults({ receipt, text: '看', attachments: [{ name: 'a.jpg', content: '不是' }] })).toEqual([
      422,
      ['attachments.0.content'],
    ])
    expect(await faults({ receipt, words: '看' })).toEqual([422, ['words']])
    expect((await add({ receipt: 'AAAA', text: '补充一句' })).status).toBe(404)
    expect((await add('x'.repeat(29 * 1024 * 1024))).status).toBe(413)
    await world.db.updateTable('case_file').set({ state: 'closed' }).execute()
    expect((await add({ receipt, text: '补充一句' })).status).toBe(409)
    expect(await world.db.selectFrom('attachment').select('id').execute()).toEqual([])
  })
})

describe('a program asks', () => {
  it('how a case stands, by its receipt in the body', async () => {
    const { receipt } = receiptShape.parse(await (await file(swollen)).json())
    const site = siteOn(world)
    const answer = await site.json('/api/v1/complaints/status', { receipt })
    const status = statusShape.parse(await answer.json())
    expect(status).toMatchObject({ state: 'dispatched', bureau: { id: 'AMR' }, answer: null, attachments: 0 })
    expect(JSON.stringify(status)).not.toContain('客服让我继续用')
    expect((await site.json('/api/v1/complaints/status', { receipt: 'AAAA' })).status).toBe(404)
    expect((await site.json('/api/v1/complaints/status', {})).status).toBe(422)
  })

  it('for warnings, sectors and bureaus', async () => {
    const { get } = siteOn(world)
    expect(warningsShape.parse(await (await get('/api/v1/warnings')).json())).toEqual({ warnings: [] })
    const { sectors } = sectorsShape.parse(await (await get('/api/v1/sectors')).json())
    expect(sectors.flatMap(({ leaves }) => leaves).length).toBe(world.city.leaves.size)
    const { bureaus } = bureausShape.parse(await (await get('/api/v1/bureaus')).json())
    expect(bureaus.map(({ id }) => id)).toEqual([...world.city.bureaus.keys()])
  })

  it('by another method and is told those that the address takes', async () => {
    const site = siteOn(world)
    const answer = await site.get('/api/v1/complaints')
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe('POST')
    expect(problemShape.parse(await answer.json()).said.zh).toContain('Allow')
    expect((await site.json('/api/v1/warnings/1', {})).headers.get('Allow')).toBe('GET')
    expect((await site.get('/api/v1/nothing')).status).toBe(404)
  })

  it('for what does not exist and gets problem details, not a page', async () => {
    const answer = await siteOn(world).get('/api/v1/nothing')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  })
})

describe('the OpenAPI document', () => {
  it('describes every endpoint, its body and each of its answers', async () => {
    const answer = await siteOn(world).get('/api/v1/openapi.json')
    const document = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, Operation>> }
    expect(document.openapi).toMatch(/^3\.1\./)
    for (const { path, method, body, answers, refusals } of endpoints) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]
      expect(Boolean(operation?.requestBody)).toBe(body !== undefined)
      expect(
        Object.keys(operation?.responses ?? {})
          .map(Number)
          .toSorted(),
      ).toEqual([...answers.map(({ status }) => status), ...refusals].toSorted())
    }
    const filing = JSON.stringify(document.paths['/complaints']?.post?.requestBody)
    for (const field of ['text', 'kind', 'respondent', 'occurred_on', 'claims', 'contact', 'submission_key']) {
      expect(filing).toContain(`"${field}"`)
    }
  })

  it('has an interactive page that loads nothing from elsewhere', async () => {
    const page = await (await siteOn(world).get('/api/docs')).text()
    expect(page).toContain('<openapi-explorer')
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
})

type Operation = { requestBody?: unknown; responses: Record<string, unknown> }
