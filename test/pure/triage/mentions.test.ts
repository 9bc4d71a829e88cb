import { describe, expect, it } from 'vitest'
import { loadCity } from '../../../src/reference/load-city.ts'
import type { MentionKind } from '../../../src/triage/assessment.ts'
import { isCreditCode, isGtin } from '../../../src/triage/entities/identifiers.ts'
import { numberOf } from '../../../src/triage/entities/numerals.ts'
import { mentionsIn } from '../../../src/triage/entities.ts'
import { normalise } from '../../../src/triage/normalise.ts'
import { placeOf, placesIn } from '../../../src/triage/places.ts'
import { segment } from '../../../src/triage/segment.ts'

const city = loadCity('city/shenzhen')

function mentions(text: string, ofGoods = false) {
  const normal = normalise({ text })
  const words = segment(normal.simplified, city)
  const found = mentionsIn(
    normal,
    words,
    {},
    { places: placesIn(normal.simplified, city), city, leaf: ofGoods ? 'PROD.01' : null },
  )
  for (const one of found) expect(normal.text.slice(one.start, one.end)).toBe(one.text)
  return found
}
const named = (kind: MentionKind, text: string, ofGoods = false) =>
  mentions(text, ofGoods)
    .filter((one) => one.kind === kind)
    .map((one) => one.text)
const valuesOf = (kind: MentionKind, text: string) =>
  mentions(text)
    .filter((one) => one.kind === kind)
    .map((one) => one.value)

describe('who is complained about', () => {
  it.each([
    ['投诉绿野食品有限公司深圳分公司不退款', '绿野食品有限公司深圳分公司'],
    ['在好滋味餐厅(科技园分店)吃坏肚子', '好滋味餐厅(科技园分店)'],
    ['阳光花园物业公司乱涨价', '阳光花园物业公司'],
    ['在京东买的鞋是坏的', '京东'],
    ['村边的木器厂天天喷漆', '木器厂'],
    ['38路公交车司机甩客', '38路公交车'],
    ['新康口腔门诊部拔错了牙', '新康口腔门诊部'],
    ['南山区人民医院不给病历', '南山区人民医院'],
    ['清溪镇妇幼保健院乱收费', '清溪镇妇幼保健院'],
    ['东山县一中暑假还在补课', '东山县一中'],
    ['丽人谷减肥美容养生店不退卡', '丽人谷减肥美容养生店'],
    ['万维影院没有安全出口', '万维影院'],
    ['申通把快件弄丢了', '申通'],
    ['恒大拖着不交房', '恒大'],
  ])('%s', (text, name) => {
    expect(named('respondent', text).some((one) => one.endsWith(name))).toBe(true)
  })

  it.each([
    '附近一家医院不接电话',
    '这家公司的老板跑了',
    '请教育局管一管学校',
    '去了几个药店都没有货',
    '私立学校收费太高',
    '工厂出厂检验不合格',
    '清溪镇快递取件还要收费',
    '到大坪的客运班车涨价了',
    '茶场村五组没有自来水',
    '恒大翡翠华庭的路灯坏了',
    '国庆放假七天都在补课',
    '我们去找清溪市电视台反映过',
  ])('names nobody: %s', (text) => {
    expect(named('respondent', text)).toEqual([])
  })

  it('what only says where something is, is a place', () => {
    expect(named('respondent', '兴旺超市对面的路灯坏了')).toEqual([])
    expect(named('place', '兴旺超市对面的路灯坏了')).toContain('兴旺超市')
  })
})

describe('where', () => {
  it.each([
    ['福田区梅林街道的井盖丢了', '福田区梅林街道'],
    ['住在龙塘路35号，天天停水', '龙塘路35号'],
    ['我家在翠景花园3栋2单元', '翠景花园3栋2单元'],
    ['青山村的河水发黑', '青山村'],
    ['翠竹苑小区的垃圾没人收', '翠竹苑小区'],
  ])('%s', (text, place) => {
    expect(named('place', text)).toContain(place)
  })

  it.each(['小区里很吵', '我们村的路不好走', '城市管理要加强', '长期没有人管', '偏远地区看病难', '超市的菜不新鲜'])(
    'is not said: %s',
    (text) => {
      expect(named('place', text)).toEqual([])
    },
  )
})

describe('the position of a place', () => {
  const point = (text: string) => placeOf('', placesIn(text, city), city).point

  it('is known of landmarks alone, and only of those named', () => {
    expect(point('深圳北站出站口太挤')).toEqual([22.61, 114.03])
    expect(point('龙华区路灯坏了')).toBeUndefined()
  })

  it('is given under the name of a landmark, in the city', () => {
    for (const { points, landmarks } of city.districts)
      for (const [name, [latitude, longitude]] of Object.entries(points)) {
        expect(landmarks).toContain(name)
        expect(latitude).toBeGreaterThan(22.4)
        expect(latitude).toBeLessThan(22.9)
        expect(longitude).toBeGreaterThan(113.7)
        expect(longitude).toBeLessThan(114.7)
      }
  })
})

