import { describe, expect, it } from 'vitest'
import type { DangerRule } from '../../src/reference/danger-rules.ts'
import { loadCity } from '../../src/reference/load-city.ts'
import { loadModel } from '../../src/triage/load-model.ts'
import { triage } from '../../src/triage/triage.ts'

const city = loadCity('city/shenzhen')
const model = loadModel('city/shenzhen')
const danger = (text: string) => triage({ text }, { city, model }).danger

describe('danger that no model out-votes', () => {
  it.each([
    ['厨房里一直有煤气味，燃气公司说明天才来', 'gas-smell'],
    ['电梯突然从八楼掉到三楼，里面有两个人', 'lift-fall'],
    ['奶奶被困在电梯里四十分钟', 'lift-fall'],
    ['电动自行车在楼道充电时起火了', 'battery-fire'],
    ['充电宝鼓包发烫', 'battery-fire'],
    ['隔壁工地的围墙坍塌了', 'collapse'],
    ['我们班十几个同学吃完午餐都在呕吐', 'group-illness'],
    ['洗澡时热水器漏电', 'electric-shock'],
    ['楼上外墙的瓷砖掉下来砸到车', 'falling-facade'],
    ['楼里有人高空抛物，差点砸到孩子', 'falling-facade'],
    ['有人从高空抛物', 'falling-facade'],
    ['昨晚一家人一氧化碳中毒', 'carbon-monoxide'],
    ['宝宝喝了奶粉以后一直腹泻', 'infant'],
    ['化工厂排的水把村里的井水污染了', 'drinking-water'],
    ['保安殴打来要工资的工人', 'violence'],
    ['路边的井盖不见了', 'open-manhole'],
    ['古庙做抢救性修复的工人受伤了', 'injury'],
    ['电梯突然從八樓墜落', 'lift-fall'],
    ['大廈升降機急墜，一名長者受傷', 'lift-fall'],
    ['I smell gas in the stairwell', 'gas-smell'],
    ['The e-bike battery caught fire while charging', 'battery-fire'],
    ['My father was trapped in the lift', 'lift-fall'],
    ['厂房里化学品泄漏，很多人咳嗽', 'chemical-leak'],
    ['Chemical plant leak, hard to breathe', 'chemical-leak'],
    ['家里的高压锅炸了', 'blast'],
    ['尿袋喺巴士上爆炸', 'battery-fire'],
    ['酒店床单里有针头，把手扎伤了', 'injury'],
  ])('%s', (text, rule) => {
    const found = danger(text)
    expect(found.rule).toBe(rule)
    expect(found.level).toBeGreaterThanOrEqual(2)
    expect(found.because[0]).toContain(' / ')
  })

  it.each([
    '手机屏幕有划痕，商家不给换',
    '餐馆的炸鸡太油，灶台也脏，我气炸了',
    '请问二胎准生证怎么办理',
    '快递三天还没有送到',
    '电梯广告太多，看着心烦',
    '燃气公司的服务热线打不通',
    '自来水公司又涨价了',
    '井盖上的花纹很好看',
    '请对古庙作抢救性保护',
    '老屋倒塌多年，想申请危房改造补贴',
  ])('raises no hard rule for: %s', (text) => {
    expect(danger(text).rule).toBeNull()
  })

  it('follows the rules of the city, none of which another city need have', () => {
    const kites: DangerRule = {
      id: 'kite',
      level: 3,
      zh: '风筝线',
      en: 'kite string',
      words: [['风筝线']],
      within: 16,
      unless: ['放风筝比赛'],
    }
    const other = { ...city, dangerRules: [kites] }
    const read = (text: string) => triage({ text }, { city: other, model }).danger
    expect(read('风筝线横在路上')).toMatchObject({ level: 3, rule: 'kite' })
    expect(read('放风筝比赛要不要自己带风筝线').rule).toBeNull()
    expect(read('厨房里一直有煤气味').rule).toBeNull()
    expect(danger('风筝线横在路上').rule).toBeNull()
  })

  it('hears what words tell together that each alone does not', () => {
    const dangerous: [together: string, apart: string][] = [
      ['红绿灯坏了一周没人修', '建议把红绿灯的时间调长一点'],
      ['诊所的医生没有执业资格', '诊所的医生态度不好'],
      ['学校门口过马路的学生差点被撞', '学校门口的马路要修到什么时候'],
    ]
    for (const [together, apart] of dangerous)
      expect(danger(together).probability).toBeGreaterThan(danger(apart).probability)
    expect(danger('红绿灯坏了一周没人修').because.join()).toContain('红绿灯')
    expect(danger('物业收费太贵，大厅漏水').because.join()).not.toContain('收费')
  })

  it('says with which probability somebody may be hurt, between 0 and 1', () => {
    for (const text of ['请问怎么办理居住证', '楼板断裂，房子要塌了']) {
      const { probability } = danger(text)
      expect(probability).toBeGreaterThanOrEqual(0)
      expect(probability).toBeLessThanOrEqual(1)
    }
    expect(danger('楼板断裂，房子要塌了').probability).toBeGreaterThan(danger('请问怎么办理居住证').probability)
  })

  it('never calls harm certain or impossible', () => {
    const toldBy = (offset: number) => {
      const always = { ...model, danger: { ...model.danger, offset: model.danger.offset.map(() => offset) } }
      return triage({ text: '请问怎么办理居住证' }, { city, model: always }).danger.because[0]
    }
    expect(toldBy(100)).toContain('more than 99%')
    expect(toldBy(-100)).toContain('less than 1%')
    expect(danger('请问怎么办理居住证').because[0]).toContain('less than 1%')
  })
})
