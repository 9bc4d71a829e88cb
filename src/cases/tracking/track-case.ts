import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { NotFound } from '../../errors.ts'
import type { Bilingual, Bureau, City, FilingKind } from '../../reference/city.ts'
import type { Assessment } from '../../triage/assessment.ts'
import { type Act, acts, type CaseState, caseStates } from '../acts/case-states.ts'
import { endOfCase } from '../acts/end-of-case.ts'
import { reopenDays } from '../acts/track-acts.ts'
import { type ApartRead, apartRows, readApart } from '../apart/apart-rows.ts'
import type { CasePause } from '../clocks/clock-holds.ts'
import { clocksThatCount, promisedClock } from '../clocks/clock-moves.ts'
import { clockRows, pauseRows, readClockRow, readPauseRow } from '../clocks/clock-rows.ts'
import { type Clock, pauseNow } from '../clocks/clocks.ts'
import { type DocumentListed, listDocuments } from '../documents/list-documents.ts'
import { type IdentityAsked, type IdentityStage, identityStage } from '../identity/identity-check.ts'
import { identityRows, readAsked } from '../identity/identity-rows.ts'
import { consentOf, type Joint } from '../joint/joint.ts'
import { jointRow, readJoint } from '../joint/joint-rows.ts'
import { type CaseItem, itemRows, readItems } from '../parts/case-items.ts'
import { tracksOf } from '../tracks.ts'
import { feedToken } from './feed-token.ts'
import type { Solved } from './judge-answer.ts'
import { receiptHash } from './receipt.ts'
import { statusText } from './status-text.ts'

/** What the holder of a receipt sees: how the matter stands, with whom and by when. Nothing that was written, nobody's name. */
export type TrackedCase = Told & {
  /** The same in one short message (src/cases/tracking/status-text.ts). */
  statusText: string
  /** The unguessable part of the address of its feed. */
  feed: string
}

type Told = {
  caseId: number
  kind: FilingKind
  /** The procedures that run: 投诉 and 举报 where the filing, or an officer, opened both. */
  tracks: FilingKind[]
  state: CaseState
  receivedAt: Date
  sector: Bilingual & { code: string }
  /** Null while a dispatcher still chooses. */
  bureau: Bureau | null
  support: Bureau[]
  /** The demands of a case that has several, without their words; empty for one. */
  items: CaseItem[]
  danger: number
  /** The words that decided the bureau. */
  because: string[]
  clocks: TrackedClock[]
  events: TrackedEvent[]
  answer: string | null
  /** What the bureau waits for from the reporter, and until when; null when nothing. */
  asked: { words: string | null; until: Date | null } | null
  /** What the check of their identity wants of the reporter, until when, and how it stands; null where none was asked for. */
  proof: { stage: IdentityStage; wanted: string; until: Date } | null
  /** What was handed in, without what it shows. */
  attachments: { name: string; size_bytes: number; addedAt: Date }[]
  /** Whether something may be added now: as long as the case is open. */
  mayAdd: boolean
  /** What the reporter said of the last answer; null while there is nothing to judge or nothing said. */
  judged: { solved: Solved; satisfied: boolean; why: string | null } | null
  /** Whether the last answer may be judged now, and the case sent back. */
  mayJudge: boolean
  mayReopen: boolean
  /** What the joint-meeting office judges apart, and whether the reporter may still object. */
  aparts: (ApartRead & { mayObject: boolean })[]
  /** The joint complaint it is in, what was said of its settlement by this reporter, and whether they may say so now. */
  joint: (Joint & { represents: boolean; consents: boolean | null; mayAnswer: boolean }) | null
  /** Documents addressed to the reporter. */
  documents: DocumentListed[]
  /** What was left of the reporter and is still kept. */
  holds: string[]
  /** Who was shown who filed it, and what for. */
  looks: { at: Date; bureau: Bilingual; purpose: string }[]
}

export type TrackedClock = { clock: Clock; metAt: Date | null }
export type TrackedEvent = { at: Date; act: string; state: CaseState; bureau: Bilingual; text: string | null }

/** Finds a case by the receipt its reporter holds, typed in any way. Throws NotFound; the words never say how near a guess was. */
export async function trackCase(context: Context, by: string | { receiptHash: string }): Promise<TrackedCase> {
  const hash = typeof by === 'string' ? receiptHash(by) : by.receiptHash
  const told = await readTold(context, hash)
  const next = prove(told.proof) ?? handIn(told.asked) ?? nextOf(told.clocks)
  return {
    ...told,
    statusText: statusText({ ...told, next }, context.now),
    feed: feedToken(context.secret, told.caseId, hash),
  }
}

