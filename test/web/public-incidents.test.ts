import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { mergeIncidents } from '../../src/cases/incidents/merge-incidents.ts'
import {
  publicIncidentReadShape,
  publicIncidentsShape,
  withdrawnIncidentShape,
} from '../../src/web/api/incident-shapes.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { filledForm, receiptIn, siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const words = {
  title: '星澜汇健身房停业退费',
  words: '多名消费者反映星澜汇健身房停业后会员卡余额未退，市场监管部门正在联系经营者核实。',
  respondent: '星澜汇健身房',
  product: '健身会员卡',
  place: '南山区',
}

async function anIncident(): Promise<string> {
  const one = await openCaseAt(world, { title: '星澜汇关门跑路', text: '健身房关门，卡没人退，老板电话打不通。' })
  const other = await openCaseAt(world, { title: '健身卡退不了', text: '预付卡余额不退，店已搬空。' })
  const officer = contextOf(world, { actor: await anOfficer(db) })
  const id = await mergeIncidents(officer, { caseId: one, otherId: other, reason: '核对过是同一家店' })
  return `/bureau/incidents/${id}`
}

describe('making an incident public', () => {
  it('shows a preview first and publishes nothing by it; then it is listed, and the form is filled in for who joins', async () => {
    const site = siteOn(world)
    const path = await anIncident()
    const head = await staffOn(world, site, { role: 'head' })
    const form = { ...words, seen: '0', form_page: path }
    const preview = await head.send(`${path}/publication`, { ...form, only: 'preview' })
    const shown = await preview.text()
    expect([preview.status, shown.includes('现在还没有公开'), shown.includes('value="publish"')]).toEqual([
      200,
      true,
      true,
    ])
    expect(await (await site.get('/incidents')).text()).not.toContain('星澜汇')
    expect(await (await site.get('/complaints/new')).text()).not.toContain('先看公开事件')
    expect((await head.send(`${path}/publication`, { ...form, only: 'publish' })).status).toBe(303)
    expect(await (await site.get('/complaints/new')).text()).toContain('先看公开事件')
    const list = await (await site.get('/incidents')).text()
    const href = /href="(\/incidents\/[\w-]{16})"/.exec(list)?.[1] ?? ''
    const page = await (await site.get(href)).text()
    expect(page).toContain('正在核实，不代表已经认定')
    expect(page).not.toMatch(/老板电话|店已搬空|跑路|\/bureau\//)
    const joining = /href="(\/complaints\/new\?incident=[\w-]{16})"/.exec(page)?.[1] ?? ''
    const filing = await (await site.get(joining)).text()
    for (const filled of ['value="星澜汇健身房"', 'value="健身会员卡"', 'value="南山区"', '一并反映'])
      expect(filing).toContain(filled)
    const code = joining.split('=')[1] ?? ''
    const wrong = await site.send('/complaints', filledForm({ incident: code, text: '短' }))
    expect([wrong.status, (await wrong.text()).includes(`name="incident" value="${code}"`)]).toEqual([422, true])
    const sent = await (await site.send('/complaints', filledForm({ incident: code }))).text()
    expect(receiptIn(sent)).toMatch(/\w/)
    expect(sent).toContain('已注明与公开事件“星澜汇健身房停业退费”是同一件事')
    expect((await db.selectFrom('report').where('incident', '=', code).select('id').execute()).length).toBe(1)
  })

  it('keeps what was typed when it is refused, and an officer sees no such form', async () => {
    const site = siteOn(world)
    const path = await anIncident()
    const head = await staffOn(world, site, { role: 'head' })
    const phone = { ...words, words: `${words.words}电话13800000000`, seen: '0', form_page: path, only: 'publish' }
    const refused = await head.send(`${path}/publication`, phone)
    const page = await refused.text()
    expect([refused.status, page.includes('电话13800000000</textarea>'), page.includes('像是个人信息')]).toEqual([
      422,
      true,
      true,
    ])
    // The forms of a preview name the address that drew it, which leads on to the incident.
    const again = await head.send(`${path}/publication`, { ...phone, form_page: `${path}/publication` })
    expect([again.status, (await again.text()).includes('电话13800000000</textarea>')]).toEqual([422, true])
    const officer = await staffOn(world, site, {})
    expect(await officer.page(path)).not.toContain('公开页面')
    expect((await officer.send(`${path}/publication`, { ...phone, words: words.words })).status).toBe(403)
    expect(await db.selectFrom('public_incident').select('id').execute()).toEqual([])
  })

  it('says of the form of who joins exactly what is filled in', async () => {
    const site = siteOn(world)
    const path = await anIncident()
    const head = await staffOn(world, site, { role: 'head' })
    let code = ''
    const formAfter = async (said: Partial<typeof words>, seen: number) => {
      await head.send(`${path}/publication`, { ...words, ...said, seen: String(seen), only: 'publish' })
      code ||= (await db.selectFrom('public_incident').select('code').executeTakeFirstOrThrow()).code
      return (await site.get(`/complaints/new?incident=${code}`)).text()
    }
    expect(await formAfter({}, 0)).toContain('已经填好：商家或单位、产品或服务、地点，可以改。')
    const onlyProduct = await formAfter({ respondent: '', place: '' }, 1)
    expect(onlyProduct).toContain('已经填好：产品或服务，可以改。')
    expect(onlyProduct).not.toContain('value="星澜汇健身房"')
    const nothing = await formAfter({ respondent: '', product: '', place: '' }, 2)
    expect([nothing.includes('一并反映'), nothing.includes('已经填好')]).toEqual([true, false])
  })

  it('taken back says so with the reason, and a form begun before still files, marked with nothing', async () => {
    const site = siteOn(world)
    const path = await anIncident()
    const head = await staffOn(world, site, { role: 'head' })
    await head.send(`${path}/publication`, { ...words, seen: '0', only: 'publish' })
    const { code } = await db.selectFrom('public_incident').select('code').executeTakeFirstOrThrow()
    await head.send(`${path}/withdrawal`, { code, 'withdraw-reason': '经营者已全部退费' })
    const gone = await site.get(`/incidents/${code}`)
    expect([gone.status, (await gone.text()).includes('经营者已全部退费')]).toEqual([410, true])
    const sent = await site.send('/complaints', filledForm({ incident: code }))
    expect([sent.status, (await sent.text()).includes('已注明与公开事件')]).toEqual([200, false])
    expect((await site.get('/incidents/AAAAAAAAAAAAAAAA')).status).toBe(404)
  })
})

describe('public incidents for programs', () => {
  it('are JSON and an Atom feed of the same words, and 410 with the reason once taken back', async () => {
    const site = siteOn(world)
    expect(await (await site.get('/api/v1/incidents')).json()).toEqual({ incidents: [] })
    const path = await anIncident()
    const head = await staffOn(world, site, { role: 'head' })
    await head.send(`${path}/publication`, { ...words, place: '', seen: '0', only: 'publish' })
    const listed = publicIncidentsShape.parse(await (await site.get('/api/v1/incidents')).json())
    const code = listed.incidents[0]?.code ?? ''
    const said = { ...words, place: null, version: 1, bureau: { id: 'AMR' } }
    expect(listed.incidents).toMatchObject([{ ...said, file: `${world.publicUrl}/complaints/new?incident=${code}` }])
    const one = await site.get(`/api/v1/incidents/${code}`)
    const read = publicIncidentReadShape.parse(await one.json())
    expect([one.status, read]).toMatchObject([200, { ...said, warnings: [] }])
    const feed = await site.get('/incidents/feed.atom')
    const text = await feed.text()
    expect([feed.headers.get('Content-Type'), XMLValidator.validate(text)]).toEqual([
      'application/atom+xml; charset=utf-8',
      true,
    ])
    expect(text).toContain(`<id>${world.publicUrl}/incidents/${code}</id><title>${words.title}</title>`)
    for (const answer of [JSON.stringify(listed), JSON.stringify(read), text])
      expect(answer).not.toMatch(/老板电话|店已搬空|跑路|staff:/)

    await head.send(`${path}/withdrawal`, { code, 'withdraw-reason': '经营者已全部退费 <完>' })
    expect(await (await site.get('/api/v1/incidents')).json()).toEqual({ incidents: [] })
    const gone = await site.get(`/api/v1/incidents/${code}`)
    const told = await gone.json()
    expect([gone.status, withdrawnIncidentShape.parse(told).reason]).toEqual([410, '经营者已全部退费 <完>'])
    expect(JSON.stringify(told)).not.toContain(words.words)
    const later = await (await site.get('/incidents/feed.atom')).text()
    expect(later).toContain('【已撤下 Taken back】')
    expect(later).toContain('经营者已全部退费 &lt;完&gt;')
    expect(later).not.toContain(words.words)
  })

  it('unknown codes are 404, as problem details', async () => {
    const answer = await siteOn(world).get('/api/v1/incidents/AAAAAAAAAAAAAAAA')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/problem+json'])
  })
})