describe('which product', () => {
  it('is marked with its brand and model', () => {
    expect(named('product', '买的好运牌电饭煲漏电')).toContain('好运牌电饭煲')
    expect(named('brand', '买的好运牌电饭煲漏电')).toContain('好运')
    expect(named('model', '冰箱型号：BCD-215X，不制冷')).toEqual(['BCD-215X'])
    expect(named('product', '华为Mate60自动关机', true)).toContain('华为Mate60')
  })

  it('in a matter about something else only when it was bought or eaten', () => {
    expect(named('product', '打手机也没人接')).toEqual([])
    expect(named('product', '买了手机')).toEqual(['手机'])
    expect(named('product', '手机的屏幕碎了', true)).toContain('手机')
    expect(named('product', '绿野食品有限公司欠薪', true)).toEqual([])
  })
})

describe('how much', () => {
  it.each([
    ['花了1,280.5元', 1280.5],
    ['投了50万血本无归', 500_000],
    ['被骗二万元', 20_000],
    ['押金3千5百块不退', null],
    ['安装费收了260', 260],
    ['一共¥99', 99],
    ['损失两百多块', 200],
  ])('%s', (text, yuan) => {
    const found = valuesOf('amount', text)
    expect(found.length).toBeGreaterThan(0)
    if (yuan !== null) expect(found).toContain(yuan)
  })

  it.each(['收了3个包裹', '住2单元', '排队2小时', '门口有一块牌子', '全村5万人', '房子120平米', '每月5号'])(
    'no sum in: %s',
    (text) => {
      expect(named('amount', text)).toEqual([])
    },
  )

  it.each([
    ['一百二十', 120],
    ['十五', 15],
    ['两千零五', 2005],
    ['三万五', 30_005],
    ['1.5万', 15_000],
    ['几千', null],
  ])('%s', (said, number) => {
    expect(numberOf(said)).toBe(number)
  })
})

describe('who was hurt, who is vulnerable, what is asked, when', () => {
  it('counts the hurt', () => {
    expect(valuesOf('injury', '十五名学生午餐后呕吐')).toContain(15)
    expect(valuesOf('injury', '造成两死三伤，多人受伤')).toEqual([5, 1])
  })

  it('names the group of vulnerable people', () => {
    expect(valuesOf('vulnerable', '老人和孕妇摔倒，婴儿受惊')).toEqual(['old', 'pregnant', 'infant'])
  })

  it.each([
    ['要求商家退款并赔偿', ['refund', 'compensation']],
    ['请依法查处', ['punish']],
    ['希望物业公开道歉', ['answer', 'apology']],
    ['商家不退款，也不赔偿', []],
    ['I want a refund', ['refund']],
  ])('%s', (text, claims) => {
    expect(valuesOf('claim', text)).toEqual(claims)
  })

  it('knows dates by their year and marks the others', () => {
    expect(valuesOf('time', '2026年3月5日买的')).toEqual(['2026-03-05'])
    expect(valuesOf('time', '2026-02-30买的')).toEqual([])
    expect(named('time', '昨天晚上和三天前都停水')).toEqual(['昨天', '三天前'])
    expect(valuesOf('time', '上周停水')).toEqual([null])
  })
})

describe('identifiers', () => {
  it('are checked where they carry a check digit', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y44')).toBe(false)
    expect(isGtin('6901234567892')).toBe(true)
    expect(isGtin('6901234567893')).toBe(false)
    expect(isGtin('96385074')).toBe(true)
  })

  it.each<[MentionKind, string, string]>([
    ['credit_code', '代码91350100M000100Y43的公司', '91350100M000100Y43'],
    ['gtin', '条码6901234567892', '6901234567892'],
    ['standard', '不符合GB/T 22760-2020的要求', 'GB/T 22760-2020'],
    ['standard', '违反GB 4806.7-2016', 'GB 4806.7-2016'],
    ['plate', '车牌粤B12345挡路', '粤B12345'],
    ['batch', '生产批号：A20260105', 'A20260105'],
    ['order', '订单号20261122334455没到', '20261122334455'],
    ['complaint_number', '工单号SZ2026112200一直没人办', 'SZ2026112200'],
  ])('%s in %s', (kind, text, written) => {
    expect(named(kind, text)).toEqual([written])
  })

  it('a telephone number is none', () => {
    for (const kind of ['gtin', 'order', 'batch', 'credit_code'] as const)
      expect(named(kind, '电话13812345678，请回电')).toEqual([])
  })
})

it('odd and endless texts give no mention and no failure', () => {
  for (const text of ['', '。。。', '😀', '公司'.repeat(2000), '1'.repeat(4000), '万'.repeat(4000), '路'.repeat(4000)])
    expect(Array.isArray(mentions(text))).toBe(true)
})
