import { Conflict, Invalid } from '../../errors.ts'

export const LINK_REASON_UNITS_MAX = 300
/** What a person says of a link: yes, no, or that it is open again. */
export type LinkDecision = 'confirm' | 'reject' | 'reopen'
export type LinkState = 'shown' | 'proposed' | 'confirmed' | 'rejected'

export const stateAfter = { confirm: 'confirmed', reject: 'rejected', reopen: 'proposed' } as const

/** How a link stands before a decision on it. */
type Standing = { state: LinkState; decided_by: string | null }

/**
 * Throws Invalid for too long a reason, Conflict where a person decided so already; from the desk, where an undecided link was shown, also
 * where a person decided anything meanwhile.
 */
export function checkDecision(found: Standing, decision: LinkDecision, reason: string, onlyOpen: boolean): void {
  if (reason.length > LINK_REASON_UNITS_MAX) throw new Invalid(tooLong, { reason: tooLong })
  const byPerson = found.decided_by?.startsWith('staff:') ?? false
  if (onlyOpen && byPerson) throw new Conflict(decidedMeanwhile)
  if (byPerson && found.state === stateAfter[decision]) throw new Conflict(decidedSo)
  if (decision === 'reopen' && !byPerson) throw new Conflict(notDecided)
}

const tooLong = {
  zh: `理由请不超过 ${LINK_REASON_UNITS_MAX} 个字。`,
  en: `Keep the reason to ${LINK_REASON_UNITS_MAX} characters.`,
}
const decidedSo = { zh: '这项关联已经这样决定过。', en: 'The link stands so already.' }
const decidedMeanwhile = { zh: '同事刚刚已经决定了这一项。', en: 'A colleague has just decided this one.' }
const notDecided = { zh: '这项关联没有人决定过，无需撤销。', en: 'Nobody decided this link: there is nothing to undo.' }
