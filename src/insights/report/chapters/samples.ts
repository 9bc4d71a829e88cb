import type { Ground } from '../compose-report.ts'
import type { Chapter } from '../report-content.ts'
import { cellMin, groups, sentenceOf, valueWords } from '../report-words.ts'

/** How many of the products sampled passed, by sector. */
export function samplesChapter({ now, figures, sectorPasses }: Ground): Chapter {
  const { failuresAlone } = now.samples
  return {
    id: 'samples',
    title: { zh: '产品抽检', en: 'Products sampled' },
    sentences: [
      sentenceOf(figures.sample_pass),
      {
        zh: `抽检按风险挑选产品和企业，合格率不等于市场上全部产品的合格率。少于 ${cellMin} 批的领域不列。`,
        en: `Products and firms are sampled by risk: the rate is not that of all products sold. Sectors with fewer than ${cellMin} samples are left out.`,
      },
      ...(failuresAlone === 0
        ? []
        : [
            {
              zh: `另有 ${groups(failuresAlone)} 批来自只列不合格产品的公告，不知道抽了多少批，不计入合格率。`,
              en: `Another ${groups(failuresAlone)} come from publications that list failures alone; of how many is not known, so they are not counted.`,
            },
          ]),
    ],
    blocks: [
      { kind: 'figures', caption: { zh: '合格率', en: 'Pass rates' }, figures: [figures.sample_pass, ...sectorPasses] },
      {
        kind: 'bars',
        caption: { zh: '各领域合格率与 95% 区间', en: 'Pass rates by sector with their 95 % intervals' },
        says:
          sectorPasses.map((figure) => `${figure.label.zh} ${valueWords(figure)}（n=${figure.of}）`).join('，') ||
          '没有可计的批次 nothing to count',
        unit: { zh: '%', en: '%' },
        bars: sectorPasses.map((figure) => ({
          label: figure.label,
          value: (figure.value as number) * 100,
          shown: valueWords(figure),
          low: (figure.low as number) * 100,
          high: (figure.high as number) * 100,
        })),
      },
    ],
  }
}
