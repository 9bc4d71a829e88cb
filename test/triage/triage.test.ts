import { describe, expect, it } from 'vitest'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { triage } from '../../src/triage/triage.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const assess = (text: string, title = '') => triage({ title, text }, { city, model })

describe('triage', () => {
  it.each([
    ['小区电梯上个月掉到负一楼，物业一直没有修，老人孩子都不敢坐', 'EQUIP.01', 'AMR'],
    ['楼下工厂每天半夜偷偷排放黑烟，气味刺鼻，窗户都不敢开', 'ENV.01', 'EEB'],
    ['出租车司机不打表，还绕路多收了我三十块钱', 'TRAFFIC.02', 'TB'],
    ['快递说已经签收，可是我根本没有收到包裹，客服不理人', 'FINCOM.05', 'POST'],
    ['小学老师用尺子打孩子的手，校长说没有这回事', 'PUBSERV.02', 'EDU'],
  ])('%s', (text, leaf, lead) => {
    const assessment = assess(text)
    expect([assessment.leaf.value, assessment.lead.value]).toEqual([leaf, lead])
  })

  it('names the words that decided, found in the text, and not words that did not', () => {
    const { leaf, text } = assess('小区电梯经常困人，维保单位不来修')
    expect(leaf.because.map(({ word }) => word)).toContain('电梯')
    for (const { word, weight } of leaf.because) {
      expect(text).toContain(word)
      expect(weight).toBeGreaterThan(0)
    }
  })

  it('gives the next two leaves, none surer than the first and none twice', () => {
    const { leaf } = assess('外卖里吃出虫子，吃完拉肚子')
    expect(leaf.alternatives).toHaveLength(2)
    expect(new Set([leaf.value, ...leaf.alternatives.map(({ value }) => value)]).size).toBe(3)
    for (const { confidence } of leaf.alternatives) expect(confidence).toBeLessThanOrEqual(leaf.confidence)
    expect(leaf.confidence).toBeLessThanOrEqual(1)
  })

  it('reads traditional script as it reads simplified, and keeps the text as written', () => {
    const traditional = assess('小區電梯經常困人，維保單位不來修理')
    const simplified = assess('小区电梯经常困人，维保单位不来修理')
    expect(traditional.leaf).toEqual(simplified.leaf)
    expect(traditional.text).toBe('小區電梯經常困人,維保單位不來修理')
  })

  it('points every mention into the text', () => {
    const { text, mentions } = assess('2026年3月5日在福田区的好味道餐饮有限公司吃饭花了１２８元，三人腹泻', '吃坏肚子')
    expect(new Set(mentions.map(({ kind }) => kind))).toEqual(
      new Set(['time', 'place', 'respondent', 'amount', 'injury']),
    )
    for (const one of mentions) expect(text.slice(one.start, one.end)).toBe(one.text)
    expect(mentions.find(({ kind }) => kind === 'amount')?.value).toBe(128)
    expect(mentions.find(({ kind }) => kind === 'time')?.value).toBe('2026-03-05')
    expect(mentions.find(({ kind }) => kind === 'injury')?.value).toBe(3)
  })

  it('does not fail on empty, broken or endless texts, and finds no danger in them', () => {
    for (const text of ['', ' ', '。。。！！！', '😀😀', 'a', '\u0000\ud800', 'x'.repeat(100_000)]) {
      const assessment = assess(text)
      expect(assessment.leaf.value).toBeTypeOf('string')
      expect(assessment.danger.level).toBeLessThan(2)
    }
  })

  it('hands a matter to a leaf the city added, by its keywords, and only where the model has nothing nearer', () => {
    const scheme = assess('他们把人骗进窝点天天洗脑，要交入门费拉人头', '举报传销')
    expect(city.leaves.get(scheme.leaf.value)?.countsAs).toBe('NONE')
    expect(scheme.leaf.because[0]?.word).toBe('传销')
    expect(assess('请问二胎准生证怎么办理').leaf.value).toBe('NONE')
    expect(assess('小区电梯困人，物业说是传销公司装的').leaf.value).toBe('EQUIP.01')
  })

  it('answers the same twice', () => {
    const text = '充电宝在地铁上冒烟，差点烧起来'
    expect(assess(text)).toEqual(assess(text))
  })
})
