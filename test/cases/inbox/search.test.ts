import { describe, expect, it } from 'vitest'
import { addSearchWords } from '../../../src/cases/inbox/add-search-words.ts'
import { listInbox } from '../../../src/cases/inbox/list-inbox.ts'
import { searchWords } from '../../../src/triage/search-words.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db, city } = world
const index = (now = monday) => addSearchWords(contextOf(world, { actor: { kind: 'job', name: 'search' }, now }))
const everything = {
  part: 'lead',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
  page: 1,
} as const

async function search(words: string, bureau = 'AMR'): Promise<string[]> {
  const actor = await anOfficer(db, { bureau })
  const inbox = await listInbox(contextOf(world, { actor }), { ...everything, words })
  return inbox.cases.map(({ title }) => title)
}

describe('a search of the desk', () => {
  it('finds the cases that hold all its words, in any script or case, and only the own bureau’s', async () => {
    await openCaseAt(world, { state: 'handling', title: '小区电梯抖动', text: '三栋的电梯一直抖动，维保单位不来。' })
    await openCaseAt(world, { state: 'handling', title: '电梯广告', text: '电梯里全是广告。' })
    await openCaseAt(world, { state: 'handling', title: '別局的電梯', text: '电梯抖动', lead: 'HCB' })
    await openCaseAt(world, { state: 'handling', title: 'WiFi 路由器', text: '买的 TP-Link 路由器发热。' })
    expect(await index()).toBe(4)
    expect(await index()).toBe(0)
    expect(await search('电梯 抖动')).toEqual(['小区电梯抖动'])
    expect((await search('電梯')).toSorted()).toEqual(['小区电梯抖动', '电梯广告'])
    expect(await search('维保单位')).toEqual(['小区电梯抖动'])
    expect(await search('link 路由器')).toEqual(['WiFi 路由器'])
    expect((await search('维')).toSorted()).toEqual(['小区电梯抖动'])
    expect(await search('没有这样的词语')).toEqual([])
  })

  it('is not to be broken or widened by signs', async () => {
    await openCaseAt(world, { state: 'handling', title: '小区电梯抖动' })
    await openCaseAt(world, { state: 'handling', title: '空调滴水', text: '楼上空调滴水到窗台。' })
    await index()
    for (const words of [`'`, `电梯' | '`, '& ! ( )', ':*', '\\', `电梯'); drop table report; --`]) {
      expect(await search(words)).not.toContain('空调滴水')
    }
    expect(await search('&!')).toEqual([])
  })

  it('is complete again after filings whose rows came late', async () => {
    await openCaseAt(world, { state: 'handling', title: '第一件电扇' })
    await index()
    await index(new Date(monday.getTime() + 3_600_000))
    await openCaseAt(world, { state: 'handling', title: '第二件电扇' })
    expect(await index()).toBe(1)
    expect((await search('电扇')).toSorted()).toEqual(['第一件电扇', '第二件电扇'].toSorted())
  })
})

it('words are pairs of long words, whole Latin ones, and never a lone letter', () => {
  expect(searchWords('电梯 WIFI 甲', city)).toEqual(expect.arrayContaining(['电梯', 'wifi']))
  expect(searchWords('甲 乙 a', city)).toEqual([])
  expect(searchWords('字'.repeat(100_000), city).length).toBeLessThanOrEqual(401)
})
