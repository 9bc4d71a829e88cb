import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../src/triage/filing-kind.ts'
import { normalise } from '../../../src/triage/normalise.ts'

const read = (text: string, title = '') => kindOf(normalise({ title, text }))

describe('the kind of a filing', () => {
  it.each([
    ['健身房突然关门，会员卡里的钱不退，请帮我们要回来', 'complaint'],
    ['楼上装修噪音扰民，物业推诿不处理，我家老人无法休息', 'complaint'],
    ['举报一家黑作坊无证生产豆制品，请依法查处', 'report'],
    ['某厂夜里偷排污水，涉嫌违法，请严查', 'report'],
    ['请问办理居住证需要什么材料？什么时候可以办？', 'consultation'],
    ['咨询公积金能否异地提取？', 'consultation'],
    ['建议在学校门口增设红绿灯，方便孩子过马路', 'suggestion'],
    ['表扬社区医生上门给老人换药，服务周到', 'praise'],
  ])('%s', (text, kind) => {
    const reading = read(text)
    expect(reading.value).toBe(kind)
    expect(reading.because.length).toBeGreaterThan(0)
    for (const word of reading.because) expect(text.normalize('NFKC')).toContain(word)
  })

  it('reads the title where there is one', () => {
    expect(read('小区门口的路一直没有灯', '建议加装路灯').value).toBe('suggestion')
  })

  it('opens both tracks where a claim of one’s own and a breach to be punished stand together', () => {
    expect(read('买到假酒，要求退一赔十，并请严查这家店').tracks).toEqual(['complaint', 'report'])
    expect(read('买到假酒，要求商家退款').tracks).toEqual(['complaint'])
    expect(read('请问退款要什么材料？').tracks).toEqual([])
  })

  it('thanks that ask for something are no praise', () => {
    expect(read('非常感谢政府，但是路灯坏了一直没修，希望解决').value).not.toBe('praise')
  })

  it('reads traditional script alike and never fails', () => {
    expect(read('舉報黑工廠無證生產，請依法查處').value).toBe('report')
    for (const text of ['', '？？？', 'x'.repeat(5000)]) expect(read(text).confidence).toBeGreaterThan(0)
  })
})