/** The next clock that runs and does not stand still. */
function nextOf(clocks: TrackedClock[]): Clock | null {
  const running = clocks.filter(({ clock, metAt }) => metAt === null && pauseNow(clock) === null)
  return running.reduce<Clock | null>((first, { clock }) => (first && first.dueAt <= clock.dueAt ? first : clock), null)
}

/** While something is asked of the reporter, that comes before what the bureau must do. */
const handIn = (asked: Told['asked']) =>
  asked?.until ? { zh: '请您补充材料', dueAt: asked.until, provisional: false } : null

const prove = (proof: Told['proof']) =>
  proof?.stage === 'asked' ? { zh: '请您证明身份', dueAt: proof.until, provisional: false } : null

async function readTold(context: Context, hash: string): Promise<Told> {
  const { db, city } = context
  const row = await findByReceipt(db, hash)
  if (!row) throw new NotFound(noSuchReceipt)
  const pauses = row.pauses.map(readPauseRow)
  return {
    ...{ caseId: row.id, kind: row.kind },
    tracks: tracksOf(
      row.kind,
      row.events.map(({ act }) => act),
    ),
    state: row.state,
    receivedAt: row.opened_at,
    sector: sectorOf(city, row.leaf),
    bureau: row.state === 'to_dispatch' || row.state === 'to_rule' ? null : (city.bureaus.get(row.lead) ?? null),
    support: row.support.flatMap((id) => city.bureaus.get(id) ?? []),
    items: readItems(row.items, city, null),
    danger: row.danger,
    because: decisiveWords(row.decided, row.lead),
    clocks: clocksThatCount(row.clocks.map(readClockRow), endOfCase(row.events)).flatMap(
      (clock) => promisedClock(city, clock, pauses) ?? [],
    ),
    events: row.events.map((event) => ({
      at: new Date(event.at),
      act: event.act,
      state: event.to_state as CaseState,
      bureau: city.bureaus.get(event.bureau) ?? { zh: event.bureau, en: event.bureau },
      text: event.public_text,
    })),
    answer: row.answer,
    asked: askedNow(pauses, row.events),
    proof: proofOf(row.checks.map(readAsked)),
    attachments: row.attachments.map(({ added_at, ...file }) => ({ ...file, addedAt: new Date(added_at) })),
    mayAdd: !caseStates[row.state].final,
    ...(await judgementOf(context, row)),
    aparts: row.aparts.map((apart) => toldApart(readApart(apart), row.state)),
    joint: toldJoint(row),
    documents: (await listDocuments({ db }, row.id)).filter(({ toReporter }) => toReporter),
    holds: [...(row.holds ?? []), ...(row.proof_kept ? ['proof'] : [])],
    looks: row.looks.map((look) => toldLook(city, look)),
  }
}

const toldLook = (city: City, { at, bureau, purpose }: { at: string; bureau: string; purpose: string }) => ({
  at: new Date(at),
  bureau: city.bureaus.get(bureau) ?? { zh: bureau, en: bureau },
  purpose,
})

const toldApart = (apart: ApartRead, state: CaseState) => ({
  ...apart,
  mayObject: apart.objectedAt === null && state in acts.object.next,
})

function toldJoint({ id, state, joint: found, events }: ToldJointRow): Told['joint'] {
  const joint = readJoint(found)
  if (!joint) return null
  const consents = consentOf(joint, id)
  const ended = events.some(({ act }) => act === 'end_mediation')
  const open = joint.settlement !== null && !ended && state in acts.consent.next
  const represents = joint.members.some((one) => one.case === id && one.represents)
  return { ...joint, represents, consents, mayAnswer: open && consents === null }
}

type ToldJointRow = Pick<NonNullable<Awaited<ReturnType<typeof findByReceipt>>>, 'id' | 'state' | 'joint' | 'events'>

function askedNow(pauses: CasePause[], events: { act: string; public_text: string | null }[]): TrackedCase['asked'] {
  const open = pauses.find(({ kind, to }) => kind === 'supplement' && to === null)
  const words = events.findLast(({ act }) => act === 'ask_supplement')?.public_text ?? null
  return open ? { words, until: open.until } : null
}

