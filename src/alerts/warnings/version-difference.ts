import type { Bilingual, City } from '../../reference/city.ts'
import { colourNames } from './warning-colour.ts'
import {
  areaWords,
  audienceNames,
  audiences,
  certaintyNames,
  spreadNames,
  strengthNames,
  urgencyNames,
  type WarningContent,
} from './warning-content.ts'

/** One line of a content that reads otherwise than before. */
export type ContentDifference = { name: Bilingual; before: Bilingual; after: Bilingual }

/** What reads otherwise in the later of two contents, in the order in which a warning is read. */
export function contentDifferences(city: City, before: WarningContent, after: WarningContent): ContentDifference[] {
  const earlier = contentLines(city, before)
  return contentLines(city, after).flatMap(({ name, text }, index) => {
    const was = earlier[index]?.text ?? none
    return was.zh === text.zh && was.en === text.en ? [] : [{ name, before: was, after: text }]
  })
}

const none: Bilingual = { zh: '—', en: '—' }
const orNone = (text: Bilingual): Bilingual => ({ zh: text.zh || '—', en: text.en || '—' })
const same = (text: string): Bilingual => ({ zh: text || '—', en: text || '—' })

/** Every particular of a content as a line of text, always the same lines in the same order. */
function contentLines(city: City, content: WarningContent): { name: Bilingual; text: Bilingual }[] {
  const { basis } = content
  const leaves = content.leaves.map((code) => city.leaves.get(code) ?? { zh: code, en: code })
  const publisher = city.bureaus.get(content.publisher)
  return [
    { name: { zh: '级别', en: 'Level' }, text: colourNames[content.level] },
    { name: { zh: '标题', en: 'Title' }, text: orNone(content.title) },
    { name: { zh: '警示事项', en: 'Matter' }, text: orNone(content.matter) },
    ...audiences.map((who) => ({
      name: { zh: `措施（${audienceNames[who].zh}）`, en: `Measures (${audienceNames[who].en})` },
      text: orNone(content.advice[who]),
    })),
    {
      name: { zh: '类别', en: 'Sectors' },
      text: orNone({ zh: leaves.map(({ zh }) => zh).join('、'), en: leaves.map(({ en }) => en).join('; ') }),
    },
    { name: { zh: '范围', en: 'Area' }, text: areaWords(city, content) },
    { name: { zh: '受众', en: 'Audience' }, text: audienceNames[content.audience] },
    { name: { zh: '开始', en: 'From' }, text: same(content.startsAt) },
    { name: { zh: '结束', en: 'Until' }, text: same(content.endsAt) },
    { name: { zh: '点名企业', en: 'Firms named' }, text: same(content.firms.join('、')) },
    { name: { zh: '把握', en: 'Certainty' }, text: certaintyNames[content.certainty] },
    { name: { zh: '紧迫', en: 'Urgency' }, text: urgencyNames[content.urgency] },
    { name: { zh: '后果', en: 'Consequence' }, text: tollWords(city, basis.toll) },
    { name: { zh: '风险', en: 'Risk' }, text: same(basis.risk ?? '') },
    { name: { zh: '波及', en: 'Spread' }, text: spreadNames[basis.spread] },
    { name: { zh: '信号', en: 'Signal' }, text: strengthNames[basis.signal] },
    { name: { zh: '发布单位', en: 'Publisher' }, text: publisher ? { zh: publisher.zh, en: publisher.en } : none },
    { name: { zh: '联系', en: 'Contact' }, text: same(content.contact) },
  ]
}

/** The figures and circumstances of a toll in words. */
function tollWords({ incidentGrading }: City, toll: WarningContent['basis']['toll']): Bilingual {
  if (toll === null) return none
  const figures = incidentGrading.measures.flatMap(({ id, zh, en }) => {
    const figure = toll.figures[id]
    return figure === undefined ? [] : [{ zh: `${zh} ${figure}`, en: `${en} ${figure}` }]
  })
  const told = [...figures, ...incidentGrading.circumstances.filter(({ id }) => toll.is.includes(id))]
  return orNone({ zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') })
}
