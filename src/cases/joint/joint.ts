import type { Said } from '../../errors.ts'
import type { JointDoes } from './joint-acts.ts'

/** Complaints that are mediated together. Pure. */

/** The joint complaint in which a case is, named by the first of its cases. Those that left it are not in it. */
export type Joint = {
  id: number
  members: { case: number; represents: boolean; consents: boolean | null }[]
  /** What is put to each complainant, and until when they answer; null while nothing is. */
  settlement: string | null
  answerUntil: Date | null
}

/** 总局令第20号 art. 11: one or two. */
export const REPRESENTATIVES_MAX = 2
/** Most complaints mediated together. */
export const JOINED_MAX = 100

/** Who takes part in a mediation, as roles: nobody is named. */
export const participants: Record<string, Said> = {
  complainant: { zh: '投诉人', en: 'complainant' },
  representative: { zh: '代表人', en: 'representatives' },
  respondent: { zh: '被投诉方', en: 'respondent' },
  mediator: { zh: '调解组织', en: 'mediation body' },
  expert: { zh: '专业人员', en: 'expert' },
}

/** The numbers in what was typed or ticked: “12, #15”. */
export function numbersIn(typed: string): number[] {
  return [...new Set((typed.match(/\d{1,15}/g) ?? []).map(Number))].sort((a, b) => a - b)
}

/** Whether this complainant speaks for the others; where nobody is left who does, each speaks for themselves. */
export function isTold({ members }: Joint, caseId: number): boolean {
  const speakers = members.filter(({ represents }) => represents)
  return speakers.length === 0 || speakers.some((one) => one.case === caseId)
}

/** What this complainant has said of the settlement; null while nothing. */
export const consentOf = ({ members }: Joint, caseId: number): boolean | null =>
  members.find((one) => one.case === caseId)?.consents ?? null

/** Why an act on a joint complaint is not possible now; null when it is. `joint` is undefined in lists, which do not ask. */
export function jointHindrance(joint: Joint | null | undefined, does: JointDoes): Said | null {
  if (does === 'joins') return joint === null ? null : joinedAlready
  if (!joint) return notJoint
  return does === 'proposes' || joint.settlement !== null ? null : nothingProposed
}

const joinedAlready: Said = {
  zh: '此案已在共同投诉中。',
  en: 'This case is in a joint complaint already.',
}
const notJoint: Said = { zh: '此案不在共同投诉中。', en: 'This case is in no joint complaint.' }
const nothingProposed: Said = {
  zh: '还没有就和解方案征求同意。',
  en: 'No settlement has been put to the complainants.',
}
