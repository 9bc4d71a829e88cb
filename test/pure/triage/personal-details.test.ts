import { describe, expect, it } from 'vitest'
import { covered, isCardNumber, isIdNumber, masked, personalDataIn } from '../../../src/triage/personal-details.ts'

const found = (text: string) => personalDataIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

describe('personal data', () => {
  it.each([
    ['请打我手机13812345678联系', 'phone 13812345678'],
    ['联系 +86 138-1234-5678', 'phone +86 138-1234-5678'],
    ['座机0755-26001234转801', 'phone 0755-26001234转801'],
    ['客服400-888-1234没人接', 'phone 400-888-1234'],
    ['my Hong Kong number is +852 9123 4567', 'phone +852 9123 4567'],
    ['电话：26543210', 'phone 26543210'],
    ['身份证11010519491231002X被冒用', 'id_card 11010519491231002X'],
    ['卡号 6222 0212 3456 7890 128 被扣款', 'bank_card 6222 0212 3456 7890 128'],
    ['卡是4111111111111111', 'bank_card 4111111111111111'],
    ['发到 li.ming@example.com 即可', 'email li.ming@example.com'],
    ['加微信号lucky_8899转账', 'account lucky_8899'],
    ['QQ：123456789', 'account 123456789'],
    ['车牌粤B12D45乱停', 'plate 粤B12D45'],
    ['我住桃源村3栋2单元501室，天天漏水', 'address 3栋2单元501室'],
    ['住在20栋1401的人打麻将', 'address 20栋1401'],
    ['B栋803漏水', 'address B栋803'],
    ['家庭住址：南山区某某路8号阳光苑，邻居吵', 'address 南山区某某路8号阳光苑'],
    ['本人李小明，住在这里', 'name 李小明'],
    ['我叫王芳。', 'name 王芳'],
    ['联系人：欧阳志远，电话见附件', 'name 欧阳志远'],
    ['请联系陈女士', 'name 陈'],
    ['房东张大山的态度很差', 'name 张大山'],
    ['请尽快处理。赵国强 2026年5月1日', 'name 赵国强'],
    ['My name is John Smith and I live here', 'name John Smith'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected)
  })

  it.each([
    '花了128.50元，2026年3月5日买的',
    '请王局长督促整改',
    '小区3栋电梯坏了',
    '条码6901234567892',
    '拨打12345、110都没有用',
    '房东把押金扣了，老板态度差',
    '我是业主，经理不管',
    '本人在高新园上班',
    '订单三个月了没到，1000000元的房子',
    '司机和乘客吵架',
  ])('nothing in: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('check digits are checked', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isCardNumber('4111 1111 1111 1111')).toBe(true)
    expect(isCardNumber('4111 1111 1111 1112')).toBe(false)
  })

  it('is masked in place, names to the surname, the rest of the text untouched', () => {
    const text = '本人李小明，电话13812345678，住3栋2单元501室，请修电梯'
    expect(masked(text)).toBe('本人李某，电话〔电话〕，住〔住址〕，请修电梯')
    expect(masked('请修电梯')).toBe('请修电梯')
    expect(personalDataIn(masked(text)).filter(({ kind }) => kind !== 'name')).toEqual([])
  })

  it('does not fail on odd and endless texts', () => {
    for (const text of ['', '1'.repeat(4000), '栋'.repeat(4000), '王'.repeat(4000), '0-'.repeat(2000)])
      expect(Array.isArray(personalDataIn(text))).toBe(true)
  })

  it('covered keeps its length, so that what was found in it is still found there', () => {
    const text = '联系人：张三，电话13812345678，电梯困人'
    const shown = covered(text)
    expect(shown).toBe('联系人：张＊，电话＊＊＊＊＊＊＊＊＊＊＊，电梯困人')
    expect(shown.indexOf('电梯')).toBe(text.indexOf('电梯'))
    expect(covered('电梯困人')).toBe('电梯困人')
  })
})
