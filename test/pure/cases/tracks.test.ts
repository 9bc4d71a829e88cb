import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clueAtFiling, tracksOf } from '../../../src/cases/tracks.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import type { Assessment } from '../../../src/triage/assessment.ts'
import { kindOf } from '../../../src/triage/filing-kind.ts'
import { normalise } from '../../../src/triage/normalise.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const leafWhere = (apart: boolean): string =>
  [...city.leaves.values()].find(({ complaintRule, reportRule }) => (complaintRule !== reportRule) === apart)?.code ??
  ''

const filed = (text: string, said: { kind?: 'complaint' | 'report'; claims?: string[]; leaf?: string } = {}) => {
  const { kind = 'complaint', claims = [], leaf = leafWhere(true) } = said
  const assessment = { leaf: { value: leaf }, kind: kindOf(normalise({ title: '', text })) } as unknown as Assessment
  return clueAtFiling(city, { kind, claims, assessment })
}
const both = '买到假酒，要求退一赔十，并请严查这家店'

describe('a complaint opens the track of a report with its filing', () => {
  it('where the words ask for both, naming them', () => {
    expect(filed(both)?.zh).toContain('退一赔、严查')
  })

  it('where the reporter ticked that it be checked by law, whatever the words', () => {
    expect(filed('买到的酒不对', { claims: ['退货', '依法查处'] })?.zh).toContain('依法查处')
  })

  it('and not where only the own claim is made, or it was filed as a report, or one answer settles both', () => {
    expect(filed('买到假酒，要求商家退款')).toBeNull()
    expect(filed(both, { kind: 'report' })).toBeNull()
    expect(filed(both, { leaf: leafWhere(false), claims: ['依法查处'] })).toBeNull()
    expect(filed('请问退款要什么材料？怎样举报')).toBeNull()
  })
})

describe('the tracks of a case', () => {
  it.each([
    ['complaint', ['receive'], ['complaint']],
    ['complaint', ['receive', 'open_tracks'], ['complaint', 'report']],
    ['complaint', ['receive', 'open_tracks', 'drop_clue'], ['complaint']],
    ['complaint', ['receive', 'open_tracks', 'drop_clue', 'open_clue'], ['complaint', 'report']],
    ['complaint', ['receive', 'open_clue'], ['complaint', 'report']],
    ['report', ['receive', 'open_tracks'], ['report']],
  ] as const)('of a %s after %j are %j', (kind, done, tracks) => {
    expect(tracksOf(kind, [...done])).toEqual(tracks)
  })
})
