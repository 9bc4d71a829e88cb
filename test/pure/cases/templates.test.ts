import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acts } from '../../../src/cases/acts/case-states.ts'
import { checkAnswer } from '../../../src/cases/answer-check.ts'
import { startClocks } from '../../../src/cases/clocks/clocks.ts'
import type { CaseRead } from '../../../src/cases/read-case.ts'
import { insertTemplate } from '../../../src/cases/templates/fill-template.ts'
import { type OwnTemplate, offeredTemplates } from '../../../src/cases/templates/offered-templates.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import {
  placeholderFaults,
  type TemplateAct,
  templateActs,
  unfilledIn,
} from '../../../src/reference/reply-templates.ts'
import { monday } from '../../support/world.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const now = new Date(monday.getTime() + 86_400_000)
const leaf = city.leaves.get('FOOD.01') ?? { code: 'FOOD.01', zh: '', en: '' }
const [leafName] = [...city.leaves.values()].sort((a, b) => b.en.length - a.en.length)

/** What the templates read of a case page; the longest words that the city has, so that what fits here fits. */
function aCase(said: Partial<CaseRead> = {}): CaseRead {
  const lead = [...city.bureaus.values()].sort((a, b) => b.en.length - a.en.length)[0]?.id ?? 'AMR'
  const clocks = startClocks({ city, leaf: leaf.code, kind: 'complaint', receivedAt: monday, danger: 0 })
  const read: Partial<CaseRead> = {
    id: 123_456_789,
    lead,
    leaf: leafName ?? leaf,
    tracks: ['complaint', 'report'],
    report: { claims: ['退货退款', '赔偿损失'], receivedAt: monday } as unknown as CaseRead['report'],
    items: [],
    clocks: clocks.map((clock) => ({ clock, metAt: null })),
    ...said,
  }
  return read as CaseRead
}

const sight = { leaf: leaf.code, tracks: ['complaint', 'report'] as const, receivedOn: '2026-11-16' }
const offered = (said: Partial<typeof sight> = {}, own: OwnTemplate[] = []) =>
  offeredTemplates(city, own, { ...sight, ...said, tracks: [...(said.tracks ?? sight.tracks)] })
const everywhere = [...city.sectors.flatMap(({ leaves }) => leaves.map(({ code }) => code)), 'NONE'].flatMap((code) =>
  ['2025-06-02', '2026-11-16'].flatMap((receivedOn) => offered({ leaf: code, receivedOn })),
)

describe('the templates of the city', () => {
  it('are for acts that ask for public words, in the field that they fill', () => {
    for (const [act, field] of Object.entries(templateActs)) {
      const ask = acts[act as TemplateAct].asks.find(({ name }) => name === field)
      expect(ask, act).toMatchObject({ audience: 'public' })
    }
    const used = new Set(city.replyTemplates.map(({ act }) => act))
    expect(used).toEqual(new Set(Object.keys(templateActs)))
  })

  it('fit into their field, filled with the longest words and every ground', () => {
    for (const template of everywhere) {
      const field = templateActs[template.act]
      const typed = insertTemplate({}, template, { read: aCase(), city, now })
      const ask = acts[template.act].asks.find(({ name }) => name === field)
      expect((typed[field] ?? '').length, `${template.value} ${typed[field]}`).toBeLessThanOrEqual(ask?.max ?? 0)
      expect(typed[field], template.value).not.toMatch(/[{}]/)
    }
  })

  it('never pass the check of answers by themselves: not as they stand, and not with the places to fill taken out', () => {
    const answers = everywhere.filter(({ act }) => act === 'answer')
    expect(answers.length).toBeGreaterThan(4)
    for (const template of answers) {
      const { text = '' } = insertTemplate({}, template, { read: aCase(), city, now })
      expect(unfilledIn(text).length, template.value).toBeGreaterThan(0)
      const gutted = unfilledIn(text).reduce((rest, place) => rest.replaceAll(place, ''), text)
      const faults = checkAnswer(gutted, [])
      expect(faults, gutted).not.toEqual([])
    }
  })

  it('know the refusals of the Order in force when the matter was received, each with its remedy', () => {
    const refusals = (receivedOn: string) =>
      offered({ receivedOn, tracks: ['complaint'] as never }).filter(({ act }) => act === 'refuse')
    expect(refusals('2026-11-16')).toHaveLength(7)
    expect(refusals('2026-03-02')).toHaveLength(6)
    const [first] = refusals('2026-11-16')
    if (!first) throw new Error('no refusal')
    const typed = insertTemplate({}, first, { read: aCase(), city, now })
    expect(typed.article).toBe('总局令第121号第十六条第一项')
    expect(typed.reason).toContain('12345')
    expect(unfilledIn(typed.reason ?? '')).toEqual(['〔写明符合该情形的事实〕'])
  })

  it('are offered near the matter first, and not for another one', () => {
    const answers = offered().filter(({ act }) => act === 'answer')
    expect(answers[0]?.value).toMatch(/FOOD|CONSUMER/)
    expect(answers.at(-1)?.value).toBe('city:ANSWER_GENERAL')
    expect(answers.map(({ value }) => value)).not.toContain('city:ANSWER_ENVIRONMENT')
    expect(offered({ tracks: ['report'] as never }).map(({ value }) => value)).not.toContain('city:ACCEPT_COMPLAINT')
  })
})

