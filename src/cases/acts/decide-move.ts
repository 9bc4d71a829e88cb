import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { checkAnswer, overruleMark } from '../answer-check.ts'
import { apartOf, apartWords } from '../apart/apart-changes.ts'
import { type ClockMove, type Holds, moveClocks } from '../clocks/clock-moves.ts'
import { clockWords } from '../clocks/clock-words.ts'
import { holdsOf, pausesOf } from '../clocks/decide-holds.ts'
import { readExtension } from '../clocks/read-extension.ts'
import { returnOver, returnWindow } from '../clocks/return-window.ts'
import type { CaseFound } from '../find-case.ts'
import { identityOf, identityWords } from '../identity/identity-changes.ts'
import { leafNamed } from '../inbox/list-inbox.ts'
import { jointOf, jointWords } from '../joint/joint-changes.ts'
import { partsOf, partWords } from '../parts/part-changes.ts'
import type { Correction } from '../record-correction.ts'
import type { CaseFact } from '../record-event.ts'
import { type LeadTask, taskOfPart, tasksOfLead } from '../tasks/lead-tasks.ts'
import { subTask } from '../tasks/sub-tasks.ts'
import { type Given, publicWords, readGiven, type Typed } from './act-words.ts'
import { type Act, acts } from './case-states.ts'
import { endingsFor } from './mediation-endings.ts'
import { lettersOf } from './move-letters.ts'
import { wayStillOpen } from './refusal-grounds.ts'
import { reopenDays } from './track-acts.ts'
import { stateAfter } from './verdicts.ts'

/** One act, decided and not yet written: its fact, what it teaches, the work it opens and the letters it owes. */
export type Decided = { act: Act; fact: CaseFact; corrections: Correction[]; tasks: LeadTask[]; letters: NewLetter[] }

/** Decides one act of the table on a case as it was found. Throws Forbidden, Conflict and Invalid as the table says. */
export function decideMove(context: Context, found: CaseFound, act: Act, typed: Typed): Decided {
  const to = stateAfter(context.actor, found, act)
  const given = readGiven(context.city, act, typed)
  const rule = acts[act]
  const extension = act === 'extend' ? readExtension(context, found, given) : null
  checkTerms(context, found, act)
  if (act === 'answer') checkAnswerOf(context, found, given)
  const clocks = clocksAfter(context, found, act, given, holdsOf(context, found, { act, to, extension }))
  const identity = identityOf(context, found, { act, given, to })
  const pauses = pausesOf(context, found, { act, to, identity })
  const parts = partsOf(context, found, act, given, to)
  const apart = apartOf(context, found, act, given)
  const joint = jointOf(context, found, act, given)
  const change = { parts, apart, joint, identity, extension }
  const words = wordsOf(context, found, { act, given, clocks, pauses, ...change })
  const newLead = rule.tasks === 'opens' ? given.bureau : null
  return {
    act,
    fact: {
      found,
      to,
      clocks,
      changes: {
        ...(parts.support === found.support ? {} : { support: parts.support }),
        ...changesOf(context, found, act, given, newLead),
      },
      event: eventOf(context, found, act, given, words),
      pauses,
      ...change,
    },
    corrections: leadCorrected(context, found, act, given),
    tasks: [
      ...(newLead === null ? [] : tasksOfLead(found, newLead, clocks.nextDueAt, rule.label)),
      ...(parts.gives ? [taskOfPart(found, parts.gives)] : []),
      ...(act === 'give_task' ? [subTask(context, found, given)] : []),
    ],
    letters: lettersOf(context, found, { act, words, newLead, to, dueAt: clocks.nextDueAt, parts, given }),
  }
}

type Done = Pick<CaseFact, 'clocks'> &
  Required<Pick<CaseFact, 'pauses' | 'parts' | 'apart' | 'joint' | 'identity' | 'extension'>>

/** What the reporter is told of it all; null when nothing. */
function wordsOf(context: Context, found: CaseFound, told: { act: Act; given: Given } & Done): string | null {
  const { act, given, clocks, pauses, parts, apart, joint, identity, extension } = told
  return publicWords(context.city, act, given, {
    from: found.lead,
    clocks: clockWords(context, { found, act, clocks, pauses, extension }),
    parts: [
      ...partWords(context, found, act, parts),
      ...apartWords(apart),
      ...jointWords(joint, act, given),
      ...identityWords(identity),
    ],
    ways: waysAfter(found, act, given),
  })
}

/** A refusal, by whomever, points to the ways still open. */
function waysAfter({ filing: { kind, receivedAt } }: CaseFound, act: Act, { article, reason }: Given): string[] {
  if (!acts[act].meets.includes('refused')) return []
  const way = wayStillOpen({ track: kind, receivedOn: toShanghaiDate(receivedAt), article, reason })
  return way === null ? [] : [way]
}

function changesOf(
  context: Context,
  found: CaseFound,
  act: Act,
  given: Given,
  newLead: string | null,
): CaseFact['changes'] {
  return {
    ...(newLead === null ? {} : { lead: newLead, support: found.support.filter((id) => id !== newLead) }),
    ...(act === 'answer' && given.text !== null ? { answer: given.text } : {}),
    ...newsAfter(context, found, act),
  }
}

