import { Invalid, type Said } from '../../errors.ts'

/** A text in Chinese, English or both; at least one is there. */
export type InEither = { zh: string; en: string }

/** One comment on one place of a measure. */
export type OpinionPoint = { place: string; problem: InEither; ground: InEither; proposal: InEither }

export type PointPart = 'problem' | 'ground' | 'proposal'

export const pointParts: Record<PointPart, Said & { max: number }> = {
  problem: { zh: '问题', en: 'Problem', max: 1500 },
  ground: { zh: '理由和依据', en: 'Ground', max: 1500 },
  proposal: { zh: '修改建议', en: 'Proposal', max: 1500 },
}
export const pointPartNames = Object.keys(pointParts) as PointPart[]

export const pointsMax = 30
export const placeMax = 80

/** The name of a field of a point in a form: `p0-problem-zh`. */
export const pointField = (index: number, part: 'place' | PointPart, language?: 'zh' | 'en'): string =>
  `p${index}-${part}${language ? `-${language}` : ''}`

export const emptyPoint = (): OpinionPoint => ({
  place: '',
  problem: { zh: '', en: '' },
  ground: { zh: '', en: '' },
  proposal: { zh: '', en: '' },
})

export const isEmpty = ({ place, problem, ground, proposal }: OpinionPoint): boolean =>
  [place, problem.zh, problem.en, ground.zh, ground.en, proposal.zh, proposal.en].every((text) => text.trim() === '')

/** The faults of typed points, by field; empty points are passed over, whatever stands between them. */
export function pointFaults(points: OpinionPoint[]): Record<string, Said> {
  return Object.assign({}, ...points.map((point, index) => (isEmpty(point) ? {} : faultsOf(point, index))))
}

function faultsOf(point: OpinionPoint, index: number): Record<string, Said> {
  const missing = pointPartNames.filter((part) => point[part].zh === '' && point[part].en === '')
  return {
    ...(point.place === '' ? { [pointField(index, 'place')]: sayPlace } : {}),
    ...Object.fromEntries(
      missing.map((part) => [pointField(index, part, 'zh'), sayPart(pointParts[part])] as [string, Said]),
    ),
  }
}

const sayPlace: Said = {
  zh: '请写明针对哪一条、哪一款；对整份文件写“全文”',
  en: 'Say which article or clause; write “whole text” for all of it',
}
const sayPart = ({ zh, en }: Said): Said => ({
  zh: `请写“${zh}”，中文或英文均可`,
  en: `Write the ${en.toLowerCase()}, in Chinese or English`,
})

/** The points that say something. Throws Invalid with a message per field. */
export function readPoints(points: OpinionPoint[], said: Said): OpinionPoint[] {
  const faults = pointFaults(points)
  if (Object.keys(faults).length > 0) throw new Invalid(said, faults)
  return points.filter((point) => !isEmpty(point)).slice(0, pointsMax)
}
