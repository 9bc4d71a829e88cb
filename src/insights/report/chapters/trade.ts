import type { Bilingual } from '../../../reference/city.ts'
import { countryName } from '../../../reference/countries.ts'
import type { Ground } from '../compose-report.ts'
import type { TradeCounts } from '../count-trade.ts'
import type { Block, Chapter } from '../report-content.ts'
import { groups, levels, sentenceOf } from '../report-words.ts'

const marketsShown = 12

/** What technical measures abroad mean for the city's exports, whatever the district of the report. */
export function tradeChapter({ city, standing: { trade }, figures }: Ground): Chapter {
  return {
    id: 'trade',
    title: { zh: '出口技术措施风险', en: 'Technical measures and exports' },
    sentences: [sentenceOf(figures.measures_hit, { zh: ' 项', en: '' }), exportsWords(trade)],
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '国外技术措施（全市）', en: 'Measures abroad (whole city)' },
        figures: [figures.measures_hit],
      },
      {
        kind: 'table',
        caption: { zh: '按级别（统计时点）', en: 'By level, as of the count' },
        heads: [
          { zh: '级别', en: 'Level' },
          { zh: '措施', en: 'Measures' },
        ],
        rows: levels.map(({ id, zh }) => [zh, groups(trade.byLevel[id] ?? 0)]),
      },
      {
        kind: 'bars',
        caption: { zh: '按领域（一项可涉及几个）', en: 'By sector (one may touch several)' },
        ...sectorBars(city.sectors, trade),
      },
      marketsOf(trade),
    ],
  }
}

function exportsWords({ exports }: TradeCounts): Bilingual {
  if (!exports)
    return {
      zh: '没有出口数据，涉及的出口额无法计算；不等于没有影响。',
      en: 'There are no export figures, so the exports concerned are not known; that does not mean none.',
    }
  const { usd, total, period } = exports
  const share = total > 0 ? `${((usd / total) * 100).toFixed(1)}%` : '—'
  return {
    zh: `这些措施涉及本市对其市场的出口 ${million(usd)} 百万美元，占已登记出口的 ${share}（${period}，几项措施涉及的同一出口只算一次）。`,
    en: `They concern exports of ${million(usd)} million US dollars to those markets, ${share} of the exports on record (${period}; exports that several concern count once).`,
  }
}

function sectorBars(sectors: (Bilingual & { code: string })[], { bySector }: TradeCounts) {
  const bars = sectors
    .map(({ code, zh, en }) => ({ label: { zh, en }, value: bySector[code] ?? 0 }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .map((bar) => ({ ...bar, shown: groups(bar.value) }))
  const says = bars.map(({ label, shown }) => `${label.zh} ${shown}`).join('，') || '没有 none'
  return { unit: { zh: '项', en: 'measures' }, says, bars }
}

function marketsOf({ byMarket }: TradeCounts): Block {
  const shown = byMarket.slice(0, marketsShown)
  return {
    kind: 'table',
    caption: { zh: `措施最多的 ${shown.length} 个市场`, en: 'The markets with most measures' },
    heads: [
      { zh: '市场', en: 'Market' },
      { zh: '措施', en: 'Measures' },
      { zh: '涉及出口（百万美元）', en: 'Exports concerned, million US dollars' },
    ],
    rows: shown.map(({ market, measures, usd }) => [
      market === '' ? '不明' : countryName(market).zh,
      groups(measures),
      usd === null ? '无数据' : million(usd),
    ]),
  }
}

const million = (usd: number): string =>
  (usd / 1e6).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