/** What the reporter hands in is new to the bureau in charge until somebody there acts on the case. */
function newsAfter({ actor, now }: Context, found: CaseFound, act: Act): { added_at?: Date | null } {
  // What proves an identity is not for the bureau to read.
  if (act === 'prove_identity') return {}
  if (actor.kind === 'citizen') return { added_at: now }
  const inCharge = actor.kind === 'staff' && actor.bureau === found.lead
  return inCharge && found.addedAt ? { added_at: null } : {}
}

function clocksAfter({ now }: Context, found: CaseFound, act: Act, given: Given, holds: Holds): ClockMove {
  const { meets, starts, undoes = [], endsTrack } = acts[act]
  const step = stepsOf(found, act, given)
  return moveClocks({
    filing: found.filing,
    rows: found.clocks,
    meets: [...meets, ...step],
    starts: [...starts, ...step],
    undoes,
    ends: endsTrack,
    holds,
    at: now,
  })
}

/** The clock events that an act is by what was given with it. */
function stepsOf(found: CaseFound, act: Act, given: Given): string[] {
  if (given.milestone !== null) return [given.milestone]
  if (filedBy(act, given)) return ['case_filed']
  if (act !== 'end_mediation') return []
  const receivedOn = toShanghaiDate(found.filing.receivedAt)
  const ending = endingsFor(receivedOn).find(({ id }) => id === given.ending)
  if (!ending) throw new Invalid(otherOrder, { ending: otherOrder })
  return [ending.settled ? 'mediated' : 'terminated']
}

const filedBy = (act: Act, { filing }: Given): boolean => act === 'decide_filing' && filing === 'filed'

function checkTerms({ now }: Context, found: CaseFound, act: Act): void {
  if (act === 'return') checkWindow(now, found)
  if (act !== 'reopen' || found.answeredAt === null) return
  if (now.getTime() - found.answeredAt.getTime() > reopenDays * 86_400_000) throw new Conflict(tooLate)
}

function checkWindow(now: Date, { filing, dispatchedAt }: CaseFound): void {
  const window = returnWindow(filing, dispatchedAt)
  if (window && now > window.dueAt) throw new Conflict(returnOver(window))
}

/** An answer is read as its reporter will read it; the head of the bureau may let it stand, with a reason. */
function checkAnswerOf({ actor, city }: Context, found: CaseFound, given: Given): void {
  const faults = checkAnswer(given.text ?? '', [
    ...found.claims.map((words) => ({ words })),
    ...found.items.map(({ text, leaf }) => ({ words: text, matter: leafNamed(city, leaf).zh })),
  ])
  if (faults.length === 0) return
  if (given.overrule !== null && may(actor, 'overrule_answer_checks')) return
  const said = {
    zh: faults.map(({ said: { zh } }) => zh).join(' '),
    en: faults.map(({ said: { en } }) => en).join(' '),
  }
  throw new Invalid(answerIncomplete, { text: said, ...(given.overrule === null ? {} : { overrule: headOnly }) })
}

const otherOrder = {
  zh: '请选择受理时适用的办法所列的情形。',
  en: 'Choose an ending of the Order in force when it was received.',
}
const tooLate = {
  zh: `答复已超过 ${reopenDays} 天，请重新提交；可写上原案件编号。`,
  en: `More than ${reopenDays} days since the answer: please file anew and name the old case.`,
}
const answerIncomplete = {
  zh: '答复还不完整。请补充；确需照发的，由单位负责人写明理由后发出。',
  en: 'The answer is not complete yet. Add what is missing, or the head of the bureau lets it stand with a reason.',
}
const headOnly = { zh: '只有单位负责人可以坚持照发。', en: 'Only the head of the bureau may let it stand.' }

function eventOf(
  { actor }: Context,
  found: CaseFound,
  act: Act,
  given: Given,
  words: string | null,
): CaseFact['event'] {
  return {
    act,
    bureau: actor.kind === 'staff' ? actor.bureau : found.lead,
    to_bureau: given.bureau,
    milestone: given.milestone ?? (filedBy(act, given) ? 'case_filed' : null),
    reason: given.reason,
    article: given.article,
    public_text: words,
    internal_text:
      [
        given.title && `${given.title}（${given.due} 前）`,
        given.note,
        given.fact && `查明：${given.fact}`,
        given.result && `结果：${given.result}`,
        given.fact && given.article && `依据：${given.article}`,
        given.overrule && `${overruleMark}${given.overrule}`,
      ]
        .filter(Boolean)
        .join('\n') || null,
  }
}

/**
 * A person dispatched to another bureau than predicted, or a bureau returned the case and proposes another. After a return the
 * predicted bureau is named as well: what was proposed before no longer holds.
 */
function leadCorrected({ actor, now }: Context, found: CaseFound, act: Act, given: Given): Correction[] {
  const { predicted } = found
  if (actor.kind !== 'staff' || given.bureau === null || acts[act].part || act === 'give_task') return []
  const returned = act === 'return'
  if (given.bureau === predicted.lead && !returned && !found.done.includes('return')) return []
  return [
    {
      reportId: found.id,
      what: 'lead',
      predicted: predicted.lead,
      corrected: given.bureau,
      reason: given.reason ?? given.note,
      source: returned ? 'return' : 'dispatcher',
      by: actor,
      bureau: actor.bureau,
      at: now,
      model: predicted.model,
    },
  ]
}
