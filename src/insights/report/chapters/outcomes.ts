import type { Ground } from '../compose-report.ts'
import type { FigureId } from '../figures.ts'
import type { Chapter } from '../report-content.ts'
import { sentenceOf, valueWords } from '../report-words.ts'

const shown: FigureId[] = [
  'response',
  'solved',
  'satisfied',
  'not_reopened',
  'not_repeated',
  'answer_complete',
  'contacted',
  'on_time',
  'verified',
]

/** Whether matters were solved, as far as it is known. */
export function outcomesChapter({ figures }: Ground): Chapter {
  const known = shown.map((id) => figures[id]).filter(({ value }) => value !== null)
  return {
    id: 'outcomes',
    title: { zh: '办理结果', en: 'What became of them' },
    sentences: [sentenceOf(figures.solved), sentenceOf(figures.satisfied), sentenceOf(figures.response)],
    blocks: [
      {
        kind: 'bars',
        caption: { zh: '比率与 95% 区间', en: 'Shares with their 95 % intervals' },
        says:
          known.map((figure) => `${figure.label.zh} ${valueWords(figure)}`).join('，') ||
          '没有可计的件数 nothing to count',
        unit: { zh: '%', en: '%' },
        bars: known.map((figure) => ({
          label: figure.label,
          value: (figure.value as number) * 100,
          shown: valueWords(figure),
          low: (figure.low as number) * 100,
          high: (figure.high as number) * 100,
        })),
      },
      { kind: 'figures', caption: { zh: '办理结果', en: 'Outcomes' }, figures: shown.map((id) => figures[id]) },
    ],
  }
}