function proofOf(asked: IdentityAsked[]): Told['proof'] {
  const last = asked.at(-1)
  return last ? { stage: identityStage({ asked }), wanted: last.wanted, until: last.until } : null
}

type Judgement = Pick<TrackedCase, 'judged' | 'mayJudge' | 'mayReopen'>

async function judgementOf(
  { db, now }: Pick<Context, 'db' | 'now'>,
  row: { id: number; state: CaseState; events: { act: string; at: string }[] },
): Promise<Judgement> {
  const answered = row.events.findLast(({ act }) => act === 'answer')
  if (!answered || (row.state !== 'answered' && row.state !== 'closed')) {
    return { judged: null, mayJudge: false, mayReopen: false }
  }
  const judged = await db
    .selectFrom('case_judgement')
    .where('case_id', '=', row.id)
    .select(['solved', 'satisfied', 'why', 'answered_at'])
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const current = judged && judged.answered_at >= new Date(answered.at) ? judged : null
  const inTime = now.getTime() - new Date(answered.at).getTime() <= reopenDays * 86_400_000
  const before = row.events.some(({ act }) => act === 'reopen')
  return {
    judged: current && { solved: current.solved, satisfied: current.satisfied, why: current.why },
    mayJudge: current === null,
    mayReopen: current === null && inTime && !before,
  }
}

/** One query for the whole page. */
function findByReceipt(db: Db, hash: string) {
  return db
    .selectFrom('case_file as c')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .where('c.receipt_hash', '=', hash)
    .select(['c.id', 'c.state', 'c.lead', 'c.support', 'c.leaf', 'c.kind', 'c.danger', 'c.opened_at', 'c.answer'])
    .select(sql<Assessment['lead']>`a.detail -> 'lead'`.as('decided'))
    .select(
      sql<string[] | null>`(select holds from reporter_identity where report_id = c.id and erased_at is null)`.as(
        'holds',
      ),
    )
    .select((eb) => [
      jointRow.as('joint'),
      identityRows.as('checks'),
      sql<boolean>`exists (select from identity_check where case_id = c.id and sealed is not null)`.as('proof_kept'),
      jsonArrayFrom(
        eb
          .selectFrom('look')
          .innerJoin('account', 'account.id', 'look.account_id')
          .whereRef('look.report_id', '=', 'c.id')
          .select(['look.at', 'account.bureau', 'look.purpose'])
          .orderBy('look.id'),
      ).as('looks'),
      clockRows(db).as('clocks'),
      pauseRows(db).as('pauses'),
      itemRows(db).as('items'),
      apartRows(db).as('aparts'),
      filesOf(db).as('attachments'),
      eventsOf(db).as('events'),
    ])
    .executeTakeFirst()
}

/** What the reporter is told of by the table of acts is on their page also where nobody added a word. */
const toldActs = (Object.keys(acts) as Act[]).filter((act) => acts[act].tells.includes('reporter'))

const eventsOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('case_event')
      .where('case_id', '=', sql<number>`c.id`)
      .where((event) =>
        event.or([
          event('public_text', 'is not', null),
          event('to_state', '!=', event.ref('from_state')),
          event('act', 'in', toldActs),
        ]),
      )
      .select(['at', 'act', 'to_state', 'bureau', 'public_text'])
      .orderBy('id'),
  )

const filesOf = (db: Db) =>
  jsonArrayFrom(
    db
      .selectFrom('attachment')
      .where('report_id', '=', sql<number>`c.id`)
      .select(['name', 'size_bytes', 'added_at'])
      .orderBy('id'),
  )

const noSuchReceipt = {
  zh: '没有找到这个回执码。请对照提交时显示的 20 位回执码再输入一次；回执码遗失时请拨打 12345 重新反映。',
  en: 'No case has this receipt code. Check it against the 20 characters shown when you filed; if it is lost, call 12345.',
}

function sectorOf(city: City, code: string): Bilingual & { code: string } {
  const leaf = city.leaves.get(code)
  return leaf ? { code, zh: leaf.zh, en: leaf.en } : { code, zh: '其他事项', en: 'Other matters' }
}

/** The machine's words explain the machine's choice: once a person has chosen another bureau they explain nothing. */
function decisiveWords(decided: Assessment['lead'], lead: string): string[] {
  return decided.value === lead ? [...new Set(decided.because.map(({ word }) => word))] : []
}
