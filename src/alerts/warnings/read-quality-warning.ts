import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { Said } from '../../errors.ts'
import { NotFound } from '../../errors.ts'
import { noWarning } from '../judge-decision.ts'
import { type CriticalTask, openCriticalTasks } from '../response/open-critical-tasks.ts'
import { obstacles, type UpwardRule, upwardRulesOn } from './before-publishing.ts'
import { type DraftAct, draftActNames, draftActs, whyNot, writes } from './draft-acts.ts'
import type { WarningOrigin } from './draft-quality-warning.ts'
import { type DraftFound, findDraft } from './find-draft.ts'
import { type MissingParts, missingParts } from './missing-parts.ts'
import { type QualitySight, qualitySight } from './quality-sight.ts'
import { colourGroundAt } from './rules-at.ts'
import { type ColourProposal, warningColour } from './warning-colour.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'

export type VersionRead = {
  number: number
  change: VersionChange
  content: WarningContent
  ruleVersion: string
  at: Date
  reason: string
  /** By name, for staff; null for others, and where nobody signed. */
  signatures: { publisher: string | null; reviewer: string | null; signer: string | null } | null
  reported: { to: string; at: Date; ref: string | null } | null
}

export type HearingRead = {
  id: number
  firm: string
  toldAt: Date
  toldHow: string
  address: string | null
  answerBy: Date
  statement: string | null
  heardAt: Date | null
}

/** The text that is worked on: what it lacks, what it was prepared with, and what this actor may do to it, or why not. */
export type DraftRead = DraftFound & {
  missing: MissingParts
  proposal: ColourProposal
  upward: UpwardRule[]
  obstacles: Said[]
  /** Critical tasks that stand in the way of ending it. */
  standing: CriticalTask[]
  names: { writers: string[]; reviewer: string | null; signer: string | null }
  mayWrite: boolean
  acts: { act: DraftAct; refusal: Said | null }[]
}

export type QualityRead = {
  id: number
  sight: QualitySight
  state: Tables['warning']['state']
  drill: boolean
  bureau: string
  version: number
  title: { zh: string; en: string }
  origin: WarningOrigin
  /** The newest first. */
  versions: VersionRead[]
  draft: DraftRead | null
  hearings: HearingRead[]
  /** The receipt of the actor's own bureau for the newest version, where it has one. */
  own: { answerBy: Date; acknowledgedAt: Date | null } | null
  mayChange: boolean
  events: { at: Date; act: Tables['warning_event']['act']; who: string | null; bureau: string | null; reason: string }[]
}

/**
 * One quality warning as far as the actor may see it: everybody the versions of a public one; a bureau what was sent to it; those who work
 * on it also the draft, the hearings and the history. A drill is for staff only. Throws NotFound.
 */
export async function readQualityWarning(context: Context, { warningId }: { warningId: number }): Promise<QualityRead> {
  const row = await findRow(context, warningId)
  const sight = row ? qualitySight(context.actor, { ...row, sentTo: row.sent_to }) : 'none'
  if (!row || sight === 'none') throw new NotFound(noWarning)
  const inside = sight === 'all'
  const hearings = inside ? await hearingsOf(context, warningId) : []
  const staff = context.actor.kind === 'staff' && sight !== 'public'
  const draft = inside && row.draft ? await draftOf(context, warningId, hearings) : null
  return {
    id: row.id,
    sight,
    state: row.state,
    drill: row.drill,
    bureau: row.bureau ?? '',
    version: row.version,
    title: { zh: row.title_zh, en: row.title_en },
    origin: inside ? originOf(row) : nowhere,
    versions: seen(await versionsOf(context, warningId, staff), sight),
    draft,
    hearings,
    own: staff ? await ownReceipt(context, row) : null,
    mayChange: inside && row.state === 'released' && !row.draft && writes(context.actor, row.bureau ?? ''),
    events: inside ? await eventsOf(context, warningId) : [],
  }
}

/** The public sees the versions that were for the public. */
const seen = (versions: VersionRead[], sight: QualitySight): VersionRead[] =>
  sight === 'public' ? versions.filter(({ content }) => content.audience === 'public') : versions

const nowhere: WarningOrigin = { signalId: null, incidentId: null, caseId: null, assessmentId: null }

const originOf = (row: NonNullable<Awaited<ReturnType<typeof findRow>>>): WarningOrigin => ({
  signalId: row.signal_id,
  incidentId: row.incident_id,
  caseId: row.case_id,
  assessmentId: row.assessment_id,
})

