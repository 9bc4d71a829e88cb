import { describe, expect, it } from 'vitest'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { triage } from '../../src/triage/triage.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const assess = (text: string, form = {}) => triage({ text, ...form }, { city, model })
const named = (text: string, kind: string, form = {}) =>
  assess(text, form)
    .mentions.filter((one) => one.kind === kind)
    .map((one) => one.text)

describe('who is complained about', () => {
  it.each([
    ['我在阳光家园物业公司交了物业费', '阳光家园物业公司'],
    ['昨天去了新世纪大药房买药', '新世纪大药房'],
    ['投诉绿野食品有限公司生产的饼干发霉', '绿野食品有限公司'],
    ['位于龙华区的晨星幼儿园乱收费', '晨星幼儿园'],
  ])('%s', (text, respondent) => {
    expect(named(text, 'respondent').some((one) => one.endsWith(respondent))).toBe(true)
  })

  it('a bare kind of place is no name', () => {
    expect(named('医院的医生态度不好，学校也不管', 'respondent')).toEqual([])
  })

  it('the form’s respondent is marked where the text names it', () => {
    expect(named('小王修车收了钱不修', 'respondent', { respondent: '小王修车' })).toEqual(['小王修车'])
    expect(named('修车收了钱不修', 'respondent', { respondent: '小王修车' })).toEqual([])
  })
})

describe('what product', () => {
  it('is marked where its name stands as a word, not across words', () => {
    expect(named('孩子的毛绒玩具掉毛', 'product').length).toBeGreaterThan(0)
    expect(named('学校路口红绿灯坏了', 'product')).not.toContain('口红')
  })
})

describe('sums, dates and hurt people', () => {
  const value = (text: string, kind: string) => assess(text).mentions.find((one) => one.kind === kind)?.value

  it.each([
    ['花了1,280.5元', 1280.5],
    ['损失3万元', 30_000],
    ['只要30块钱', 30],
    ['收费２５人民币', 25],
  ])('%s', (text, yuan) => {
    expect(value(text, 'amount')).toBe(yuan)
  })

  it.each([
    ['有12人中毒', 12],
    ['两个孩子受伤', 2],
    ['十五名学生呕吐', 15],
    ['我骨折了', 1],
  ])('%s', (text, people) => {
    expect(value(text, 'injury')).toBe(people)
  })

  it('a date has a value only with its year, and must be a date', () => {
    expect(value('2026年1月5日购买', 'time')).toBe('2026-01-05')
    expect(value('2026-01-05购买', 'time')).toBe('2026-01-05')
    expect(value('1月5日购买', 'time')).toBeNull()
    expect(value('13月45日购买', 'time')).toBeUndefined()
    expect(value('版本3.12可用', 'time')).toBeUndefined()
  })
})

describe('where', () => {
  it('a district named in the text', () => {
    expect(assess('福田区的公园路灯坏了').place).toMatchObject({ district: 'FUTIAN', street: null })
  })

  it('a street decides its district', () => {
    expect(assess('园岭街道的垃圾没人收').place).toMatchObject({ district: 'FUTIAN', street: '园岭街道' })
  })

  it('the form’s place goes before the text', () => {
    const { place } = assess('我从福田区搬来', { place: '罗湖区翠竹街道' })
    expect(place).toMatchObject({ district: 'LUOHU', street: '翠竹街道' })
    expect(place.because).toContain('place field')
  })

  it('no place named is said so', () => {
    expect(assess('路灯坏了').place).toMatchObject({ district: null, street: null })
  })

  it('a road with its number is marked', () => {
    expect(named('店在青年路35号旁边', 'place').some((one) => one.endsWith('青年路35号'))).toBe(true)
  })
})

describe('hazards', () => {
  it('are named with the words that gave them', () => {
    const fire = assess('电动车充电起火').hazards.find(({ id }) => id === 'fire')
    expect(fire?.because).toContain('起火')
  })

  it('an English word counts only as a whole word', () => {
    expect(assess('our leader fired nobody').hazards.map(({ id }) => id)).not.toContain('chemical')
    expect(assess('the paint contains lead').hazards.map(({ id }) => id)).toContain('chemical')
  })
})
