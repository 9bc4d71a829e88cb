import type { Bilingual, City } from '../../reference/city.ts'
import type { Candidate } from './candidate.ts'
import type { ClusterEvidence } from './place-scan.ts'
import { nameOf } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'

/** What is counted, by kind: in a title, and as the name of a kind. */
export const kindWords: Record<SightingKind, Bilingual & { unit: Bilingual }> = {
  complaint: { zh: '投诉举报', en: 'Complaints', unit: { zh: '人投诉', en: 'people complained' } },
  recall: { zh: '召回通知', en: 'Recalls', unit: { zh: '次召回', en: 'recalls' } },
  failed_sample: { zh: '检验不合格', en: 'Failed samples', unit: { zh: '批次不合格', en: 'samples failed' } },
  injury: { zh: '伤害', en: 'Injuries', unit: { zh: '人受伤', en: 'people injured' } },
}

const incidentUnit: Bilingual = { zh: '起事件', en: 'separate events' }

/** A signal in one line: where and what, how many in how long, and how many one would expect. */
export function titleOf(city: City, { series, cluster, measure, count, expected, from, to }: Candidate): Bilingual {
  const name = cluster ? clusterNamed(city, cluster.evidence) : nameOf(city, series)
  const days = to - from + 1
  const unit = measure === 'incidents' ? incidentUnit : kindWords[series.kind].unit
  return {
    zh: `${name.zh}：${days} 天 ${count} ${unit.zh}，往常 ${usual(expected)}`,
    en: `${name.en}: ${count} ${unit.en} in ${days === 1 ? 'a day' : `${days} days`}, usually ${usual(expected)}`,
  }
}

/** 粤海街道等 3 处 · 食品: the place that had most, and how many others had any. */
function clusterNamed(city: City, { sector, places }: ClusterEvidence): Bilingual {
  const matter = nameOf(city, { level: 'sector', key: sector })
  const [first, ...others] = places.filter(({ seen }) => seen > 0)
  if (!first) return matter
  const where = nameOf(
    city,
    first.street === null
      ? { level: 'district', key: first.district }
      : { level: 'street', key: `${first.district}|${first.street}` },
  )
  const more = others.length + 1
  return {
    zh: `${where.zh}${others.length > 0 ? `等 ${more} 处` : ''} · ${matter.zh}`,
    en: `${where.en}${others.length > 0 ? ` and ${others.length} more` : ''}, ${matter.en}`,
  }
}

const usual = (expected: number): string => (expected < 0.1 ? '<0.1' : expected.toFixed(expected < 10 ? 1 : 0))
