import { gradeNames } from '../../../enterprises/register/fact-words.ts'
import type { Bilingual } from '../../../reference/city.ts'
import type { Grade } from '../../../reference/credit-rules.ts'
import type { Ground } from '../compose-report.ts'
import type { GradeMove } from '../count-grades.ts'
import type { Block, Chapter } from '../report-content.ts'
import { cellMin, cellWords, sentenceOf } from '../report-words.ts'

const grades: Grade[] = ['A', 'B', 'C', 'D', 'N']

/** The public grades of firms: how many stand where, and who moved. */
export function creditChapter({ standing, figures, scope }: Ground): Chapter {
  const moves = standing.grades
  return {
    id: 'credit',
    title: { zh: '企业质量等级', en: 'Grades of firms' },
    sentences: [
      sentenceOf(figures.graded_well),
      movedWords(moves),
      ...(scope.domain === null
        ? []
        : [{ zh: '等级按企业评定，不分领域。', en: 'A firm has one grade, whatever the domain.' }]),
    ],
    blocks: [
      { kind: 'figures', caption: { zh: '等级结构', en: 'Mix of grades' }, figures: [figures.graded_well] },
      mixOf(moves),
      {
        kind: 'table',
        caption: {
          zh: '从期初等级（行）到期末等级（列）',
          en: 'From the grade at the begin (row) to that at the end (column)',
        },
        heads: [
          { zh: '期初', en: 'At the begin' },
          ...grades.map((grade) => ({ zh: `→ ${grade}`, en: `to ${grade}` })),
        ],
        rows: [...grades, null].map((from) => [
          from ?? '没有等级',
          ...grades.map((to) => cellWords(firmsIn(moves, (move) => move.from === from && move.to === to))),
        ]),
      },
    ],
  }
}

function mixOf(moves: GradeMove[]): Block {
  const bars = grades.map((grade) => ({
    label: { zh: `${grade} ${gradeNames[grade].zh}`, en: gradeNames[grade].en },
    value: firmsIn(moves, ({ to }) => to === grade),
  }))
  return {
    kind: 'bars',
    caption: { zh: '期末各等级企业数', en: 'Firms by grade at the end' },
    says: bars.map(({ label, value }) => `${label.zh} ${cellWords(value)}`).join('，'),
    unit: { zh: '家', en: 'firms' },
    bars: bars.map(({ label, value }) => ({ label, value: value < cellMin ? 0 : value, shown: cellWords(value) })),
  }
}

/** Counts alone: whether it got better or worse on the whole, the figure says. */
function movedWords(moves: GradeMove[]): Bilingual {
  const order = (grade: Grade | null) => (grade === null || grade === 'N' ? -1 : grades.indexOf(grade))
  const both = moves.filter(({ from, to }) => order(from) >= 0 && order(to) >= 0)
  const [better, worse] = [
    cellWords(firmsIn(both, ({ from, to }) => order(to) < order(from))),
    cellWords(firmsIn(both, ({ from, to }) => order(to) > order(from))),
  ]
  return {
    zh: `两端都有等级的 ${cellWords(firmsIn(both, () => true))} 家企业中，等级变好 ${better} 家，变差 ${worse} 家。`,
    en: `Of ${cellWords(firmsIn(both, () => true))} firms graded at both ends, ${better} got a better grade and ${worse} a worse one.`,
  }
}

const firmsIn = (moves: GradeMove[], of: (move: GradeMove) => boolean): number =>
  moves.filter(of).reduce((sum, { firms }) => sum + firms, 0)
