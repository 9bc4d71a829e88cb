import type { Ground } from '../compose-report.ts'
import type { FigureId } from '../figures.ts'
import type { Chapter } from '../report-content.ts'
import { sentenceOf } from '../report-words.ts'

const told: { id: FigureId; zh: string; en: string }[] = [
  { id: 'reports', zh: ' 件', en: '' },
  { id: 'dangerous', zh: '', en: '' },
  { id: 'solved', zh: '', en: '' },
  { id: 'not_repeated', zh: '', en: '' },
  { id: 'on_time', zh: '', en: '' },
  { id: 'sample_pass', zh: '', en: '' },
  { id: 'recalls', zh: ' 份', en: '' },
  { id: 'warnings', zh: ' 条', en: '' },
]

/** What a reader in a hurry must know: the figures that tell most, each in one sentence. */
export function summaryChapter({ figures }: Ground): Chapter {
  return {
    id: 'summary',
    title: { zh: '概要', en: 'Summary' },
    sentences: told.map(({ id, zh, en }) => sentenceOf(figures[id], { zh, en })),
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '主要数字', en: 'Main figures' },
        figures: told.map(({ id }) => figures[id]),
      },
    ],
  }
}
