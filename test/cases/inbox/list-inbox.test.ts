import { describe, expect, it } from 'vitest'
import { type InboxAsked, listInbox } from '../../../src/cases/inbox/list-inbox.ts'
import type { Actor } from '../../../src/context.ts'
import { Forbidden } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()

const asking: InboxAsked = {
  part: 'lead',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
  words: '',
  page: 1,
}
const inboxOf = (actor: Actor, asked: Partial<InboxAsked> = {}, now = monday) =>
  listInbox(contextOf(world, { actor, now }), { ...asking, ...asked })
const titles = async (actor: Actor, asked: Partial<InboxAsked> = {}, now = monday) =>
  (await inboxOf(actor, asked, now)).cases.map(({ title }) => title)

const daysAgo = (days: number): Date => new Date(monday.getTime() - days * 86_400_000)

describe('the inbox of a bureau', () => {
  it('lists what is dangerous first, then what is due soonest', async () => {
    const officer = await anOfficer(world.db)
    await openCaseAt(world, { title: '昨天的', openedAt: daysAgo(1) })
    await openCaseAt(world, { title: '上周的', openedAt: daysAgo(6) })
    await openCaseAt(world, { title: '今天的，能伤人', danger: 2 })
    expect(await titles(officer)).toEqual(['今天的，能伤人', '上周的', '昨天的'])
  })

  it('holds the cases the bureau leads; those it supports are apart; others never', async () => {
    const officer = await anOfficer(world.db)
    await openCaseAt(world, { title: '主办', lead: 'AMR' })
    await openCaseAt(world, { title: '协办', lead: 'EEB', support: ['AMR'] })
    await openCaseAt(world, { title: '别家', lead: 'EEB' })
    expect(await titles(officer)).toEqual(['主办'])
    expect(await titles(officer, { part: 'support' })).toEqual(['协办'])
    expect(await titles(officer, { bureau: 'EEB' })).toEqual(['主办'])
  })

  it('leaves out what is closed, refused or still to be dispatched, unless asked for it', async () => {
    const officer = await anOfficer(world.db)
    for (const state of ['to_dispatch', 'dispatched', 'handling', 'answered', 'closed', 'refused'] as const) {
      await openCaseAt(world, { title: state, state })
    }
    expect((await titles(officer)).sort()).toEqual(['answered', 'dispatched', 'handling'])
    expect(await titles(officer, { state: 'closed' })).toEqual(['closed'])
  })

  it('lists ended cases with the newest first, however dangerous the older ones were', async () => {
    const officer = await anOfficer(world.db)
    await openCaseAt(world, { title: '旧的，能伤人', state: 'closed', danger: 3, openedAt: daysAgo(9) })
    await openCaseAt(world, { title: '新的', state: 'closed', openedAt: daysAgo(1) })
    expect(await titles(officer, { state: 'closed' })).toEqual(['新的', '旧的，能伤人'])
  })

  it('filters by sector, district, danger and what is overdue, and counts all of it', async () => {
    const officer = await anOfficer(world.db)
    const lift = [...world.city.leaves.values()].find(({ sector }) => sector === 'EQUIP')?.code ?? ''
    await openCaseAt(world, { title: '电梯', leaf: lift, district: 'FUTIAN' })
    await openCaseAt(world, { title: '旧案', openedAt: daysAgo(30), district: 'NANSHAN' })
    await openCaseAt(world, { title: '危险', danger: 3, district: 'NANSHAN' })
    expect(await titles(officer, { sector: 'EQUIP' })).toEqual(['电梯'])
    expect(await titles(officer, { sector: 'NOWHERE' })).toEqual([])
    expect(await titles(officer, { district: 'NANSHAN' })).toEqual(['危险', '旧案'])
    expect(await titles(officer, { danger: 2 })).toEqual(['危险'])
    expect(await titles(officer, { overdue: true })).toEqual(['旧案'])
    expect(await inboxOf(officer)).toMatchObject({ total: 3, overdue: 1, dangerous: 1, pages: 1 })
  })

  it('comes in pages of fifty, none of them repeating a case', async () => {
    const officer = await anOfficer(world.db)
    for (let count = 0; count < 53; count += 1) await openCaseAt(world, { title: `第 ${count} 件` })
    const first = await inboxOf(officer)
    const second = await inboxOf(officer, { page: 2 })
    expect([first.cases.length, second.cases.length, first.pages, first.total]).toEqual([50, 3, 2, 53])
    expect(new Set([...first.cases, ...second.cases].map(({ id }) => id)).size).toBe(53)
  })

  it('shows every bureau to the dispatcher, and one when asked', async () => {
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    await openCaseAt(world, { title: '甲', lead: 'AMR' })
    await openCaseAt(world, { title: '乙', lead: 'EEB' })
    expect((await titles(dispatcher)).sort()).toEqual(['乙', '甲'])
    expect(await titles(dispatcher, { bureau: 'EEB' })).toEqual(['乙'])
  })

  it('is shut to citizens, to trade officials and to whoever keeps the accounts', async () => {
    await openCaseAt(world)
    const trade = await anOfficer(world.db, { role: 'trade_official' })
    const keeper = await anOfficer(world.db, { role: 'administrator' })
    for (const actor of [trade, keeper, { kind: 'citizen' } as const]) {
      await expect(inboxOf(actor)).rejects.toBeInstanceOf(Forbidden)
    }
  })
})
