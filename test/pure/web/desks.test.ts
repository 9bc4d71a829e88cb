import { describe, expect, it } from 'vitest'
import { actNames } from '../../../src/cases/acts/case-states.ts'
import type { Mention } from '../../../src/triage/assessment.ts'
import { actNouns, actOfNoun } from '../../../src/web/bureau/bureau-paths.ts'
import { markText } from '../../../src/web/bureau/case/marked-text.ts'
import { chosen, idOf, lineOf, pageOf, queryOf } from '../../../src/web/form-values.ts'
import { ownPath } from '../../../src/web/session.ts'

describe('the marked text', () => {
  const mention = (kind: Mention['kind'], text: string, start: number): Mention => ({
    kind,
    text,
    start,
    end: start + text.length,
    value: null,
  })

  it('loses no character, whatever overlaps', () => {
    const text = '电动车电池充电时冒烟，电动车行不认账'
    const mentions = [mention('product', '电动车电池', 0), mention('respondent', '电动车行', 11)]
    const stretches = markText(text, ['电动车', '冒烟'], mentions)
    expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
    expect(stretches.filter(({ decided }) => decided).map((stretch) => stretch.text)).toEqual([
      '电动车',
      '冒烟',
      '电动车',
    ])
    expect(stretches.filter(({ mention: kind }) => kind === 'product').map((stretch) => stretch.text)).toEqual([
      '电动车',
      '电池',
    ])
  })

  it('lets the longer of two overlapping mentions name the stretch', () => {
    const stretches = markText('华强北街道', [], [mention('place', '华强北街道', 0), mention('respondent', '华强', 0)])
    expect(stretches).toEqual([{ text: '华强北街道', decided: false, mention: 'place' }])
  })

  it('bears an empty word, an empty text and a mention beyond the end', () => {
    expect(markText('', ['电'], [])).toEqual([])
    expect(markText('电', ['', '水'], [mention('product', '电水壶', 0)])).toEqual([
      { text: '电', decided: false, mention: 'product' },
    ])
  })
})

describe('the way back after signing in', () => {
  it('stays on this site', () => {
    expect(ownPath('/bureau/cases/7?x=1')).toBe('/bureau/cases/7?x=1')
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '',
      'bureau',
    ]) {
      expect(ownPath(elsewhere)).toBeNull()
    }
  })
})

describe('what a form or an address brings', () => {
  it('is trimmed, cut and checked', () => {
    const form = new FormData()
    form.set('a', '  答复内容  ')
    form.set('file', new File(['x'], 'x.txt'))
    expect([lineOf(form, 'a', 2), lineOf(form, 'b', 2), lineOf(form, 'file', 2)]).toEqual(['答复', '', ''])
    expect(['1', '7', '0', '-1', '1.5', 'x', '1001', undefined].map(pageOf)).toEqual([1, 7, 1, 1, 1, 1, 1, 1])
    expect(['7', '07', '0', '-7', '7a', '99999999999999999'].map(idOf)).toEqual([7, null, null, null, null, null])
    expect([chosen('a', ['a', 'b']), chosen('c', ['a', 'b']), chosen(undefined, ['a'])]).toEqual(['a', null, null])
    expect([queryOf({}), queryOf({ a: null, b: '', c: 1, d: '福田' })]).toEqual(['', '?c=1&d=%E7%A6%8F%E7%94%B0'])
  })

  it('names each act by one noun', () => {
    for (const act of actNames) expect(actOfNoun(actNouns[act])).toBe(act)
    expect(actOfNoun('toString')).toBeNull()
  })
})
