import { describe, expect, it } from 'vitest'
import { CaseItems, KindHint } from '../../../src/web/bureau/case/case-items.tsx'

const item = (number: number, zh: string, text: string) => ({
  number,
  leaf: { code: 'EQUIP.01', zh, en: 'Lift' },
  lead: { id: 'AMR', zh: '市场监督管理局', en: 'Market regulation' },
  confidence: 0.9,
  text,
  parts: [],
})
const reading = { value: 'report', confidence: 0.9, tracks: ['report'], because: ['举报', '查处'] } as const
const read = { ...reading, tracks: [...reading.tracks], because: [...reading.because] }

const standing = { state: 'handling', now: new Date('2026-11-16T02:00:00Z') } as const

describe('the items of a case', () => {
  it('are listed with their words and bureau, escaped', () => {
    const page = String(
      CaseItems({ items: [item(1, '电梯', '电梯困人<b>'), item(2, '油烟', '油烟扰民')], ...standing }),
    )
    expect(page).toContain('诉求分项（2）')
    expect(page).toContain('市场监督管理局')
    expect(page).toContain('电梯困人&lt;b&gt;')
    expect(page).not.toContain('<b>')
  })

  it('are not there for one demand', () => {
    expect(CaseItems({ items: [], ...standing })).toBeNull()
  })
})

describe('the hint on the kind', () => {
  it('says where words and choice differ, with the words', () => {
    const hint = String(KindHint({ kind: 'complaint', tracks: ['complaint'], read }))
    expect(hint).toContain('文字更像举报：举报、查处')
  })

  it('says where both tracks are asked for', () => {
    expect(
      String(KindHint({ kind: 'report', tracks: ['report'], read: { ...read, tracks: ['complaint', 'report'] } })),
    ).toContain('同时有投诉和举报')
  })

  it('is silent where they agree, where nothing is sure, and on assessments of old', () => {
    expect(KindHint({ kind: 'report', tracks: ['report'], read })).toBeNull()
    expect(KindHint({ kind: 'complaint', tracks: ['complaint'], read: { ...read, confidence: 0.4 } })).toBeNull()
    expect(KindHint({ kind: 'complaint', tracks: ['complaint'], read: undefined })).toBeNull()
  })

  it('is silent where both tracks run already', () => {
    const both = { ...read, tracks: ['complaint' as const, 'report' as const] }
    expect(KindHint({ kind: 'complaint', tracks: ['complaint', 'report'], read: both })).toBeNull()
  })
})
