import type { Actor } from '../../context.ts'
import { Conflict, Forbidden, type Said } from '../../errors.ts'
import type { FilingKind } from '../../reference/city.ts'
import { type ApartSight, apartChoices, apartsOpenTo, noApartFor, ownCase } from '../apart/apart.ts'
import type { ApartDoes } from '../apart/apart-acts.ts'
import type { CasePause } from '../clocks/clock-holds.ts'
import { type IdentityCheck, identityHindrance } from '../identity/identity-check.ts'
import { type Joint, jointHindrance } from '../joint/joint.ts'
import type { PartDoes } from '../parts/part-acts.ts'
import { hasPart, type ItemSight, itemsMax, itemsOpenTo, noItemFor } from '../parts/parts.ts'
import { bothTracks, clueOpen } from '../tracks.ts'
import { type Act, actNames, acts, type CaseState, caseStates } from './case-states.ts'
import type { Who } from './who.ts'

/** What the table needs to know of a case. `done` are the acts in its history; `held` says that the actor holds its receipt. */
export type CaseSight = Omit<ApartSight, 'items'> & {
  state: CaseState
  lead: string
  support: string[]
  done: string[]
  /** Absent in lists that do not ask for them: then no act that begins or ends a pause is offered. */
  pauses?: CasePause[]
  held?: boolean
  /** When the reporter added something that the bureau has not acted on since. Absent in lists, where it is not offered to have read it. */
  addedAt?: Date | null
  /** The demands with the parts that other bureaus have in them. Absent in lists: then no act on a part is offered. */
  items?: ItemSight[]
  /** The tracks that run: a complaint in which a clue was found is both. Absent in lists, where no act of one track is offered. */
  tracks?: FilingKind[]
  /** The clock events that its running clocks wait for. Absent in lists: then closing is judged when it is done. */
  owed?: string[]
  /** The joint complaint it is in. Absent in lists: then no act on one is offered. */
  joint?: Joint | null
  /** The check of the complainant's identity. Absent in lists: then no act on one is offered. */
  identity?: IdentityCheck
}

export type Verdict =
  | { allowed: true; to: CaseState }
  /** `forbidden`: never this person's to do here. `conflict`: not in this state, or not twice. */
  | { allowed: false; why: 'forbidden' | 'conflict'; because: Said }

/** Whether `actor` may do `act` on a case that stands so, and where that leads. */
export function judgeAct(actor: Actor, sight: CaseSight, act: Act): Verdict {
  if (!isFor(actor, sight, act)) return { allowed: false, why: 'forbidden', because: notYours(act) }
  const to = nextOf(sight, act)
  if (to === undefined) return { allowed: false, why: 'conflict', because: notInState(actor, sight, act) }
  const because = hindrance(actor, sight, act)
  if (because) return { allowed: false, why: 'conflict', because }
  return { allowed: true, to }
}

/** Where an act leads from here; some lead elsewhere the second time. */
function nextOf({ state, done }: CaseSight, act: Act): CaseState | undefined {
  const { next, again } = acts[act]
  return again && done.includes(act) ? again[state] : next[state]
}

/** Where the act leads. Throws Forbidden or Conflict when the table refuses it. */
export function stateAfter(actor: Actor, sight: CaseSight, act: Act): CaseState {
  const verdict = judgeAct(actor, sight, act)
  if (verdict.allowed) return verdict.to
  throw verdict.why === 'forbidden' ? new Forbidden(verdict.because) : new Conflict(verdict.because)
}

/** The acts open to `actor` now, in the order of the table: these are the forms of the case page. */
export function openActs(actor: Actor, sight: CaseSight): Act[] {
  return actNames.filter(
    (act) => isFor(actor, sight, act) && sight.state in acts[act].next && !hindrance(actor, sight, act),
  )
}

const isFor = (actor: Actor, sight: CaseSight, act: Act): boolean =>
  acts[act].who.some((who) => isOneOf(actor, sight, who))

/** Why an act that the state allows is still not possible: done before, a pause or a part that does not fit. */
function hindrance(actor: Actor, sight: CaseSight, act: Act): Said | null {
  const { once, part, apart, joint, identity, pause, track, after = [], notAfter = [] } = acts[act]
  if (once && sight.done.includes(act)) return notTwice(act)
  const bars = notAfter.find((earlier) => sight.done.includes(earlier))
  if (bars) return barredBy(act, bars)
  const missing = after.find((earlier) => !sight.done.includes(earlier))
  if (missing) return onlyAfter(act, missing)
  if (track && !sight.tracks?.includes(track)) return notThisTrack(act)
  if (act === 'close' && (clueOpen(sight.done) || sight.owed?.includes('filing_decision'))) return clueFirst
  if (act === 'close' && sight.owed?.includes('terminated')) return mediationFirst
  if (act === 'refuse_complaint' && !sight.tracks?.includes('report')) return onlyComplaint
  if (endsWhole.includes(act) && bothTracks(sight.done)) return checkGoesOn
  if (act === 'open_clue' && sight.tracks?.includes('report')) return bothRun
  if (act === 'acknowledge' && !sight.addedAt) return nothingAdded
  if (part && !partOpen(actor, sight, part)) return noItemFor[part]
  if (apart && !apartOpen(actor, sight, apart))
    return actor.kind === 'staff' && actor.bureau === sight.lead ? ownCase : noApartFor[apart]
  if (joint) {
    const because = jointHindrance(sight.joint, joint)
    if (because) return because
  }
  if (identity) {
    const because = identityHindrance(sight.identity, identity)
    if (because) return because
  }
  if (!pause) return null
  if (!sight.pauses) return notPaused
  const open = sight.pauses.some(({ kind, to }) => kind === pause.kind && to === null)
  if (pause.does === 'ends') return open ? null : notPaused
  if (open) return stillPaused
  const asked = sight.pauses.some(({ kind, stage }) => kind === 'supplement' && stage === stageOf(sight))
  return pause.kind === 'supplement' && asked ? askedBefore : null
}

