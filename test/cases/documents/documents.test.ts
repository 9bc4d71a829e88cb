import { describe, expect, it } from 'vitest'
import { documentForm, documentForms, formsFor } from '../../../src/cases/documents/document-forms.ts'
import { knownAnswers } from '../../../src/cases/documents/known-answers.ts'
import { makeDocument } from '../../../src/cases/documents/make-document.ts'
import { readDocument } from '../../../src/cases/documents/read-document.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { receiveComplaint } from '../../../src/intake/receive-complaint.ts'
import { openCaseAt } from '../../support/cases.ts'
import { aComplaint, anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const typed: Record<string, Record<string, string>> = {
  distribution: { report_back: '2026-11-30' },
  identity_proof: { until: '2026-11-25', material: '身份证复印件' },
  refusal: { ground: '121-4', facts: '购买日期为2022年3月。' },
  mediation_notice: { time: '11月24日上午10时', site: '福田所调解室', mediator: '李明', recusal: '2026-11-22' },
  termination: { ending: '121-3', facts: '两次调解，商家明确表示不同意退款。' },
  agreement: { facts: '电饭煲漏电争议。', terms: '商家于11月30日前退还329元。' },
  report_result: { decision: '决定立案', facts: '抽检不合格，已立案调查。' },
}
const accepted = { act: 'accept', typed: {} } as const
const refused = {
  act: 'refuse',
  typed: { reason: '购买日期为2022年3月。', article: '总局令第121号第十六条第四项' },
} as const

describe('the ten official forms', () => {
  it('are ten, and each can be made where it fits, whole, in a PDF that holds its words as text', async () => {
    expect(documentForms).toHaveLength(10)
    const officer = await anOfficer(db)
    for (const form of documentForms) {
      const caseId = await openCaseAt(world, {
        state: 'handling',
        kind: form.track === 'report' ? 'report' : 'complaint',
      })
      const context = contextOf(world, { actor: officer })
      if (form.after) await moveCase(context, { caseId, ...(form.id === 'refusal' ? refused : accepted) })
      const documentId = await makeDocument(context, { caseId, form: form.id, typed: typed[form.id] ?? {} })
      const { content, pdf } = await readDocument(context, { caseId, documentId })
      expect(content.paragraphs.join('')).not.toMatch(/[{}]|undefined/)
      expect(content.number).toMatch(/^质哨〔2026〕.{1,3}字第1号$/)
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
      expect(Buffer.from(pdf).toString('latin1')).toContain('/MarkInfo')
    }
  }, 60_000)

  it('count on within their form and year, and stay as they were sent', async () => {
    const officer = await anOfficer(db)
    const context = contextOf(world, { actor: officer })
    const caseId = await openCaseAt(world, { state: 'handling' })
    await moveCase(context, { caseId, ...accepted })
    const make = () => makeDocument(context, { caseId, form: 'acceptance', typed: {} })
    const ids = await Promise.all([make(), make(), make()])
    const read = await Promise.all(ids.map((documentId) => readDocument(context, { caseId, documentId })))
    expect(read.map(({ content }) => content.number).sort()).toEqual([1, 2, 3].map((n) => `质哨〔2026〕受字第${n}号`))
    // Sixty days after Monday run into a year whose holidays are not announced.
    expect(read[0]?.content.paragraphs.join()).toMatch(/2027-01-\d\d 24:00 前（暂定/)
    expect(read[0]?.content.arithmetic.map(({ clock }) => clock).join()).toContain('调解')
    await expect(db.updateTable('case_document').set({ number: 'x' }).execute()).rejects.toThrow('append-only')
  })

  it('name the ground, the article and the other ways in a refusal', async () => {
    const context = contextOf(world, { actor: await anOfficer(db) })
    const caseId = await openCaseAt(world, { state: 'handling' })
    await moveCase(context, { caseId, ...refused })
    const input = { caseId, form: 'refusal', typed: typed.refusal ?? {} }
    const { content } = await readDocument(context, { caseId, documentId: await makeDocument(context, input) })
    const words = content.paragraphs.join('\n')
    expect(words).toContain('超过三年')
    expect(words).toContain('总局令第121号第十六条第四项')
    expect(words).toContain('第三十九条')
  })

  it('refuse what is missing, wrong or not theirs, and leave no row', async () => {
    const officer = contextOf(world, { actor: await anOfficer(db) })
    const other = contextOf(world, { actor: await anOfficer(db, { bureau: 'WB' }) })
    const support = contextOf(world, { actor: await anOfficer(db, { bureau: 'EEB' }) })
    const caseId = await openCaseAt(world, { state: 'handling', support: ['EEB'] })
    await moveCase(officer, { caseId, ...refused })
    const closed = await openCaseAt(world, { state: 'closed' })
    const refusal = (context: typeof officer, id: number, given: Record<string, string>) =>
      makeDocument(context, { caseId: id, form: 'refusal', typed: given })
    const missing = await refusal(officer, caseId, { ground: '20-1' }).catch((error: unknown) => error)
    expect(missing).toBeInstanceOf(Invalid)
    expect(Object.keys((missing as Invalid).fields)).toEqual(['ground', 'facts'])
    await expect(refusal(other, caseId, {})).rejects.toBeInstanceOf(NotFound)
    await expect(refusal(support, caseId, {})).rejects.toBeInstanceOf(Forbidden)
    await expect(refusal(officer, closed, {})).rejects.toBeInstanceOf(Conflict)
    await expect(makeDocument(officer, { caseId, form: 'no_such', typed: {} })).rejects.toBeInstanceOf(NotFound)
    expect(await db.selectFrom('case_document').select('id').execute()).toEqual([])
  })

  it('reach the reporter by receipt when they are for the reporter, and never otherwise', async () => {
    const filed = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'api' })
    const actor = await anOfficer(db, { bureau: filed.bureau.id })
    const context = contextOf(world, { actor })
    const { caseId, receipt } = filed
    await moveCase(context, { caseId, act: 'sign', typed: {} })
    await moveCase(context, { caseId, ...accepted })
    const inside = await makeDocument(context, { caseId, form: 'complaint_record', typed: {} })
    const toThem = await makeDocument(context, { caseId, form: 'acceptance', typed: {} })
    expect((await trackCase(contextOf(world), receipt)).documents.map(({ id }) => id)).toEqual([toThem])
    expect((await readDocument(contextOf(world), { documentId: toThem, receipt })).caseId).toBe(caseId)
    await expect(readDocument(contextOf(world), { documentId: inside, receipt })).rejects.toBeInstanceOf(NotFound)
    await expect(readDocument(contextOf(world), { documentId: toThem, receipt: 'guessed' })).rejects.toBeInstanceOf(
      NotFound,
    )
    const record = await readDocument(context, { caseId, documentId: inside })
    expect(JSON.stringify(record.content)).not.toMatch(/陈女士|13800000000|chen@/)
  })
})

