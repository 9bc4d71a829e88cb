import type { Bilingual, City } from '../../../reference/city.ts'
import type { Ground } from '../compose-report.ts'
import type { PeriodCounts } from '../count-period.ts'
import type { Block, Chapter } from '../report-content.ts'
import { cellMin, cellWords, groups, sentenceOf } from '../report-words.ts'

const leavesShown = 12

/** How much came, about what and from where. */
export function filingsChapter(ground: Ground): Chapter {
  const { city, scope, now, figures } = ground
  const pieces = { zh: ' 件', en: '' }
  return {
    id: 'filings',
    title: { zh: '投诉举报', en: 'Complaints and reports' },
    sentences: [
      sentenceOf(figures.reports, pieces),
      sentenceOf(figures.incidents, { zh: ' 起', en: '' }),
      ...topLeaf(city, now),
    ],
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '件数', en: 'Counts' },
        figures: [figures.reports, figures.per_10k, figures.incidents, figures.complaints, figures.clues],
      },
      weeksOf(now),
      sectorsOf(city, now),
      leavesOf(city, now),
      ...(scope.district === null ? [districtsOf(city, now)] : []),
    ],
  }
}

function topLeaf(city: City, { byLeaf, reports }: PeriodCounts): Bilingual[] {
  const [first] = Object.entries(byLeaf).sort((a, b) => b[1] - a[1])
  const leaf = first && city.leaves.get(first[0])
  if (!leaf || first[1] < cellMin) return []
  const share = `${((first[1] / reports) * 100).toFixed(1)}%`
  return [
    {
      zh: `最多的类别是“${leaf.zh}”，${groups(first[1])} 件，占 ${share}。`,
      en: `Most are about ${leaf.en}: ${groups(first[1])}, ${share}.`,
    },
  ]
}

/** Whole weeks from the first day; the days left over at the end are not drawn. */
function weeksOf({ daily }: PeriodCounts): Block {
  const weeks = Array.from({ length: Math.floor(daily.length / 7) }, (_, nth) =>
    daily.slice(nth * 7, nth * 7 + 7).reduce((sum, one) => sum + one, 0),
  )
  const [least, most] = [Math.min(...weeks), Math.max(...weeks)]
  return {
    kind: 'line',
    caption: { zh: '每周件数', en: 'Filings by week' },
    says:
      weeks.length === 0
        ? '不足一周 less than a week'
        : `${weeks.length} 周，最少 ${least} 件，最多 ${most} 件 ${weeks.length} weeks between ${least} and ${most}`,
    points: weeks.map((value, nth) => ({ label: `第 ${nth + 1} 周`, value })),
  }
}

function sectorsOf(city: City, { byLeaf }: PeriodCounts): Block {
  const bars = city.sectors
    .map((sector) => ({
      label: { zh: sector.zh, en: sector.en },
      value: sector.leaves.reduce((sum, { code }) => sum + (byLeaf[code] ?? 0), 0),
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
  return {
    kind: 'bars',
    caption: { zh: '各领域件数', en: 'Filings by sector' },
    says: bars.map(({ label, value }) => `${label.zh} ${value}`).join('，'),
    unit: { zh: '件', en: 'filings' },
    bars: bars.map((bar) => ({ ...bar, shown: groups(bar.value) })),
  }
}

function leavesOf(city: City, { byLeaf, reports }: PeriodCounts): Block {
  const rows = Object.entries(byLeaf)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, leavesShown)
  return {
    kind: 'table',
    caption: { zh: `件数最多的 ${rows.length} 类`, en: 'The leaves with most filings' },
    heads: [
      { zh: '类别', en: 'Leaf' },
      { zh: '件数', en: 'Filings' },
      { zh: '占比', en: 'Share' },
    ],
    rows: rows.map(([code, count]) => [
      `${code} ${city.leaves.get(code)?.zh ?? '其他'}`,
      cellWords(count),
      count < cellMin ? '—' : `${((count / reports) * 100).toFixed(1)}%`,
    ]),
  }
}

function districtsOf(city: City, { byDistrict }: PeriodCounts): Block {
  const rows = city.districts.map(({ id, zh }) => {
    const count = byDistrict[id] ?? 0
    const residents = city.population.districts.get(id) ?? 0
    const per = count < cellMin || residents === 0 ? '—' : ((count / residents) * 10_000).toFixed(2)
    return [zh, cellWords(count), per]
  })
  return {
    kind: 'table',
    caption: { zh: '各区件数与每万人件数', en: 'Filings by district, and per 10,000 residents' },
    heads: [
      { zh: '区', en: 'District' },
      { zh: '件数', en: 'Filings' },
      { zh: '每万人', en: 'per 10,000' },
    ],
    rows: [...rows, ['地点不明', cellWords(byDistrict[''] ?? 0), '—']],
  }
}
