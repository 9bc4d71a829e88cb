import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../../src/cases/answer-check.ts'

const kinds = (answer: string, ...demands: string[]) =>
  checkAnswer(
    answer,
    demands.map((words) => ({ words })),
  ).map(({ kind }) => kind)

describe('an answer that says what was found and done', () => {
  it.each([
    [
      '11月12日我局执法人员到店检查，发现在售电饭煲两批次无3C标志，已责令下架，商家当日退还您购物款329元。',
      ['退还货款', '查处商家'],
    ],
    [
      '经现场检测，该厂夜间噪声为52分贝，超过标准，已责令其于11月30日前完成隔音整改，期间22时后停止生产。',
      ['夜间噪音扰民，要求停止'],
    ],
    [
      '经核实，您与健身房的合同约定可按剩余课时退费，经调解双方达成一致，商家已退2,400元；关于道歉，店长已当面致歉。',
      ['退款', '道歉'],
    ],
    [
      '经查，该车位归业主委员会管理，不属于本局职责，依据《物业管理条例》不予受理停车费争议，请向街道物业科反映，电话见下。',
      ['停车费太高，要求查处'],
    ],
  ])('passes: %s', (answer, demands) => {
    expect(kinds(answer, ...demands)).toEqual([])
  })
})

describe('an answer that says nothing', () => {
  it('of set phrases alone is named for what it is', () => {
    const found = kinds('您反映的问题我局高度重视。感谢您对我们工作的支持！祝您生活愉快。', '退款')
    expect(found).toEqual(expect.arrayContaining(['too_short', 'stock', 'fact', 'result', 'demand']))
  })

  it('that only passes the matter on is told who stays in charge', () => {
    const answer = '您好，关于您反映的小区外墙脱落问题，经核实情况后现已转相关部门处理，后续情况会有专人与您联系。'
    expect(kinds(answer, '修复外墙')).toContain('passed_on')
  })

  it('that forgets one of two demands is told which', () => {
    const answer = '11月12日我局到现场检查，商家已退还货款329元，双方无其他争议，本件办结。'
    const found = checkAnswer(answer, [{ words: '退还货款' }, { words: '公开道歉' }])
    expect(found.map(({ kind }) => kind)).toEqual(['demand'])
    expect(found[0]?.said.zh).toContain('公开道歉')
  })

  it('is not saved by being long', () => {
    const answer = '我局将进一步加强监管，加大监管力度，欢迎您继续监督。'.repeat(8)
    expect(kinds(answer, '查处').length).toBeGreaterThanOrEqual(3)
  })
})

it('never throws, whatever is written', () => {
  for (const answer of ['', ' ', '。。。', 'a'.repeat(5000), '（（（', '\u0000'])
    expect(Array.isArray(checkAnswer(answer, [{ words: answer }]))).toBe(true)
})
