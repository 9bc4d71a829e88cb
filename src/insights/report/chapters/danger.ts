import type { Ground } from '../compose-report.ts'
import type { Chapter } from '../report-content.ts'
import { cellMin, groups, sentenceOf } from '../report-words.ts'

/** What can hurt people. */
export function dangerChapter({ city, now, figures }: Ground): Chapter {
  const bars = Object.entries(now.byHazard)
    .filter(([, count]) => count >= cellMin)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([id, value]) => {
      const hazard = city.hazards.find((one) => one.id === id)
      return { label: hazard ? { zh: hazard.zh, en: hazard.en } : { zh: id, en: id }, value, shown: groups(value) }
    })
  return {
    id: 'danger',
    title: { zh: '危险与危害', en: 'Danger and hazards' },
    sentences: [
      sentenceOf(figures.dangerous),
      sentenceOf(figures.life_at_risk, { zh: ' 件', en: '' }),
      sentenceOf(figures.injuries, { zh: ' 人次', en: '' }),
    ],
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '危险', en: 'Danger' },
        figures: [figures.dangerous, figures.life_at_risk, figures.injuries],
      },
      {
        kind: 'bars',
        caption: { zh: `说到的危害（一件可有几种，少于 ${cellMin} 件的不列）`, en: 'Hazards told of' },
        says: bars.map(({ label, value }) => `${label.zh} ${value}`).join('，') || '没有 none',
        unit: { zh: '件', en: 'filings' },
        bars,
      },
    ],
  }
}
