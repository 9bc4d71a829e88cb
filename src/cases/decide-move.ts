import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { Conflict, Invalid } from '../errors.ts'
import type { NewLetter } from '../jobs/owe-letters.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import { letterOfDanger, letterToBureau, letterToReporter } from './act-letters.ts'
import { type Given, publicWords, readGiven, type Typed } from './act-words.ts'
import { checkAnswer, overruleMark } from './answer-check.ts'
import { type Act, acts, type CaseState } from './case-states.ts'
import type { CasePause } from './clock-holds.ts'
import { type ClockRow, moveClocks } from './clock-moves.ts'
import { clockWords } from './clock-words.ts'
import { holdsOf, pausesOf } from './decide-holds.ts'
import type { CaseFound } from './find-case.ts'
import { type LeadTask, needsRapid, tasksOfLead } from './lead-tasks.ts'
import { endingsFor } from './mediation-endings.ts'
import { readExtension } from './read-extension.ts'
import type { Correction } from './record-correction.ts'
import type { CaseFact } from './record-event.ts'
import { statusText } from './status-text.ts'
import { reopenDays } from './track-acts.ts'
import { tracksOf } from './tracks.ts'
import { stateAfter } from './verdicts.ts'

/** One act, decided and not yet written: its fact, what it teaches, the work it opens and the letters it owes. */
export type Decided = { act: Act; fact: CaseFact; corrections: Correction[]; tasks: LeadTask[]; letters: NewLetter[] }

/** Decides one act of the table on a case as it was found. Throws Forbidden, Conflict and Invalid as the table says. */
export function decideMove(context: Context, found: CaseFound, act: Act, typed: Typed): Decided {
  const to = stateAfter(context.actor, found, act)
  const given = readGiven(context.city, act, typed)
  const rule = acts[act]
  const extension = act === 'extend' ? readExtension(context, found, given) : null
  const step = stepsOf(found, act, given)
  checkTerms(context, found, act)
  if (act === 'answer') checkAnswerOf(context, found, given)
  const clocks = moveClocks({
    filing: found.filing,
    rows: found.clocks,
    meets: [...rule.meets, ...step],
    starts: [...rule.starts, ...step],
    undoes: rule.undoes ?? [],
    ends: rule.endsTrack,
    holds: holdsOf(found, act, to, extension),
    at: context.now,
  })
  const pauses = pausesOf(context, found, act, to)
  const words = publicWords(
    context.city,
    act,
    given,
    found.lead,
    clockWords(context, { found, act, clocks, pauses, extension }),
  )
  const newLead = rule.tasks === 'opens' ? given.bureau : null
  return {
    act,
    fact: {
      found,
      to,
      clocks,
      changes: {
        ...(newLead === null ? {} : { lead: newLead, support: found.support.filter((id) => id !== newLead) }),
        ...(act === 'answer' && given.text !== null ? { answer: given.text } : {}),
        ...newsAfter(context, found),
      },
      event: eventOf(context, found, act, given, words),
      pauses,
      extension,
    },
    corrections: leadCorrected(context, found, act, given),
    tasks: newLead === null ? [] : tasksOfLead(found, newLead, clocks.nextDueAt, rule.label),
    letters: lettersOf(context, found, { act, words, newLead, to, dueAt: clocks.nextDueAt }),
  }
}

/** What the reporter hands in is new to the bureau in charge until somebody there acts on the case. */
function newsAfter({ actor, now }: Context, found: CaseFound): { added_at?: Date | null } {
  if (actor.kind === 'citizen') return { added_at: now }
  const inCharge = actor.kind === 'staff' && actor.bureau === found.lead
  return inCharge && found.addedAt ? { added_at: null } : {}
}

/** The clock events that an act is by what was given with it. */
function stepsOf(found: CaseFound, act: Act, given: Given): string[] {
  if (given.milestone !== null) return [given.milestone]
  if (act === 'decide_filing' && given.filing === 'filed') return ['case_filed']
  if (act !== 'end_mediation') return []
  const receivedOn = toShanghaiDate(found.filing.receivedAt)
  const ending = endingsFor(receivedOn).find(({ id }) => id === given.ending)
  if (!ending) throw new Invalid(otherOrder, { ending: otherOrder })
  return [ending.settled ? 'mediated' : 'terminated']
}

function checkTerms({ now }: Context, found: CaseFound, act: Act): void {
  if (act !== 'reopen' || found.answeredAt === null) return
  if (now.getTime() - found.answeredAt.getTime() > reopenDays * 86_400_000) throw new Conflict(tooLate)
}

