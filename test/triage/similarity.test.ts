import { describe, expect, it } from 'vitest'
import { type Likeness, likelyDuplicate, likenessKeys } from '../../src/triage/similarity.ts'

const told = (text: string, rest: Partial<Likeness> = {}): Likeness => ({
  title: null,
  text,
  respondent: null,
  place: null,
  leaf: 'EQUIP.01',
  receivedAt: new Date('2026-03-02T08:00:00Z'),
  ...rest,
})
const keys = (text: string, respondent?: string) =>
  likenessKeys({
    text,
    leaf: { value: 'EQUIP.01', confidence: 1, alternatives: [], because: [] },
    mentions: respondent
      ? [{ kind: 'respondent', text: respondent, start: 0, end: respondent.length, value: null }]
      : [],
  })
const lift = '幸福里小区三栋的电梯这个月已经困人五次，物业每次都说在修，请尽快派人检查'

describe('likely duplicates', () => {
  it('the same text resent, with other spacing, digits and script, is one', () => {
    const again = ' 幸福里小區三棟的電梯這個月已經困人五次,物業每次都說在修,請盡快派人檢查!! '
    expect(likelyDuplicate(told(lift), told(again))?.score).toBeGreaterThan(0.95)
    expect(keys(lift).some((key) => keys(again).includes(key))).toBe(true)
  })

  it('a copy with a few words changed is one, and says how much is the same', () => {
    const found = likelyDuplicate(told(lift), told(`领导好，${lift}，谢谢`))
    expect(found?.because[0]).toMatch(/文字相同 \d+% \/ \d+% of the text the same/)
    expect(keys(lift).some((key) => keys(`领导好，${lift}，谢谢`).includes(key))).toBe(true)
  })

  it('the same event in other words is one only when respondent and more agree', () => {
    const other = '幸福里小区三栋的电梯这个月又困人了，物业每次都说在修，老人不敢坐'
    const named = { respondent: '幸福里物业服务有限公司' }
    expect(likelyDuplicate(told(lift), told(other))).toBeNull()
    const found = likelyDuplicate(told(lift, named), told(other, named))
    expect(found?.because ?? []).toContain('同一被投诉方 / same respondent')
    expect(keys(lift, '幸福里物业').some((key) => keys(other, '幸福里物业').includes(key))).toBe(true)
  })

  it('alike texts about different respondents or places are not one', () => {
    const template = (name: string) => `${name}办卡后跑路，要求退还余额，请市场监管部门尽快处理并给予答复`
    const a = told(template('青山健身馆'), { respondent: '青山健身馆' })
    const b = told(template('绿水游泳馆'), { respondent: '绿水游泳馆' })
    expect(likelyDuplicate(a, b)).toBeNull()
    const near = { place: '南山区一号路' }
    expect(
      likelyDuplicate(told('路灯坏了两周没有人修理', near), told('路灯坏了两周没人修', { place: '福田区二号路' })),
    ).toBeNull()
  })

  it('different matters are not, and the order does not change the answer', () => {
    const other = '出租车司机拒载，还骂人，请交通部门处理'
    expect(likelyDuplicate(told(lift), told(other))).toBeNull()
    expect(keys(lift).some((key) => keys(other).includes(key))).toBe(false)
    expect(likelyDuplicate(told(lift), told(`${lift}谢谢`))).toEqual(likelyDuplicate(told(`${lift}谢谢`), told(lift)))
  })

  it('keys are whole numbers that a bigint column and a JavaScript number both hold', () => {
    for (const text of [lift, '', 'a', '电梯'])
      for (const key of keys(text)) expect(Number.isSafeInteger(key)).toBe(true)
  })
})
