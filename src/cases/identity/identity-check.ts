import type { Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { ruleOfRow } from '../clocks/clock-holds.ts'
import type { ClockRow } from '../clocks/clock-moves.ts'
import type { IdentityDoes } from './identity-acts.ts'

/** The check of a complainant's identity (核验身份). Pure. */

/** One asking: what was wanted, until when, and what came of it; never what was given. */
export type IdentityAsked = {
  id: number
  wanted: string
  askedAt: Date
  until: Date
  givenAt: Date | null
  outcome: 'confirmed' | 'denied' | 'lapsed' | 'withdrawn' | null
  /** Why it was not confirmed. */
  reason: string | null
}

/** `provided` says that a rule under which a clock of the case runs lets its bureau ask; the askings come in order. */
export type IdentityCheck = { provided: boolean; asked: IdentityAsked[] }

/** How often one complainant is asked to prove who they are. */
export const IDENTITY_ASKS_MAX = 2

export type IdentityStage = 'none' | 'asked' | 'given' | 'confirmed' | 'denied'

/** Where the check stands. An asking that was withdrawn, because the case moved on, leaves none. */
export function identityStage({ asked }: Pick<IdentityCheck, 'asked'>): IdentityStage {
  const last = asked.at(-1)
  if (!last) return 'none'
  if (last.outcome === null) return last.givenAt === null ? 'asked' : 'given'
  return last.outcome === 'confirmed' || last.outcome === 'denied' ? last.outcome : 'none'
}

/** Whether a rule of a clock that still runs knows a check of identity (`pauses` in clocks.yaml): only then may it be asked for. */
export const identityProvided = (city: City, clocks: ClockRow[]): boolean =>
  clocks.some(
    (row) => row.met_at === null && ruleOfRow(city, row)?.pauses.some((pause) => pause.for === 'identity') === true,
  )

/** Why an act on the check is not possible now; null when it is. `check` is undefined in lists, which do not ask. */
export function identityHindrance(check: IdentityCheck | undefined, does: IdentityDoes): Said | null {
  if (!check) return notAsked
  const stage = identityStage(check)
  if (does === 'confirms' || does === 'denies') return stage === 'given' ? null : notGiven
  if (does !== 'asks') return stage === 'asked' ? null : notAsked
  if (!check.provided) return noRule
  if (stage === 'asked' || stage === 'given') return stillOpen
  if (stage === 'confirmed') return confirmed
  return check.asked.length < IDENTITY_ASKS_MAX ? null : askedTwice
}

const noRule: Said = {
  zh: '此案适用的规则没有要求投诉人证明身份，不能要求。',
  en: 'No rule that governs this case asks a complainant to prove who they are.',
}
const notAsked: Said = {
  zh: '现在没有请诉求人证明身份。',
  en: 'No proof of identity is being asked for now.',
}
const notGiven: Said = {
  zh: '没有待核对的身份证明：还没有交来，或已经核对过。',
  en: 'There is no proof to check: none was given yet, or it was checked already.',
}
const stillOpen: Said = {
  zh: '身份核验还没有结果。',
  en: 'The check of identity still goes on.',
}
const confirmed: Said = { zh: '身份已经核实。', en: 'The identity is confirmed already.' }
const askedTwice: Said = {
  zh: `已经请诉求人证明过 ${IDENTITY_ASKS_MAX} 次，不能再次要求。`,
  en: `The reporter was asked ${IDENTITY_ASKS_MAX} times already and may not be asked again.`,
}
