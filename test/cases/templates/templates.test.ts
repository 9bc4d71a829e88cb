import { describe, expect, it } from 'vitest'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { endTemplate } from '../../../src/cases/templates/end-template.ts'
import { listTemplates } from '../../../src/cases/templates/list-templates.ts'
import { offerTemplates } from '../../../src/cases/templates/offer-templates.ts'
import { saveTemplate } from '../../../src/cases/templates/save-template.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict, Forbidden, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world

const head = (bureau = 'AMR') => anOfficer(db, { role: 'head', bureau, name: '王处长' })
const typed = { act: 'answer', name: '充电宝', matters: ['PROD'], article: '', text: '编号{case}：〔查明的事实〕' }
const save = (
  actor: Actor,
  said: Partial<typeof typed> = {},
  seen: { number: number; version: number } | null = null,
) => saveTemplate(contextOf(world, { actor }), { seen, typed: { ...typed, ...said } })
const listed = (actor: Actor, bureau = 'AMR') => listTemplates(contextOf(world, { actor }), { bureau })

describe('a bureau’s own template', () => {
  it('is written by its head, and every version stays with who and when', async () => {
    const actor = await head()
    const first = await save(actor)
    await save(actor, { text: '编号{case}：〔检测结论〕' }, first)
    const { current, versions } = await listed(await anOfficer(db))
    expect(current).toMatchObject([{ number: 1, version: 2, text: '编号{case}：〔检测结论〕', by: '王处长' }])
    expect(versions.map(({ version, text }) => [version, text])).toEqual([
      [2, '编号{case}：〔检测结论〕'],
      [1, '编号{case}：〔查明的事实〕'],
    ])
    await expect(db.updateTable('reply_template').set({ text: '改写' }).execute()).rejects.toThrow('append-only')
  })

  it('is not written by officers, nor over what a colleague saved, nor for another bureau', async () => {
    const actor = await head()
    const first = await save(actor)
    await expect(save(await anOfficer(db))).rejects.toThrow(Forbidden)
    await save(actor, { name: '充电宝和电池' }, first)
    await expect(save(actor, { name: '旧的' }, first)).rejects.toThrow(Conflict)
    await expect(save(actor, {}, { number: 1, version: 9 })).rejects.toThrow(Conflict)
    await expect(save(await head('EEB'), {}, { number: 1, version: 2 })).rejects.toThrow(NotFound)
    expect((await listed(actor)).versions).toHaveLength(2)
  })

  it('is refused with the reason beside each field', async () => {
    const actor = await head()
    const wrong = { act: 'answer', name: '', matters: ['NOWHERE'], article: '总局令第121号', text: '{receipt}〔没有完' }
    await expect(save(actor, wrong)).rejects.toMatchObject({
      fields: { name: {}, matters: {}, article: {}, text: { en: expect.stringContaining('{receipt}') } },
    })
    await expect(save(actor, { act: 'note' })).rejects.toMatchObject({ fields: { act: {} } })
    expect((await listed(actor)).versions).toEqual([])
  })

  it('is offered on the cases it fits until it is taken out of use, and to nobody else', async () => {
    const actor = await head()
    const leaf = [...world.city.leaves.values()].find(({ sector }) => sector === 'PROD')?.code ?? ''
    const other = [...world.city.leaves.values()].find(({ sector }) => sector === 'FOOD')?.code ?? ''
    await save(actor)
    const officer = contextOf(world, { actor: await anOfficer(db) })
    const own = async (context: typeof officer, caseId: number) =>
      (await offerTemplates(context, await readCase(context, caseId))).filter((one) => one.own).map(({ zh }) => zh)
    const caseId = await openCaseAt(world, { state: 'handling', leaf, support: ['EEB'] })
    expect(await own(officer, caseId)).toEqual(['充电宝'])
    expect(await own(officer, await openCaseAt(world, { state: 'handling', leaf: other }))).toEqual([])
    expect(await own(contextOf(world, { actor: await anOfficer(db, { bureau: 'EEB' }) }), caseId)).toEqual([])
    expect((await listed(await anOfficer(db, { bureau: 'EEB' }))).versions).toEqual([])

    await endTemplate(contextOf(world, { actor }), { number: 1, version: 1 })
    expect(await own(officer, caseId)).toEqual([])
    await expect(endTemplate(contextOf(world, { actor }), { number: 1, version: 1 })).rejects.toThrow(Conflict)
    await save(actor, {}, { number: 1, version: 2 })
    expect(await own(officer, caseId)).toEqual(['充电宝'])
  })
})

describe('a reply', () => {
  it('with a place left unfilled is refused, whoever sends it and whatever the act, and leaves no row', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const events = () => db.selectFrom('case_event').selectAll().execute()
    const before = await events()
    const actor = await head()
    const text = '经现场检查，〔查明的事实〕，商家已为您办理退款。'
    const answering = moveCase(contextOf(world, { actor }), {
      caseId,
      act: 'answer',
      typed: { text, overrule: '先这样答复' },
    })
    await expect(answering).rejects.toMatchObject({
      fields: { text: { zh: expect.stringContaining('〔查明的事实〕') } },
    })
    const refusing = moveCase(contextOf(world, { actor }), {
      caseId,
      act: 'refuse',
      typed: { reason: '〔写明事实〕不属于本单位', article: '总局令第121号' },
    })
    await expect(refusing).rejects.toMatchObject({ fields: { reason: {} } })
    expect(await events()).toEqual(before)
  })

  it('may name a document by its year, and notes may hold any brackets', async () => {
    const caseId = await openCaseAt(world, { state: 'handling' })
    const actor = await anOfficer(db)
    const text = '依据深府〔2010〕183号，经现场检查，该批电饭煲已下架，商家已为您办理退款。'
    await moveCase(contextOf(world, { actor }), { caseId, act: 'answer', typed: { text, note: '〔待归档〕' } })
    const { state } = await db.selectFrom('case_file').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('answered')
  })
})
