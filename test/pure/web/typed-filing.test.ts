import { describe, expect, it } from 'vitest'
import { besideFields, complaintOf, emptyFiling, filesOf, typedFiling } from '../../../src/web/citizen/typed-filing.ts'

const typed = (fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return typedFiling(form)
}

describe('the typed form', () => {
  it('reads amounts as people write them, and leaves what is no number to the parser', () => {
    const amountOf = (amount: string) => (complaintOf(typed([['amount', amount]])) as { amount: unknown }).amount
    expect(amountOf('1,299.50 元')).toBe(1299.5)
    expect(amountOf('￥８０')).toBe(80)
    expect(amountOf('')).toBeNull()
    expect(amountOf('一千多')).toBe('一千多')
    expect(amountOf('-5')).toBe('-5')
  })

  it('leaves out the contact of somebody who stays anonymous, even when it was typed', () => {
    const filing = typed([
      ['anonymous', 'yes'],
      ['contact.phone', '13800000000'],
    ])
    expect(complaintOf(filing)).toMatchObject({ anonymous: true, contact: null })
  })

  it('keeps every claim and one character per line break', () => {
    const filing = typed([
      ['claims', '退货'],
      ['claims', '赔偿损失'],
      ['text', '第一行\r\n第二行'],
    ])
    expect(filing).toMatchObject({ claims: ['退货', '赔偿损失'], text: '第一行\n第二行' })
    expect(emptyFiling('k').submission_key).toBe('k')
  })

  it('sees no file in a file field left alone', async () => {
    const form = new FormData()
    form.append('files', new File([], ''))
    form.append('files', new File(['x'], 'a.pdf'))
    expect((await filesOf(form)).map(({ name, bytes }) => [name, bytes.length])).toEqual([['a.pdf', 1]])
  })

  it('puts the error of one claim beside the list of claims', () => {
    expect(besideFields({ 'claims.2': { zh: '甲', en: 'a' } })).toEqual({ claims: { zh: '甲', en: 'a' } })
  })
})