function findRow({ db }: Context, warningId: number) {
  return db
    .selectFrom('warning')
    .selectAll()
    .select(sql<boolean>`exists (select from warning_draft d where d.warning_id = warning.id)`.as('draft'))
    .select(
      sql<string[]>`array(select distinct r.name from warning_receipt r join warning_version v on v.id = r.version_id
        where v.warning_id = warning.id and r.recipient = 'bureau')`.as('sent_to'),
    )
    .where('id', '=', warningId)
    .where('kind', '=', 'quality')
    .executeTakeFirst()
}

async function versionsOf({ db }: Context, warningId: number, named: boolean): Promise<VersionRead[]> {
  const rows = await db
    .selectFrom('warning_version as v')
    .leftJoin('account as p', (join) => join.on(sql<boolean>`v.actor = 'staff:' || p.id`))
    .leftJoin('account as r', 'r.id', 'v.reviewed_by')
    .leftJoin('account as s', 's.id', 'v.signed_by')
    .selectAll('v')
    .select(['p.name as publisher', 'r.name as reviewer', 's.name as signer'])
    .where('v.warning_id', '=', warningId)
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    change: row.change,
    content: row.content as WarningContent,
    ruleVersion: row.rule_version,
    at: row.at,
    reason: named ? row.reason : '',
    signatures: named ? { publisher: row.publisher, reviewer: row.reviewer, signer: row.signer } : null,
    reported:
      row.reported_to === null || row.reported_at === null
        ? null
        : { to: row.reported_to, at: row.reported_at, ref: row.reported_ref },
  }))
}

async function draftOf(context: Context, warningId: number, hearings: HearingRead[]): Promise<DraftRead> {
  const { city, actor, now } = context
  const draft = await findDraft(context, warningId)
  const { content, rules, lifting, urgentReason, reportedAt } = draft
  const acts = draftActNames.filter((act) => draftActs[act].from.includes(draft.stage))
  return {
    ...draft,
    missing: missingParts(content, { city, rules, now, lifting, next: draft.version > 0 }),
    proposal: warningColour(content.basis, colourGroundAt(city, now)),
    upward: lifting ? [] : upwardRulesOn(content, rules, city),
    obstacles: obstacles(content, { rules, city, now, lifting }, { hearings, urgentReason, reportedAt }),
    standing: lifting ? await openCriticalTasks(context, { warningId }) : [],
    names: await namesOf(context, draft),
    mayWrite: writes(actor, draft.bureau),
    acts: acts.map((act) => ({ act, refusal: whyNot(act, draft, actor, rules) })),
  }
}

async function namesOf({ db }: Context, { writtenBy, reviewedBy, signedBy }: DraftFound): Promise<DraftRead['names']> {
  const ids = [...writtenBy, reviewedBy, signedBy].filter((id) => id !== null)
  const rows = await db.selectFrom('account').select(['id', 'name']).where('id', 'in', ids).execute()
  const nameOf = (id: number | null) => rows.find((row) => row.id === id)?.name ?? null
  return { writers: writtenBy.map((id) => nameOf(id) ?? ''), reviewer: nameOf(reviewedBy), signer: nameOf(signedBy) }
}

function hearingsOf({ db }: Context, warningId: number): Promise<HearingRead[]> {
  return db
    .selectFrom('warning_hearing')
    .select(['id', 'firm', 'told_at as toldAt', 'told_how as toldHow', 'address', 'answer_by as answerBy'])
    .select(['statement', 'heard_at as heardAt'])
    .where('warning_id', '=', warningId)
    .orderBy('id')
    .execute()
}

async function ownReceipt({ db, actor }: Context, { id, version }: { id: number; version: number }) {
  if (actor.kind !== 'staff') return null
  const receipt = await db
    .selectFrom('warning_receipt as r')
    .innerJoin('warning_version as v', 'v.id', 'r.version_id')
    .select(['r.answer_by as answerBy', 'r.acknowledged_at as acknowledgedAt'])
    .where('v.warning_id', '=', id)
    .where('v.number', '=', version)
    .where('r.recipient', '=', 'bureau')
    .where('r.name', '=', actor.bureau)
    .executeTakeFirst()
  return receipt ?? null
}

function eventsOf({ db }: Context, warningId: number): Promise<QualityRead['events']> {
  return db
    .selectFrom('warning_event')
    .leftJoin('account', (join) => join.on(sql<boolean>`warning_event.actor = 'staff:' || account.id`))
    .select(['warning_event.at', 'warning_event.act', 'account.name as who', 'warning_event.bureau'])
    .select('warning_event.reason')
    .where('warning_id', '=', warningId)
    .orderBy('warning_event.id')
    .execute()
}
