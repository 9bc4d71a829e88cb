import { describe, expect, test } from 'vitest'
import { draftQualityWarning } from '../../../src/alerts/warnings/draft-quality-warning.ts'
import { listIncidentsOfWarning } from '../../../src/alerts/warnings/list-incidents-of-warning.ts'
import { listWarningsOfIncident } from '../../../src/alerts/warnings/list-warnings-of-incident.ts'
import { mergeIncidents } from '../../../src/cases/incidents/merge-incidents.ts'
import { publishIncident } from '../../../src/cases/incidents/publish-incident.ts'
import { withdrawIncident } from '../../../src/cases/incidents/withdraw-incident.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { siteOn } from '../../web/site.ts'
import { aContent, aSignal, nowhere, type People, people, publish, signed } from './quality-warnings.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const title = '某型充电宝过热'
const typed = {
  title,
  words: '多名消费者反映某型充电宝充电时过热，市场监管部门正在联系经营者核实。',
  respondent: '',
  product: '某型充电宝',
  place: '',
}

/** An incident of two cases, not public yet. */
async function anIncident() {
  const cases = [await openCaseAt(world, { title }), await openCaseAt(world, { title: '充电宝鼓包' })] as const
  const officer = contextOf(world, { actor: await anOfficer(db) })
  const id = await mergeIncidents(officer, { caseId: cases[0], otherId: cases[1], reason: '核对过是同一型号' })
  return { id, cases }
}

const head = async () => contextOf(world, { actor: await anOfficer(db, { role: 'head' }) })
const madePublic = async (incidentId: number) => publishIncident(await head(), { incidentId, typed, seen: 0 })

async function aWarning(
  who: People,
  origin: Partial<typeof nowhere | Record<keyof typeof nowhere, number>>,
  { audience = 'public' as 'public' | 'trade', drill = false } = {},
) {
  const writer = contextOf(world, { actor: who.writer })
  const id = await draftQualityWarning(writer, {
    content: aContent({ audience }),
    drill,
    origin: { ...nowhere, ...origin },
  })
  await signed(world, who, id)
  await publish(contextOf(world, { actor: who.office }), id)
  return id
}

const warningsOf = async (code: string) => (await listWarningsOfIncident(anybody, { code })).map(({ id }) => id)
const codesOf = async (warningId: number) =>
  (await listIncidentsOfWarning(anybody, { warningId })).map(({ code }) => code)

describe('a warning and the public incident that it covers', () => {
  test('lead to each other from an incident or from a case of it, and their pages link', async () => {
    const { id, cases } = await anIncident()
    const who = await people(world)
    const fromIncident = await aWarning(who, { incidentId: id })
    const fromCase = await aWarning(who, { caseId: cases[1] })
    const alone = await aWarning(who, {})
    expect(await codesOf(fromIncident)).toEqual([])
    const code = await madePublic(id)
    expect((await warningsOf(code)).sort()).toEqual([fromIncident, fromCase].sort())
    expect(await Promise.all([fromIncident, fromCase, alone].map(codesOf))).toEqual([[code], [code], []])
    const site = siteOn(world)
    expect(await (await site.get(`/warnings/${fromIncident}`)).text()).toContain(`href="/incidents/${code}"`)
    expect(await (await site.get(`/warnings/${alone}`)).text()).not.toContain('/incidents/')
    expect(await (await site.get(`/incidents/${code}`)).text()).toContain(`href="/warnings/${fromCase}"`)
  })

  test('is not shown while either is not public: a draft, an exercise, one for the trade, an incident withdrawn', async () => {
    const { id } = await anIncident()
    const who = await people(world)
    const origin = { incidentId: id }
    const code = await madePublic(id)
    const draft = await draftQualityWarning(contextOf(world, { actor: who.writer }), {
      content: aContent(),
      drill: false,
      origin: { ...nowhere, ...origin },
    })
    const drill = await aWarning(who, origin, { drill: true })
    const trade = await aWarning(who, origin, { audience: 'trade' })
    expect(await warningsOf(code)).toEqual([])
    expect(await Promise.all([draft, drill, trade].map(codesOf))).toEqual([[], [], []])
    const shown = await aWarning(who, origin)
    expect([await warningsOf(code), await codesOf(shown)]).toEqual([[shown], [code]])
    await withdrawIncident(await head(), { incidentId: id, code, reason: '经营者已全部召回' })
    expect([await warningsOf(code), await codesOf(shown)]).toEqual([[], []])
    expect(await (await siteOn(world).get(`/warnings/${shown}`)).text()).not.toContain('/incidents/')
  })

  test('holds when the incident is taken up by another', async () => {
    const [small, large] = [await anIncident(), await anIncident()]
    const code = await madePublic(small.id)
    const shown = await aWarning(await people(world), { incidentId: small.id })
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await mergeIncidents(officer, { caseId: large.cases[0], otherId: small.cases[0], reason: '同一批次的产品' })
    expect([await warningsOf(code), await codesOf(shown)]).toEqual([[shown], [code]])
  })

  test('a signal leads to the incident that holds at least half of its reports, not to one that it only touches', async () => {
    const [most, touched] = [await anIncident(), await anIncident()]
    const [code, other] = [await madePublic(most.id), await madePublic(touched.id)]
    const signalId = await aSignal(world, {
      reports: [...most.cases, touched.cases[0], await openCaseAt(world, { title: '别的事' })],
    })
    const shown = await aWarning(await people(world), { signalId })
    expect(await codesOf(shown)).toEqual([code])
    expect([await warningsOf(code), await warningsOf(other)]).toEqual([[shown], []])
  })
})
