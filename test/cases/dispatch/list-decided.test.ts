import { describe, expect, it } from 'vitest'
import { correctReading } from '../../../src/cases/dispatch/correct-reading.ts'
import { type DecidedAsked, listDecided } from '../../../src/cases/dispatch/list-decided.ts'
import { openDesk } from '../../../src/cases/dispatch/open-desk.ts'
import { Forbidden } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const anything: DecidedAsked = {
  bureau: null,
  leaf: null,
  danger: null,
  confidence: null,
  day: null,
  channel: null,
  sample: false,
  unsure: false,
  page: 1,
}
const contextFor = async (role: 'dispatcher' | 'joint_office' | 'officer' = 'dispatcher') =>
  contextOf(world, { actor: await anOfficer(world.db, { role, bureau: 'DATA' }) })
const listed = async (asked: Partial<DecidedAsked>) =>
  (await listDecided(await contextFor(), { ...anything, ...asked })).cases.map(({ title }) => title)
const sunday = new Date(monday.getTime() - 86_400_000)

describe('what the machine decided', () => {
  it('is what it gave to a bureau by itself, the newest first, with its words and how sure it was', async () => {
    await openCaseAt(world, { title: '先', because: ['漏电'] })
    await openCaseAt(world, { title: '后' })
    await openCaseAt(world, { title: '待分拨', state: 'to_dispatch' })
    const { cases, more } = await listDecided(await contextFor(), anything)
    expect(cases.map(({ title }) => title)).toEqual(['后', '先'])
    expect(more).toBe(false)
    expect(cases[1]).toMatchObject({ lead: { value: 'AMR', confidence: 0.9 }, words: ['漏电'], reviewedAt: null })
  })

  it('can be narrowed by bureau, leaf, danger, confidence, day and channel', async () => {
    await openCaseAt(world, { title: '甲', lead: 'AMR', danger: 2, openedAt: sunday })
    await openCaseAt(world, { title: '乙', lead: 'EEB', danger: 0 })
    const leaf = (await world.db.selectFrom('case_file').select('leaf').executeTakeFirstOrThrow()).leaf
    expect(await listed({ bureau: 'EEB' })).toEqual(['乙'])
    expect(await listed({ danger: 2 })).toEqual(['甲'])
    expect(await listed({ day: '2026-11-15' })).toEqual(['甲'])
    expect(await listed({ day: '2026-11-16' })).toEqual(['乙'])
    expect(await listed({ day: '2026-11-14' })).toEqual([])
    expect(await listed({ leaf })).toHaveLength(2)
    expect(await listed({ leaf: 'NONE' })).toEqual([])
    expect(await listed({ channel: 'hotline' })).toEqual([])
    expect(await listed({ confidence: { from: 0.9, below: 2 } })).toHaveLength(2)
    expect(await listed({ confidence: { from: 0, below: 0.7 } })).toEqual([])
  })

  it('comes in pages of twenty, or twenty of a day by lot, the same ones however often one looks', async () => {
    for (let i = 0; i < 23; i += 1) await openCaseAt(world, { title: `第${i}件` })
    await openCaseAt(world, { title: '昨天的', openedAt: sunday })
    const first = await listDecided(await contextFor(), anything)
    expect([first.cases.length, first.more]).toEqual([20, true])
    expect(await listed({ page: 2 })).toHaveLength(4)
    const lot = await listed({ sample: true, day: '2026-11-16' })
    expect(lot).toHaveLength(20)
    expect(lot).not.toContain('昨天的')
    expect(await listed({ sample: true, day: '2026-11-16' })).toEqual(lot)
    expect(lot).not.toEqual(first.cases.map(({ title }) => title))
  })

  it('tells of danger sent to a bureau it was not sure of, until the bureau signs or a person says who is right', async () => {
    const doubtful = { danger: 2, sure: false } as const
    const [second, first] = [
      await openCaseAt(world, { ...doubtful, title: '乙' }),
      await openCaseAt(world, { ...doubtful, title: '甲', danger: 3 }),
    ]
    await openCaseAt(world, { ...doubtful, title: '已签收', state: 'handling' })
    await openCaseAt(world, { title: '有把握', danger: 3, sure: true })
    await openCaseAt(world, { title: '没有危险', danger: 1, sure: false })
    expect(await listed({ unsure: true })).toEqual(['甲', '乙'])
    const count = async () => (await openDesk(await contextFor(), { wanted: null })).sentUnsure
    expect(await count()).toBe(2)
    const said = { leaf: '', lead: 'AMR', danger: '3', kind: 'complaint', reason: '' }
    const leaf = (await db.selectFrom('case_file').where('id', '=', first).select('leaf').executeTakeFirstOrThrow())
      .leaf
    await correctReading(await contextFor(), { caseId: first, reviewed: { ...said, leaf } })
    expect(await listed({ unsure: true })).toEqual(['乙'])
    await db.updateTable('case_file').set({ state: 'handling' }).where('id', '=', second).execute()
    expect(await count()).toBe(0)
  })

  it('and the desk show nobody who wrote, though a number stands where the shown part ends', async () => {
    const text = `${'路灯坏了很久没有人修。'.repeat(36)}电话13812345678，联系人：张三。`
    await openCaseAt(world, { text })
    await openCaseAt(world, { text: '小区电梯困人，我的电话13812345678。', state: 'to_dispatch' })
    const shown = (await listDecided(await contextFor(), anything)).cases[0]?.text ?? ''
    expect(shown).not.toMatch(/\d/)
    const { text: desk } = await openDesk(await contextFor(), { wanted: null })
    expect(desk?.read.assessment.text).toBe('小区电梯困人，我的电话＊＊＊＊＊＊＊＊＊＊＊。')
  })

  it('says when a person looked, and what holds now', async () => {
    const caseId = await openCaseAt(world, { danger: 0 })
    await correctReading(await contextFor(), { caseId, reviewed: { danger: '1', reason: '有财产损失' } })
    const [seen] = (await listDecided(await contextFor('joint_office'), anything)).cases
    expect(seen).toMatchObject({ reviewedAt: monday, danger: { level: 0 }, holds: { danger: 1 } })
  })

  it('is not for officers', async () => {
    await expect(listDecided(await contextFor('officer'), anything)).rejects.toBeInstanceOf(Forbidden)
  })
})
