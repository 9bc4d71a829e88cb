import { type Actor, actorName } from '../../context.ts'
import type { Said } from '../../errors.ts'
import type { ApartDoes } from './apart-acts.ts'

/** Judgements and demands that are judged apart. Pure. */

export type Ground = 'barred' | 'unreasonable'

export const grounds: Record<Ground, Said> = {
  barred: { zh: '法律、政策不允许', en: 'Barred by law' },
  unreasonable: { zh: '诉求不合理', en: 'Unreasonable' },
}

export const rulings: Record<'upheld' | 'lifted', Said> = {
  upheld: { zh: '维持单列', en: 'It stays apart' },
  lifted: { zh: '撤销单列，重新计入', en: 'Lifted; it counts again' },
}

/** One setting apart: of the judgement of an answer, or of a demand by number. */
export type Apart = {
  id: number
  /** The demand; null for the judgement of the answer of `answeredAt`. */
  item: number | null
  answeredAt: Date | null
  ground: Ground
  setBy: string
  objectedAt: Date | null
  ruledAt: Date | null
  upheld: boolean | null
}

/** What of a case can be judged apart. `judgedAt` is the answer whose judgement stands; null while nothing was said of it. */
export type ApartSight = { items?: { number: number }[]; judgedAt?: Date | null; aparts?: Apart[] }

/** What the office may set apart, as the values of its form: the judgement that was given, each demand, and none twice. */
export function apartChoices({ items = [], judgedAt = null, aparts = [] }: ApartSight): string[] {
  const standing = aparts.filter(({ upheld }) => upheld !== false)
  const judged = standing.some(({ answeredAt }) => answeredAt?.getTime() === judgedAt?.getTime())
  return [
    ...(judgedAt !== null && !judged ? ['judgement'] : []),
    ...items.filter(({ number }) => !standing.some(({ item }) => item === number)).map(({ number }) => String(number)),
  ]
}

/** Those on which the actor may do this now, the oldest first. */
export function apartsOpenTo(actor: Actor, aparts: Apart[], does: ApartDoes): Apart[] {
  if (does === 'objects') return aparts.filter(({ objectedAt, upheld }) => objectedAt === null && upheld === null)
  return aparts.filter(
    ({ objectedAt, ruledAt, setBy }) => objectedAt !== null && ruledAt === null && setBy !== actorName(actor),
  )
}

/** Why nothing of the kind is possible. */
export const noApartFor: Record<ApartDoes, Said> = {
  sets: {
    zh: '没有可以单列的评价或诉求分项：还没有评价，或已经单列。',
    en: 'Nothing can be set apart: nothing is judged yet, or it is apart already.',
  },
  objects: {
    zh: '没有可以提出异议的单列，或已经提出过一次。',
    en: 'Nothing to object to, or you objected once already.',
  },
  rules: {
    zh: '没有等您裁定的异议；作出单列的人不能裁定对它的异议。',
    en: 'No objection waits for your ruling; whoever set it apart does not rule on it.',
  },
}

/** The office stays out of what its own bureau handled (回避). */
export const ownCase: Said = {
  zh: '本单位承办的案件，应由其他单位的人员单列评价（回避）。',
  en: 'A case that your own bureau handled is judged apart by others.',
}
