import { describe, expect, it } from 'vitest'
import { DANGER_PAIRS, pairsIn } from '../../../src/triage/danger-pairs.ts'
import { DANGER_SIGNS, signsIn } from '../../../src/triage/danger-signs.ts'

const pairsOf = (text: string) => [...pairsIn(text).keys()].map((i) => DANGER_PAIRS[i]?.id)

describe('signs of danger', () => {
  it.each([
    ['manhole-open', '门口的井盖丢了两天', '门口的井盖印着花'],
    ['signals-dead', '路口的红绿灯不亮了', '路口的红绿灯时间太短'],
    ['water-unfit', '村里的井水发黑，不能喝', '自来水什么时候通到村里'],
    ['unlicensed-care', '这家诊所没有执业许可', '这家诊所周末不开门'],
    ['bare-wires', '灯杆下电线裸露', '电线入地工程何时开工'],
    ['lift-fails', '电梯三天两头故障', '电梯里的广告太吵'],
    ['gas-unsafe', '楼道里的煤气罐漏了', '煤气开户要等多久'],
    ['the-weak-at-risk', '孩子放学路上差点被撞', '孩子上学要交哪些材料'],
  ])('%s: %s, and not: %s', (id, told, notTold) => {
    expect(pairsOf(told)).toContain(id)
    expect(pairsOf(notTold)).not.toContain(id)
  })

  it('two words far from each other are no pair', () => {
    expect(pairsOf(`井盖很新。${'路很好走。'.repeat(5)}水管丢了`)).not.toContain('manhole-open')
  })

  it('has a place for each kind of word and each pair, and the word that shows it', () => {
    const { signs, words } = signsIn('井盖丢了，孩子掉进去受伤')
    expect(signs).toHaveLength(DANGER_SIGNS.length + DANGER_PAIRS.length)
    const open = DANGER_SIGNS.length + DANGER_PAIRS.findIndex(({ id }) => id === 'manhole-open')
    expect(signs[open]).toBe(1)
    expect(words.get(open)).toBe('井盖')
    expect(words.get(DANGER_SIGNS.findIndex(({ id }) => id === 'hurt'))).toBe('受伤')
    expect(new Set(DANGER_PAIRS.map(({ id }) => id)).size).toBe(DANGER_PAIRS.length)
  })

  it('a text without such words shows nothing', () => {
    const { signs, words } = signsIn('图书馆周一开门吗')
    expect(signs.every((sign) => sign === 0)).toBe(true)
    expect(words.size).toBe(0)
  })
})
