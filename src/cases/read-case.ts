import { may, seesCase } from '../accounts/permissions.ts'
import type { Actor, Context } from '../context.ts'
import type { Said } from '../errors.ts'
import type { Bilingual, City, ClockRule, FilingKind, RiskLevel } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import { type Act, actNames, acts, type CaseState } from './acts/case-states.ts'
import { endOfCase } from './acts/end-of-case.ts'
import { type CaseSight, judgeAct, openActs } from './acts/verdicts.ts'
import { apartChoices, apartsOpenTo } from './apart/apart.ts'
import { type ApartRead, readApart } from './apart/apart-rows.ts'
import { caseQuery } from './case-query.ts'
import type { CasePause } from './clocks/clock-holds.ts'
import { extendable } from './clocks/clock-holds.ts'
import { clocksThatCount, promisedClock } from './clocks/clock-moves.ts'
import { readClockRow, readPauseRow } from './clocks/clock-rows.ts'
import { type Clock, rulesOf } from './clocks/clocks.ts'
import { eventsOwed } from './clocks/events-owed.ts'
import { milestonesOpen } from './clocks/milestones.ts'
import { lastDispatch, returnWindow } from './clocks/return-window.ts'
import { noSuchCase } from './find-case.ts'
import type { IdentityCheck } from './identity/identity-check.ts'
import { readIdentity } from './identity/identity-rows.ts'
import { leafNamed } from './inbox/list-inbox.ts'
import type { Joint } from './joint/joint.ts'
import { readJoint } from './joint/joint-rows.ts'
import { answerDraft } from './parts/answer-draft.ts'
import { type CaseItem, readItems } from './parts/case-items.ts'
import { itemsOpenTo } from './parts/parts.ts'
import { shown, type TaskShown } from './tasks/list-tasks.ts'
import { taskBureaus } from './tasks/sub-tasks.ts'
import { tracksOf } from './tracks.ts'

/** Everything that stands on the case page. Who filed it is not here: a custodian opens that (src/cases/identity/). */
export type CaseRead = {
  id: number
  kind: FilingKind
  tracks: FilingKind[]
  state: CaseState
  title: string
  leaf: Bilingual & { code: string }
  lead: string
  support: string[]
  district: string | null
  street: string | null
  danger: number
  risk: RiskLevel
  openedAt: Date
  nextDueAt: Date | null
  report: ReportRead
  assessment: Assessment
  clocks: { clock: Clock; metAt: Date | null }[]
  events: EventRead[]
  duplicates: DuplicateRead[]
  /** The demands of a case that has several; empty for one. */
  items: CaseItem[]
  tasks: (TaskShown & { doneAt: Date | null; result: string | null })[]
  attachments: AttachmentShown[]
  /** When the reporter last added something, until the bureau has acted since. */
  addedAt: Date | null
  /** What the reporter left of themselves, without what it says; whether the actor may ask for it; who was shown it and what for. */
  identity: { holds: string[]; mayAsk: boolean; asked: boolean }
  looks: { at: Date; name: string; purpose: string }[]
  /** The askings for proof of identity, without what was given. */
  check: IdentityCheck
  acts: Act[]
  /** Why an answered case may not be closed yet by who may close it; null when it may, or is nobody's to close now. */
  notYet: Said | null
  /** For each act on a demand, which demands it may be done on, by number. */
  itemsFor: Partial<Record<Act, number[]>>
  /** What is judged apart, and what the actor may set apart or rule on. */
  aparts: ApartRead[]
  apartFor: { sets: string[]; rules: number[] }
  /** The bureaus to which the actor may give a task of the case. */
  taskBureaus: string[]
  /** The answer as far as the parts handed in say it; null without one. */
  draft: string | null
  /** Whether the actor may let an answer stand against the check. */
  overrules: boolean
  milestones: string[]
  /** The joint complaint it is in, and the complaints of its incident that could join it in one. */
  joint: Joint | null
  joinable: { id: number; title: string }[]
  /** Until when the bureau may return the case; null without a limit. */
  returnWindow: Clock | null
  /** The rules of the clocks that the head of the bureau may extend now. */
  extendable: ClockRule[]
}

export type AttachmentShown = {
  id: number
  name: string
  mediaType: string
  size_bytes: number
  scan: 'clean' | 'unscanned'
  addedAt: Date
}

export type ReportRead = {
  channel: 'web' | 'api' | 'hotline' | 'open311'
  /** The leaf that the reporter chose in a program of their own; null where no choice was offered. */
  chosenLeaf: (Bilingual & { code: string }) | null
  title: string
  text: string
  respondent: string | null
  product: string | null
  place: string | null
  occurredOn: string | null
  amount: string | null
  claims: string[]
  receivedAt: Date
}

export type EventRead = {
  at: Date
  act: string
  from: CaseState | null
  to: CaseState
  bureau: string
  toBureau: string | null
  /** The member of staff; null for the machine and the public. */
  name: string | null
  publicText: string | null
  internalText: string | null
}

/** A case that may tell of the same event; one of another bureau is only counted, so its number and title are null. */
export type DuplicateRead = {
  id: number | null
  title: string | null
  state: CaseState
  score: number
  because: string[]
  receivedAt: Date
}

