import type { Bilingual } from '../../reference/city.ts'
import type { Change, FigureShown } from './report-content.ts'

/** Counts below this are not shown where they could point at somebody. */
export const cellMin = 5

/** A count in a cell of a table: small ones are hidden. */
export const cellWords = (count: number): string => (count > 0 && count < cellMin ? `<${cellMin}` : groups(count))

/** `12,345`: digits in threes. */
export const groups = (number: number): string => Math.round(number).toLocaleString('en-US')

/** A value in its unit: `1,204`, `93.1%`, `2.41`, `3.5`; a dash where there is none. */
export function valueWords({ value, unit }: Pick<FigureShown, 'unit'> & { value: number | null }): string {
  if (value === null) return '—'
  if (unit === 'count') return groups(value)
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`
  return unit === 'days' ? value.toFixed(1) : value.toFixed(2)
}

export const changeWords: Record<Change, Bilingual> = {
  up: { zh: '上升', en: 'up' },
  down: { zh: '下降', en: 'down' },
  none: { zh: '无显著变化', en: 'no significant change' },
  unknown: { zh: '数量太少，不比较', en: 'too few to compare' },
}

/** `共收到投诉举报 1,204 件，较上期（980 件）上升。` Never says more than the figure does. */
export function sentenceOf(figure: FigureShown, unit: Bilingual = { zh: '', en: '' }): Bilingual {
  const { label, value, of, low, high, before, change } = figure
  if (value === null) return { zh: `${label.zh}：没有可计的件数。`, en: `${label.en}: nothing to count.` }
  const interval = low !== null && high !== null ? `${percent(low)}–${percent(high)}` : null
  const said = valueWords(figure)
  const counted = groups(of ?? 0)
  const detail = {
    zh: interval ? `（n=${counted}，95% 区间 ${interval}）` : of === null ? '' : `（n=${counted}）`,
    en: interval ? ` (n=${counted}, 95 % ${interval})` : of === null ? '' : ` (n=${counted})`,
  }
  const was = valueWords({ unit: figure.unit, value: before })
  const compared: Record<Change, Bilingual> = {
    up: { zh: `，较上期 ${was} 上升`, en: `, up from ${was}` },
    down: { zh: `，较上期 ${was} 下降`, en: `, down from ${was}` },
    none: { zh: `，与上期 ${was} 相比无显著变化`, en: `, no significant change from ${was}` },
    unknown: { zh: '', en: '' },
  }
  return {
    zh: `${label.zh} ${said}${unit.zh}${detail.zh}${compared[change].zh}。`,
    en: `${label.en}: ${said}${unit.en}${detail.en}${compared[change].en}.`,
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** The levels of warnings and measures, the most severe first. */
export const levels = [
  { id: 'red', zh: '红色' },
  { id: 'orange', zh: '橙色' },
  { id: 'yellow', zh: '黄色' },
  { id: 'blue', zh: '蓝色' },
] as const
