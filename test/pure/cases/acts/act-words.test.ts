import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { letterToBureau, letterToReporter } from '../../../../src/cases/acts/act-letters.ts'
import { bureausFor, publicWords, readGiven, type Typed } from '../../../../src/cases/acts/act-words.ts'
import type { Act } from '../../../../src/cases/acts/case-states.ts'
import { Invalid } from '../../../../src/errors.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))

function faultsOf(act: Act, typed: Typed): string[] {
  try {
    readGiven(city, act, typed)
    return []
  } catch (error) {
    if (error instanceof Invalid) return Object.keys(error.fields)
    throw error
  }
}

describe('what an act asks for', () => {
  it('is named field by field when it is missing or too short', () => {
    expect(faultsOf('return', {})).toEqual(['reason', 'article', 'bureau'])
    expect(faultsOf('answer', { text: '  好的  ' })).toEqual(['text'])
    expect(faultsOf('answer', { text: '字'.repeat(4001) })).toEqual(['text'])
    expect(faultsOf('answer', { text: '经现场检查，商家已退款并下架该批产品。' })).toEqual([])
  })

  it('takes nothing that the act does not ask for', () => {
    const given = readGiven(city, 'sign', { text: '不该出现的话', bureau: 'AMR' })
    expect(Object.values(given).every((value) => value === null)).toBe(true)
  })

  it('keeps parties out, and vertical bodies to referrals', () => {
    const dispatched = bureausFor(city, 'dispatch')
    const referred = bureausFor(city, 'refer')
    for (const [id, bureau] of city.bureaus) {
      expect(dispatched.has(id)).toBe(!bureau.party && !bureau.referral)
      expect(referred.has(id)).toBe(!bureau.party && bureau.referral)
    }
    expect(faultsOf('dispatch', { bureau: 'CUS' })).toEqual(['bureau'])
    expect(faultsOf('refer', { bureau: 'CUS' })).toEqual([])
    expect(faultsOf('dispatch', { bureau: 'CWD' })).toEqual(['bureau'])
    expect(faultsOf('dispatch', { bureau: '__proto__' })).toEqual(['bureau'])
  })

  it('knows a step only from the list', () => {
    expect(faultsOf('progress', { milestone: 'on_site' })).toEqual([])
    expect(faultsOf('progress', { milestone: 'toString' })).toEqual(['milestone'])
  })
})

describe('what the reporter is told', () => {
  const typed = {
    reason: '该楼盘质量监督不属本单位职责',
    article: '《建设工程质量管理条例》第四十三条',
    bureau: 'HCB',
    note: '内部：请加急',
  }
  const words = publicWords(city, 'return', readGiven(city, 'return', typed), { from: 'AMR' }) ?? ''

  it('says who passed the matter on, to whom, why and under what', () => {
    expect(words).toContain('市市场监督管理局退回分拨，建议由市住房和建设局承办')
    expect(words).toContain(typed.reason)
    expect(words).toContain(typed.article)
  })

  it('never holds an internal note, in the history or in the letter', () => {
    const about = {
      caseId: 7,
      move: 3,
      act: 'return' as const,
      title: '外墙脱落',
      words,
      publicUrl: 'https://city.example',
    }
    const letter = letterToReporter({ ...about, status: '【质量哨兵】待分拨' })
    expect(words).not.toContain('加急')
    expect(letter.body).not.toContain('加急')
    expect(letter).toMatchObject({ what: 'case:7', reason: 'return:3', recipient: 'reporter:7' })
  })

  it('is not in the letter to the bureau, which only points to the case', () => {
    const bureau = city.bureaus.get('HCB')
    if (!bureau) throw new Error('the city has no HCB')
    const about = {
      caseId: 7,
      move: 4,
      act: 'dispatch' as const,
      title: '外墙脱落',
      words: '话',
      publicUrl: 'https://city.example',
    }
    const letter = letterToBureau('hcb@duty.example', bureau, about)
    expect(letter.body).toContain('https://city.example/bureau/cases/7')
    expect(letter.body).not.toContain('chen@example.com')
  })
})
