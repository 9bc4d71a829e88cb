import type { Share } from '../../../learning/replay.ts'
import type { City } from '../../../reference/city.ts'
import { type DeskPart, DeskTop } from '../desk-top.tsx'
import { qualityPaths } from './quality-paths.ts'

export type QualityPart = 'quality' | 'models' | 'texts'

const parts: DeskPart<QualityPart>[] = [
  { part: 'quality', path: qualityPaths.quality, zh: '准确与变化', en: 'Accuracy and drift' },
  { part: 'models', path: qualityPaths.models, zh: '模型', en: 'Models' },
  { part: 'texts', path: qualityPaths.texts, zh: '最值得看的来件', en: 'Texts that teach most' },
]

/** The heading and the three parts of the desk. */
export const QualityTop = ({ part }: { part: QualityPart }) => (
  <DeskTop title={{ zh: '研判质量', en: 'Triage quality' }} parts={parts} part={part} />
)

/** `93.1 %`; a dash where there is nothing to divide. */
export const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)

export const shareOf = ({ right, of }: Share): number | null => (of === 0 ? null : right / of)

/** `93.1 % (27/29)` */
export const counted = (share: Share): string =>
  share.of === 0 ? '—' : `${percent(shareOf(share))} (${share.right}/${share.of})`

/** A leaf by its code and name. */
export function leafWords(city: City, code: string): string {
  const leaf = city.leaves.get(code)
  return leaf ? `${code} ${leaf.zh}` : '非质量事项 NONE'
}

export const bureauWords = (city: City, id: string): string => city.bureaus.get(id)?.zh ?? id
