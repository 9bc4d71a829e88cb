import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaseState, caseStates } from '../../../../src/cases/acts/case-states.ts'
import { type Standing, statusMax_characters, statusText } from '../../../../src/cases/tracking/status-text.ts'
import { projectRoot } from '../../../../src/project-root.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'

const now = new Date('2026-11-16T02:00:00Z')
const amr = { zh: '市市场监督管理局' }
const standing = (said: Partial<Standing> = {}): Standing => ({
  state: 'handling',
  bureau: amr,
  next: { zh: '决定是否受理并告知', dueAt: new Date('2026-11-25T16:00:00Z'), provisional: false },
  ...said,
})
const states = Object.keys(caseStates) as CaseState[]

describe('the status in one short message', () => {
  it('says the state, with whom, by when and what', () => {
    expect(statusText(standing(), now)).toBe('【质量哨兵】办理中：市市场监督管理局，11月25日24时前决定是否受理并告知')
  })

  it('gives the minute of a limit in hours, and says when a date is not yet certain or has passed', () => {
    const at = (dueAt: string, provisional = false) =>
      statusText(standing({ next: { zh: '签收', dueAt: new Date(dueAt), provisional } }), now)
    expect(at('2026-11-16T10:30:00Z')).toContain('11月16日18:30前签收')
    expect(at('2027-02-20T16:00:00Z', true)).toContain('2月20日24时前签收（暂定）')
    expect(at('2026-11-16T01:00:00Z')).toContain('签收已过期限')
  })

  it('promises nothing more once the case is over', () => {
    for (const state of states.filter((one) => caseStates[one].final)) {
      expect(statusText(standing({ state }), now)).not.toContain('11月')
    }
  })

  it('fits for every state, bureau and clock of the city, whole or cut at its end', () => {
    const city = loadCity(`${projectRoot}/city/shenzhen`)
    const wrong: string[] = []
    const names = [...new Set(city.clockRules.map(({ zh }) => zh))]
    for (const state of states) {
      for (const bureau of city.bureaus.values()) {
        for (const zh of names) {
          const text = statusText(standing({ state, bureau, next: { zh, dueAt: now, provisional: true } }), now)
          if (text.length > statusMax_characters || !text.includes(bureau.zh)) wrong.push(text)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('never exceeds the message and never cuts a character in two, however long the names are', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constant('𠮷'.repeat(60)))
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        name,
        name,
        fc.date({ noInvalidDate: true }),
        (state, zh, clock, dueAt) => {
          fc.pre(zh.isWellFormed() && clock.isWellFormed() && Math.abs(dueAt.getTime()) < 8e15)
          const text = statusText({ state, bureau: { zh }, next: { zh: clock, dueAt, provisional: true } }, now)
          expect(text.length).toBeLessThanOrEqual(statusMax_characters)
          expect(text.isWellFormed()).toBe(true)
          expect(text.startsWith(`【质量哨兵】${caseStates[state].zh}`)).toBe(true)
        },
      ),
    )
  })
})