/** An answer is read as its reporter will read it; the head of the bureau may let it stand, with a reason. */
function checkAnswerOf({ actor }: Context, found: CaseFound, given: Given): void {
  const faults = checkAnswer(
    given.text ?? '',
    found.claims.map((words) => ({ words })),
  )
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
    milestone: given.milestone,
    reason: given.reason,
    article: given.article,
    public_text: words,
    internal_text:
      [given.note, given.overrule && `${overruleMark}${given.overrule}`].filter(Boolean).join('\n') || null,
  }
}

/**
 * A person dispatched to another bureau than predicted, or a bureau returned the case and proposes another. After a return the
 * predicted bureau is named as well: what was proposed before no longer holds.
 */
function leadCorrected({ actor, now }: Context, found: CaseFound, act: Act, given: Given): Correction[] {
  const { predicted } = found
  if (actor.kind !== 'staff' || given.bureau === null) return []
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

type Told = { act: Act; words: string | null; newLead: string | null; to: CaseState; dueAt: Date | null }

function lettersOf(context: Context, found: CaseFound, told: Told): NewLetter[] {
  const { city, publicUrl, now } = context
  const { act, words, newLead, to, dueAt } = told
  const about = { caseId: found.id, move: found.moves + 1, act, title: found.title, words, publicUrl }
  const { tells } = acts[act]
  const bureau = city.bureaus.get(newLead ?? found.lead)
  const withBureau = newLead !== null || (found.state !== 'to_dispatch' && found.state !== 'to_rule')
  const letters: NewLetter[] = []
  const next = dueAt && { zh: null, dueAt, provisional: false }
  const status = statusText({ state: to, bureau: to === 'to_dispatch' ? null : (bureau ?? null), next }, now)
  if (tells.includes('reporter') && found.byMail) letters.push(letterToReporter({ ...about, status }))
  if (tells.includes('lead') && withBureau && bureau && city.dutyMail) {
    const desk = city.dutyMail.replace('{bureau}', bureau.id.toLowerCase())
    letters.push(letterToBureau(desk, bureau, about))
    if (newLead !== null && needsRapid(found)) letters.push(letterOfDanger(desk, bureau, { ...about, words: null }))
  }
  return letters
}

/** The case as it stands after a decided act, for a further act in the same transaction. */
export function foundAfter({ act, fact }: Decided, now: Date): CaseFound {
  const { found, to, changes, clocks } = fact
  const started = clocks.started.map((clock) => ({
    rule: clock.rule.id,
    rule_from: clock.version,
    starts_at: clock.startsAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    met_at: null,
    paused_at: null,
    extended: 0,
  }))
  const gone = [...clocks.dropped, ...started.map(({ rule }) => rule)]
  const kept = found.clocks
    .filter(({ rule }) => !gone.includes(rule))
    .map((row) => ({ ...row, met_at: metAt(row, clocks, now), ...heldAfter(row, fact, now) }))
  const { lead, support, leaf, kind, danger, risk } = {
    ...found,
    leaf: found.filing.leaf,
    kind: found.filing.kind,
    ...changes,
  }
  const done = [...found.done, act]
  const tracks = tracksOf(kind, done)
  return {
    ...found,
    ...{ state: to, lead, support, danger, risk, moves: found.moves + 1, done, tracks },
    filing: { ...found.filing, leaf, kind, danger, tracks },
    clocks: [...kept, ...started],
    pauses: pausesAfter(fact, now),
  }
}

function metAt(row: CaseFound['clocks'][number], { met, reopened }: CaseFact['clocks'], now: Date): Date | null {
  if (reopened.includes(row.rule)) return null
  return met.includes(row.rule) ? now : row.met_at
}

function heldAfter(row: CaseFound['clocks'][number], { clocks, extension }: CaseFact, now: Date): Partial<ClockRow> {
  const anew = clocks.retimed.find(({ rule }) => rule === row.rule)
  const stopped = clocks.stopped.includes(row.rule) ? now : row.paused_at
  return {
    paused_at: anew ? null : stopped,
    ...(anew ? { due_at: anew.due_at, provisional: anew.provisional } : {}),
    ...(extension?.rule === row.rule ? { extended: extension.amount } : {}),
  }
}

function pausesAfter({ found, pauses }: CaseFact, now: Date): CasePause[] {
  const ended = found.pauses.map((pause) =>
    pause.to === null && pauses?.ends.some(({ kind }) => kind === pause.kind) ? { ...pause, to: now } : pause,
  )
  return [...ended, ...(pauses?.begins ? [{ ...pauses.begins, from: now, to: null }] : [])]
}
