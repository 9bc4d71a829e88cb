import { describe, expect, test } from 'vitest'
import { familyOf, familyState, inOrder } from '../../../../src/alerts/notices/notice-family.ts'
import { aBulletin } from '../bulletins.ts'

const first = aBulletin({ comments: '2026-12-21', inForce: '6 months after adoption' })
const later = (n: number, said = {}) =>
  aBulletin({ symbol: `G/TBT/N/EU/8001/Add.${n}`, circulatedOn: `2026-11-${10 + n}`, ...said })

describe('a family of notices', () => {
  test('stands as its last word on each clock leaves it; what a follow-up leaves open stays', () => {
    const state = familyState([later(1, { comments: '20 January 2027' }), first])
    expect(state.family).toBe('G/TBT/N/EU/8001')
    expect(state.comment.latest).toBe('2027-01-20')
    expect(state.inForce).toMatchObject({ kind: 'unknown', raw: '6 months after adoption' })
    expect(state.withdrawn).toBe(false)
  })

  test('counts a date from the adoption once an addendum tells it, and not before', () => {
    expect(familyState([first]).inForce.kind).toBe('unknown')
    const state = familyState([first, later(1, { adopted: '2026-11-11' })])
    expect(state.inForce).toMatchObject({ kind: 'estimated', earliest: '2027-05-11', basis: 'adoption' })
  })

  test('begins anew with a revision', () => {
    const revision = aBulletin({ symbol: 'G/TBT/N/EU/8001/Rev.1', circulatedOn: '2026-11-15' })
    const state = familyState([first, revision])
    expect(state.comment).toMatchObject({ kind: 'unknown', raw: '' })
    expect(state.inForce).toMatchObject({ kind: 'unknown', raw: '' })
  })

  test('withdrawn stays withdrawn', () => {
    const withdrawn = later(1, { addendum: [{ kind: 'withdrawn', text: '', date: null }] })
    expect(familyState([first, withdrawn, later(2)]).withdrawn).toBe(true)
  })

  test('comes in the order of days, then of symbols, with ten after two', () => {
    const same = { circulatedOn: '2026-11-20' }
    const members = [later(10, same), later(2, same), first].map((notice) => ({ notice }))
    expect(inOrder(members).map(({ notice }) => notice.sourceId)).toEqual([
      'G/TBT/N/EU/8001',
      'G/TBT/N/EU/8001/Add.2',
      'G/TBT/N/EU/8001/Add.10',
    ])
  })

  test('a joint draft is one family, whichever member is read', () => {
    const joint = aBulletin({ symbol: 'G/TBT/N/TZA/8003, G/TBT/N/KEN/8002, G/TBT/N/UGA/8004' })
    expect(familyOf(joint)).toBe('G/TBT/N/KEN/8002')
  })
})