/** Reads a case with all that belongs to it, in one query. Throws NotFound when the actor may not see it. */
export async function readCase(context: Context, caseId: number): Promise<CaseRead> {
  const { db, city, actor } = context
  const row = await caseQuery(db, caseId).executeTakeFirst()
  if (!row || !seesCase(actor, row)) throw noSuchCase()
  const clocks = row.clocks.map(readClockRow)
  const pauses = row.pauses.map(readPauseRow)
  const items = readItems(row.items, city, row.detail.text)
  const check = readIdentity(city, clocks, row.checks)
  const sight = { ...sightOf(row, pauses, items), identity: check, owed: eventsOwed(city, clocks) }
  const filing = filingOf(city, row, sight.tracks)
  const running = clocks.map(({ rule, met_at }) => ({ rule, running: met_at === null }))
  const mayAsk = actor.kind === 'staff' && may(actor, 'ask_for_identity') && actor.bureau === row.lead
  return {
    id: row.id,
    kind: row.kind,
    tracks: sight.tracks,
    state: row.state,
    title: row.title,
    ...{ leaf: leafNamed(city, row.leaf), lead: row.lead, support: row.support },
    ...{ district: row.district, street: row.street, danger: row.danger },
    ...{ risk: row.risk, openedAt: row.opened_at },
    nextDueAt: row.next_due_at,
    report: reportOf(city, row),
    assessment: row.detail,
    clocks: clocksThatCount(clocks, endOfCase(row.events)).flatMap((clock) => promisedClock(city, clock, pauses) ?? []),
    events: row.events.map(eventOf),
    duplicates: row.duplicates.map((duplicate) => duplicateOf(context, duplicate)),
    items,
    tasks: row.tasks.map((task) => ({ ...taskOf(task), doneAt: instant(task.done_at), result: task.result })),
    attachments: row.attachments.map(attachmentOf),
    addedAt: row.added_at,
    identity: { holds: row.identity_holds ?? [], mayAsk, asked: row.identity_asked },
    looks: row.looks.map((look) => ({ ...look, at: new Date(look.at) })),
    ...openTo(actor, sight, items),
    ...{ check, aparts: sight.aparts },
    overrules: may(actor, 'overrule_answer_checks'),
    ...{ joint: sight.joint, joinable: row.joinable },
    returnWindow: returnWindow(filing, lastDispatch(row.events)),
    milestones: milestonesOpen(rulesOf(filing), running),
    extendable: extendable(city, clocks, context.now).map(({ rule }) => rule),
  }
}

const attachmentOf = ({ media_type, added_at, ...attachment }: Row['attachments'][number]) => ({
  ...attachment,
  mediaType: media_type,
  addedAt: new Date(added_at),
})

const filingOf = (city: City, { leaf, kind, received_at, danger }: Row, tracks: FilingKind[]) => ({
  city,
  leaf,
  kind,
  receivedAt: received_at,
  danger,
  tracks,
})

/** What the table of acts looks at. */
function sightOf(row: Row, pauses: CasePause[], items: CaseItem[]) {
  const { state, lead, support, kind, added_at: addedAt } = row
  const done = row.events.map(({ act }) => act)
  const parts = items.map(({ number, parts }) => ({
    number,
    parts: parts.map((part) => ({ ...part, bureau: part.bureau.id })),
  }))
  return {
    state,
    lead,
    support,
    done,
    pauses,
    items: parts,
    addedAt,
    aparts: row.aparts.map(readApart),
    joint: readJoint(row.joint),
    judgedAt: row.judged_at,
    tracks: tracksOf(kind, done),
  }
}

/** The acts open to the actor, for those on a demand which, and the answer that the parts write. */
function openTo(
  actor: Actor,
  sight: CaseSight,
  items: CaseItem[],
): Pick<CaseRead, 'acts' | 'notYet' | 'itemsFor' | 'draft' | 'taskBureaus' | 'apartFor'> {
  const ofParts = actNames.flatMap((act) => {
    const does = acts[act].part
    return does && does !== 'marks' ? [[act, itemsOpenTo(actor, sight.items ?? [], does)]] : []
  })
  return {
    acts: openActs(actor, sight),
    notYet: notYetClosed(actor, sight),
    itemsFor: Object.fromEntries(ofParts),
    draft: answerDraft(items),
    taskBureaus: taskBureaus(actor, sight),
    apartFor: {
      sets: apartChoices(sight),
      rules: apartsOpenTo(actor, sight.aparts ?? [], 'rules').map(({ id }) => id),
    },
  }
}

function notYetClosed(actor: Actor, sight: CaseSight): Said | null {
  const verdict = judgeAct(actor, sight, 'close')
  if (verdict.allowed || verdict.why === 'forbidden' || !(sight.state in acts.close.next)) return null
  return verdict.because
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof caseQuery>['executeTakeFirst']>>>

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))

const reportOf = (city: City, row: Row): ReportRead => ({
  channel: row.channel,
  chosenLeaf: row.chosen_leaf === null ? null : leafNamed(city, row.chosen_leaf),
  title: row.report_title,
  text: row.text,
  respondent: row.respondent,
  product: row.product,
  place: row.place,
  occurredOn: row.occurred_on,
  amount: row.amount,
  claims: row.claims,
  receivedAt: row.received_at,
})

const eventOf = (event: Row['events'][number]): EventRead => ({
  at: new Date(event.at),
  act: event.act,
  from: event.from_state as CaseState | null,
  to: event.to_state as CaseState,
  bureau: event.bureau,
  toBureau: event.to_bureau,
  name: event.name,
  publicText: event.public_text,
  internalText: event.internal_text,
})

function duplicateOf({ actor }: Context, duplicate: Row['duplicates'][number]): DuplicateRead {
  const seen = seesCase(actor, duplicate)
  return {
    id: seen ? duplicate.id : null,
    title: seen ? duplicate.title : null,
    state: duplicate.state,
    score: duplicate.score,
    because: seen ? duplicate.because : [],
    receivedAt: new Date(duplicate.opened_at),
  }
}

const taskOf = (task: Row['tasks'][number]): TaskShown =>
  shown({ ...task, created_at: new Date(task.created_at), due_at: instant(task.due_at) })
