import { warningStates } from '../../../alerts/warning-acts.ts'
import type { Ground } from '../compose-report.ts'
import type { Chapter } from '../report-content.ts'
import { groups, levels, sentenceOf } from '../report-words.ts'

/** Recalls, foreign measures, and what the city warned of. They are counted for the whole city, whatever the district of the report. */
export function outsideChapter({ now, figures }: Ground): Chapter {
  const states = Object.keys(warningStates) as (keyof typeof warningStates)[]
  const count = (level: string, state: string) =>
    now.warnings.find((row) => row.level === level && row.state === state)?.count ?? 0
  return {
    id: 'outside',
    title: { zh: '召回、国外技术措施与预警', en: 'Recalls, foreign measures and warnings' },
    sentences: [
      sentenceOf(figures.recalls, { zh: ' 份', en: '' }),
      sentenceOf(figures.bulletins, { zh: ' 份', en: '' }),
      sentenceOf(figures.warnings, { zh: ' 条', en: '' }),
    ],
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '通报与预警（全市）', en: 'Notices and warnings (whole city)' },
        figures: [figures.recalls, figures.bulletins, figures.warnings],
      },
      {
        kind: 'table',
        caption: { zh: '预警的去向', en: 'What became of the warnings' },
        heads: [{ zh: '级别', en: 'Level' }, ...states.map((state) => warningStates[state])],
        rows: levels.map(({ id, zh }) => [zh, ...states.map((state) => groups(count(id, state)))]),
      },
    ],
  }
}
