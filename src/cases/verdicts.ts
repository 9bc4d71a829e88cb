import type { Actor } from '../context.ts'
import { Conflict, Forbidden, type Said } from '../errors.ts'
import { type Act, actNames, acts, type CaseState, caseStates, type Who } from './case-states.ts'

/** What the table needs to know of a case. `done` are the acts in its history. */
export type CaseSight = { state: CaseState; lead: string; support: string[]; done: string[] }

export type Verdict =
  | { allowed: true; to: CaseState }
  /** `forbidden`: never this person's to do here. `conflict`: not in this state, or not twice. */
  | { allowed: false; why: 'forbidden' | 'conflict'; because: Said }

/** Whether `actor` may do `act` on a case that stands so, and where that leads. */
export function judgeAct(actor: Actor, sight: CaseSight, act: Act): Verdict {
  if (!isFor(actor, sight, act)) return { allowed: false, why: 'forbidden', because: notYours(act) }
  const to = acts[act].next[sight.state]
  if (to === undefined) return { allowed: false, why: 'conflict', because: notInState(actor, sight, act) }
  if (isSpent(sight, act)) return { allowed: false, why: 'conflict', because: notTwice(act) }
  return { allowed: true, to }
}

/** Where the act leads. Throws Forbidden or Conflict when the table refuses it. */
export function stateAfter(actor: Actor, sight: CaseSight, act: Act): CaseState {
  const verdict = judgeAct(actor, sight, act)
  if (verdict.allowed) return verdict.to
  throw verdict.why === 'forbidden' ? new Forbidden(verdict.because) : new Conflict(verdict.because)
}

/** The acts open to `actor` now, in the order of the table: these are the forms of the case page. */
export function openActs(actor: Actor, sight: CaseSight): Act[] {
  return actNames.filter((act) => isFor(actor, sight, act) && sight.state in acts[act].next && !isSpent(sight, act))
}

const isFor = (actor: Actor, sight: CaseSight, act: Act): boolean =>
  acts[act].who.some((who) => isOneOf(actor, sight, who))

const isSpent = (sight: CaseSight, act: Act): boolean => acts[act].once && sight.done.includes(act)

function isOneOf(actor: Actor, sight: CaseSight, who: Who): boolean {
  if (actor.kind !== 'staff' || actor.role !== who.role) return false
  if (who.at === 'any') return true
  return sight.lead === actor.bureau || (who.at === 'involved' && sight.support.includes(actor.bureau))
}

function notYours(act: Act): Said {
  const { zh, en } = acts[act].label
  return { zh: `“${zh}”不由您的岗位或单位来做。`, en: `“${en}” is not for your role or bureau to do.` }
}

function notInState(actor: Actor, sight: CaseSight, act: Act): Said {
  const { zh, en } = acts[act].label
  const state = caseStates[sight.state]
  const open = openActs(actor, sight).map((name) => acts[name].label)
  return {
    zh: `此案现在是“${state.zh}”，不能“${zh}”。现在可以：${open.map((label) => label.zh).join('、') || '无'}。`,
    en: `The case is now “${state.en}”, so “${en}” is not possible. Possible now: ${open.map((label) => label.en).join(', ') || 'nothing'}.`,
  }
}

function notTwice(act: Act): Said {
  const { zh, en } = acts[act].label
  return { zh: `此案已经“${zh}”过，不必再做。`, en: `“${en}” was already done on this case.` }
}
