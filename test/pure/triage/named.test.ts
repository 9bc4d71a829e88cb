import { describe, expect, it } from 'vitest'
import { loadCity } from '../../../src/reference/load-city.ts'
import type { MentionKind } from '../../../src/triage/assessment.ts'
import { loadModel } from '../../../src/triage/load-model.ts'
import { triage } from '../../../src/triage/triage.ts'
import { namedTexts } from './named-texts.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const mentionsOf = (title: string | undefined, text: string) => triage({ title, text }, { city, model }).mentions
const named = (text: string, kind: MentionKind, title?: string) =>
  mentionsOf(title, text)
    .filter((one) => one.kind === kind)
    .map((one) => one.text)

describe('what people write on a phone', () => {
  it.each(namedTexts)('$text', (told) => {
    if (told.respondent) expect(named(told.text, 'respondent').sort()).toEqual([...told.respondent].sort())
    for (const kind of ['product', 'brand', 'model', 'place', 'time'] as const)
      expect(named(told.text, kind)).toEqual(expect.arrayContaining(told[kind] ?? []))
    const sums = mentionsOf(undefined, told.text)
      .filter(({ kind }) => kind === 'amount')
      .map(({ value }) => value)
    expect(sums).toEqual(expect.arrayContaining(told.amount ?? []))
  })
})

describe('who is only named in passing', () => {
  it.each([
    ['请求在路口增设红绿灯', '路口旁边是和平小学和仁爱医院,孩子过马路很危险'],
    ['咨询学区划分', '我家住在锦绣花园,请问划分到阳光小学还是育英小学'],
    ['投诉宏达物业乱收停车费', '小区离南山医院不到五百米,宏达物业每小时收十元'],
    ['反映永新纸厂宿舍漏水', '永新纸厂宿舍楼顶漏水,住户要求维修'],
  ])('%s', (title, text) => {
    for (const passing of ['和平小学', '仁爱医院', '阳光小学', '育英小学', '南山医院', '永新纸厂'])
      expect(named(text, 'respondent', title)).not.toContain(passing)
  })

  it('is still the one complained of where the fault is its own', () => {
    expect(named('和平小学强制学生补课,每人收八百元', 'respondent', '投诉和平小学')).toContain('和平小学')
    expect(named('宏达物业每小时收十元', 'respondent', '投诉宏达物业乱收停车费')).toContain('宏达物业')
  })
})

describe('words that only look like a firm', () => {
  it.each([
    '我觉得物业不管事',
    '冰箱里有滴滴的响声',
    '出租车都去哪儿了',
    '这条路联通二环路就方便了',
    '小区健身器材坏了',
    '学校不重视素质教育',
    '商家不讲理,老板跑了',
  ])('%s', (text) => {
    expect(named(text, 'respondent')).toEqual([])
  })
})