describe('a template put into a form', () => {
  const own: OwnTemplate = {
    number: 3,
    version: 1,
    act: 'answer',
    matters: [],
    name: '本所',
    article: null,
    text: '甲{case}',
  }
  const [template] = offered({}, [own])
  if (!template) throw new Error('not offered')

  it('stands before those of the city when it is the bureau’s own', () => expect(template.value).toBe('own:3'))

  it('keeps what is typed and comes below it', () => {
    const typed = insertTemplate({ text: '您好：', note: '内部' }, template, { read: aCase({ id: 7 }), city, now })
    expect(typed).toEqual({ text: '您好：\n甲7', note: '内部' })
  })

  it('leaves to a person what the case does not know', () => {
    const asks = { ...template, text: '{due}前答复，诉求{demands}' }
    const typed = insertTemplate({}, asks, {
      read: aCase({ clocks: [], report: { claims: [], receivedAt: monday } as never }),
      city,
      now,
    })
    expect(typed.text).toBe('〔办理期限〕前答复，诉求〔诉求〕')
    expect(unfilledIn(typed.text ?? '')).toEqual(['〔办理期限〕', '〔诉求〕'])
  })

  it('names as the next limit one that the act itself does not meet', () => {
    const accepting = { ...template, act: 'accept' as const, text: '{due_clock}' }
    const read = aCase()
    const met = read.clocks.filter(({ clock }) =>
      acts.accept.meets.some((event) => clock.rule.until.split('|').includes(event)),
    )
    expect(met.length).toBeGreaterThan(0)
    const typed = insertTemplate({}, accepting, { read, city, now })
    for (const { clock } of met) expect(typed.text).not.toBe(clock.rule.zh)
  })
})

describe('places left to a person', () => {
  it('are told from the years of documents', () => {
    expect(unfilledIn('依据深府〔2010〕183号、粤市监〔 2024 〕5号')).toEqual([])
    expect(unfilledIn('经查〔查明的事实〕，〔查明的事实〕和〔结果〕')).toEqual(['〔查明的事实〕', '〔结果〕'])
  })

  it('are named well in a template, or it is refused', () => {
    expect(placeholderFaults('{case}〔事实〕', false)).toEqual([])
    expect(placeholderFaults('{receipt}', false)[0]?.en).toContain('unknown placeholder {receipt}')
    expect(placeholderFaults('{ground}', false)).toHaveLength(1)
    expect(placeholderFaults('{ground}', true)).toEqual([])
    for (const broken of ['〔事实', '事实〕', '{case', '〔甲〔乙〕〕'])
      expect(placeholderFaults(broken, false)).not.toEqual([])
  })
})