it('every state and track has forms only of its track', () => {
  for (const form of formsFor({ kind: 'report', tracks: ['report'], state: 'handling', done: ['sign'] }))
    expect(form.track).not.toBe('complaint')
})

it('a decision is put on paper after it was taken, and never against it', () => {
  const complaint = { kind: 'complaint', tracks: ['complaint'], state: 'handling' } as const
  const names = (done: string[]) => formsFor({ ...complaint, tracks: ['complaint'], done }).map(({ id }) => id)
  expect(names(['sign'])).toEqual(['complaint_record', 'distribution', 'identity_proof'])
  expect(names(['sign', 'accept'])).toContain('acceptance')
  expect(names(['sign', 'accept'])).toContain('termination')
  expect(names(['sign', 'accept'])).not.toContain('refusal')
})

it('the ground that an act named is not chosen twice, and one that nobody named is not guessed', async () => {
  const context = contextOf(world, { actor: await anOfficer(db) })
  const known = async (article: string) => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    await moveCase(context, { caseId, act: 'refuse', typed: { ...refused.typed, article } })
    const form = documentForm('refusal')
    return form && knownAnswers(form, await readCase(context, caseId))
  }
  expect(await known('总局令第121号第十六条第四项')).toEqual({ ground: '121-4' })
  expect(await known('本市有关规定')).toEqual({})
})

it('a complaint that also reports a violation has the forms of both tracks, also after it alone was not accepted', async () => {
  const context = contextOf(world, { actor: await anOfficer(db) })
  const caseId = await openCaseAt(world, { state: 'handling' })
  await moveCase(context, { caseId, act: 'open_clue', typed: { text: '店内销售的电饭煲没有强制性认证标志。' } })
  const make = (form: string) => makeDocument(context, { caseId, form, typed: typed[form] ?? {} })
  expect(await make('report_record')).toBeGreaterThan(0)
  await expect(make('refusal')).rejects.toBeInstanceOf(Conflict)
  await moveCase(context, { caseId, act: 'refuse_complaint', typed: refused.typed })
  expect(await make('refusal')).toBeGreaterThan(0)
  await expect(make('acceptance')).rejects.toBeInstanceOf(Conflict)
  expect(await make('report_result')).toBeGreaterThan(0)
})