function apartOpen(actor: Actor, sight: CaseSight, does: ApartDoes): boolean {
  if (!sight.aparts || (actor.kind === 'staff' && actor.bureau === sight.lead)) return false
  return does === 'sets' ? apartChoices(sight).length > 0 : apartsOpenTo(actor, sight.aparts, does).length > 0
}

function partOpen(actor: Actor, { items }: CaseSight, does: PartDoes): boolean {
  if (!items) return false
  return does === 'marks' ? items.length < itemsMax : itemsOpenTo(actor, items, does).length > 0
}

/** A reporter is asked once before the matter is accepted and once after. */
export function stageOf({ done }: Pick<CaseSight, 'done'>): CasePause['stage'] {
  return done.includes('accept') ? 'handling' : 'acceptance'
}

function isOneOf(actor: Actor, sight: CaseSight, who: Who): boolean {
  if (who.role === 'reporter') return actor.kind === 'citizen' && sight.held === true
  if (who.role === 'machine') return actor.kind === 'job'
  if (actor.kind !== 'staff' || actor.role !== who.role) return false
  if (who.at === 'any') return true
  if (who.at === 'part') return hasPart(sight.items ?? [], actor.bureau)
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

function barredBy(act: Act, earlier: Act): Said {
  const [one, other] = [acts[act].label, acts[earlier].label]
  return {
    zh: `此案已“${other.zh}”，不能再“${one.zh}”。`,
    en: `After “${other.en}” this case can no longer be given “${one.en}”.`,
  }
}

function onlyAfter(act: Act, earlier: Act): Said {
  const [one, other] = [acts[act].label, acts[earlier].label]
  return { zh: `先“${other.zh}”，再“${one.zh}”。`, en: `“${other.en}” must come before “${one.en}”.` }
}

function notThisTrack(act: Act): Said {
  const { zh, en } = acts[act].label
  return { zh: `此案没有“${zh}”所属的程序。`, en: `“${en}” belongs to a track that this case does not have.` }
}

const clueFirst: Said = {
  zh: '举报线索还没有决定是否立案，先作出决定再结案。',
  en: 'The report still waits for a decision; decide whether to open a case before closing.',
}
/** Its limit, sixty days from acceptance, is the law's (令121 art. 23(1)(5)): a case may not be closed around it. */
const mediationFirst: Said = {
  zh: '受理的投诉还在调解：先写明调解怎样结束（达成协议或终止），再结案。',
  en: 'The accepted complaint is still being mediated: say first how the mediation ended, then close.',
}

const bothRun: Said = {
  zh: '此案的举报程序已经开始，不必另立。',
  en: 'The report track of this case runs already.',
}
const onlyComplaint: Said = {
  zh: '此案只有投诉一个程序：不受理的，用“不予受理”。',
  en: 'Only the complaint runs here: to turn it away, use “Do not accept”.',
}
/** Turns the case away as a whole, which may not take a clue with it (令121 art. 9). */
const endsWhole: Act[] = ['refuse', 'end_unsupplied', 'end_unproven']
const checkGoesOn: Said = {
  zh: '此案同时有举报程序，不能整案结束：先签收，再用“投诉不予受理，核查照常”；没有反映违法行为的，先撤销举报程序。',
  en: 'A report runs beside it, so the case as a whole cannot end: sign for it and refuse the complaint alone, or end the report track first where no violation is reported.',
}
const nothingAdded: Said = {
  zh: '诉求人没有新的补充。',
  en: 'The reporter has added nothing new.',
}

const notPaused: Said = {
  zh: '现在没有在等这一项，时限没有因此暂停。',
  en: 'Nothing of this kind is being waited for now.',
}
const stillPaused: Said = {
  zh: '这一项还没有结束，时限仍在暂停。',
  en: 'This is still going on and its clocks stand still.',
}
const askedBefore: Said = {
  zh: '这一阶段已经请诉求人补充过一次，不能再次要求。',
  en: 'The reporter was asked once at this stage already and may not be asked again.',
}
