import type { Ground } from '../compose-report.ts'
import { type FigureId, figures } from '../figures.ts'
import { falseClaimsMax } from '../name-changes.ts'
import type { Chapter } from '../report-content.ts'
import { cellMin } from '../report-words.ts'
import { periodBefore } from '../scope.ts'

/** How everything was counted, and the definition of every figure. */
export function methodChapter({ city, scope }: Ground): Chapter {
  const before = periodBefore(scope)
  const { population } = city
  return {
    id: 'method',
    title: { zh: '方法与定义', en: 'Method and definitions' },
    sentences: [
      {
        zh: `与之前同样长的一段（${before.from} 起）比较。只有超出偶然的差别才写“上升”“下降”：比率用两比率检验，件数用考虑成批到来的比率检验，全部数字一起控制误报不超过 ${falseClaimsMax * 100}%（Benjamini–Hochberg）。`,
        en: `Compared with the period of the same length before (from ${before.from}). Only what chance would not do is called up or down: two-proportion and overdispersed rate tests, all figures together at a false-claim share of ${falseClaimsMax * 100} %.`,
      },
      {
        zh: `比率后面是件数 n 和 95% Wilson 区间。少于 ${cellMin} 件的格子不显示。`,
        en: `Shares come with their n and the Wilson 95 % interval. Cells below ${cellMin} are not shown.`,
      },
      {
        zh: `人口：${population.source.zh}（${population.asOf}）。`,
        en: `Residents: ${population.source.en} (${population.asOf}).`,
      },
    ],
    blocks: [
      {
        kind: 'table',
        caption: { zh: '每个数字的定义', en: 'What each figure means' },
        heads: [
          { zh: '数字', en: 'Figure' },
          { zh: '定义', en: 'Definition' },
        ],
        rows: (Object.keys(figures) as FigureId[]).map((id) => [figures[id].zh, figures[id].says.zh]),
      },
    ],
  }
}
