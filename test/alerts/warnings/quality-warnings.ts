import { draftQualityWarning } from '../../../src/alerts/warnings/draft-quality-warning.ts'
import { hearFirm } from '../../../src/alerts/warnings/hear-firm.ts'
import { moveDraft } from '../../../src/alerts/warnings/move-draft.ts'
import { publishWarning } from '../../../src/alerts/warnings/publish-warning.ts'
import { tellFirm } from '../../../src/alerts/warnings/tell-firm.ts'
import type { WarningContent } from '../../../src/alerts/warnings/warning-content.ts'
import type { Actor, Context, World } from '../../../src/context.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday } from '../../support/world.ts'

export const day_ms = 86_400_000
export const nowhere = { signalId: null, incidentId: null, caseId: null, assessmentId: null }

/** A blue warning about power banks that lacks nothing; say only what the test is about. */
export function aContent(said: Partial<WarningContent> = {}): WarningContent {
  return {
    level: 'blue',
    levelReason: '',
    basis: { toll: null, risk: 'medium', spread: 'single', signal: 'none' },
    title: { zh: '某型充电宝可能过热', en: 'A power bank may overheat' },
    matter: { zh: '同型号充电宝两次过热。', en: 'Power banks of one model overheated twice.' },
    advice: {
      authorities: { zh: '检查在售产品。', en: 'Inspect what is on sale.' },
      trade: { zh: '停止销售。', en: 'Stop selling.' },
      public: { zh: '停止使用。', en: 'Stop using it.' },
    },
    note: { zh: '', en: '' },
    leaves: ['PROD.03'],
    districts: ['FUTIAN'],
    streets: [],
    beyondCity: false,
    audience: 'public',
    bureaus: [],
    firms: [],
    certainty: 'Likely',
    urgency: 'Expected',
    startsAt: '',
    endsAt: new Date(monday.getTime() + 14 * day_ms).toISOString(),
    publisher: 'AMR',
    contact: '12345',
    ...said,
  }
}

type Staff = Extract<Actor, { kind: 'staff' }>
/** The people through whose hands a warning of the market bureau goes. */
export type People = { writer: Staff; reviewer: Staff; office: Staff; convener: Staff }

export async function people({ db }: World): Promise<People> {
  return {
    writer: await anOfficer(db, { role: 'officer', bureau: 'AMR', name: '王一' }),
    reviewer: await anOfficer(db, { role: 'head', bureau: 'AMR', name: '陈二' }),
    office: await anOfficer(db, { role: 'joint_office', bureau: 'DATA', name: '张三' }),
    convener: await anOfficer(db, { role: 'convener', bureau: 'DATA', name: '赵四' }),
  }
}

export async function aQualityDraft(
  world: World,
  actor: Staff,
  said: Partial<WarningContent> = {},
  { drill = false, now = monday } = {},
): Promise<number> {
  const content = aContent(said)
  return draftQualityWarning(contextOf(world, { actor, now }), { content, drill, origin: nowhere })
}

export async function movesOf({ db }: Pick<World, 'db'>, warningId: number): Promise<number> {
  const row = await db
    .selectFrom('warning_draft')
    .select('moves')
    .where('warning_id', '=', warningId)
    .executeTakeFirst()
  return row?.moves ?? -1
}

/** Moves the text as somebody would who has just looked at it. */
export async function move(context: Context, warningId: number, act: Parameters<typeof moveDraft>[1]['act']) {
  const moves = await movesOf(context, warningId)
  await moveDraft(context, { warningId, act, moves, reason: '按程序办理' })
}

export async function publish(context: Context, warningId: number) {
  await publishWarning(context, { warningId, moves: await movesOf(context, warningId), reason: '同意发布' })
}

/** Takes a text from writing to a signature: by the head of the bureau and, by its colour, the office or the convener. */
export async function signed(world: World, who: People, warningId: number, { signer = who.office, now = monday } = {}) {
  await move(contextOf(world, { actor: who.writer, now }), warningId, 'submit')
  await move(contextOf(world, { actor: who.reviewer, now }), warningId, 'approve')
  await move(contextOf(world, { actor: signer, now }), warningId, 'sign')
}

/** A warning in force, by the whole way. */
export async function aPublished(
  world: World,
  who: People,
  said: Partial<WarningContent> = {},
  { drill = false, now = monday, signer = who.office } = {},
): Promise<number> {
  const warningId = await aQualityDraft(world, who.writer, said, { drill, now })
  await signed(world, who, warningId, { signer, now })
  await publish(contextOf(world, { actor: who.office, now }), warningId)
  return warningId
}

/** Tells a firm that is named, and hears it where `statement` is said. */
export async function told(context: Context, warningId: number, firm: string, statement?: string): Promise<void> {
  await tellFirm(context, { warningId, firm, how: '电话告知法务', address: 'firm@example.com' })
  if (statement === undefined) return
  const { id } = await context.db
    .selectFrom('warning_hearing')
    .select('id')
    .where('warning_id', '=', warningId)
    .where('firm', '=', firm)
    .executeTakeFirstOrThrow()
  await hearFirm(context, { warningId, hearingId: id, statement })
}

/** A new signal of power banks in Luohu, resting on these reports. */
export async function aSignal(
  { db }: Pick<World, 'db'>,
  { surprise = 9, reports = [] }: { surprise?: number; reports?: number[] },
): Promise<number> {
  const series = await db
    .insertInto('series')
    .values({ kind: 'complaint', level: 'leaf', key: `PROD.03:${surprise}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('signal')
    .values({
      series_id: series.id,
      measure: 'incidents',
      method: 'farrington',
      method_version: '1',
      settings: '{}',
      fallback: false,
      period_from: '2026-11-09',
      period_to: '2026-11-15',
      closed: true,
      count: 9,
      expected: 2,
      surprise,
      harm: 0.5,
      title_zh: '充电宝投诉明显增多',
      title_en: 'More complaints about power banks',
      leaf: 'PROD.03',
      hazards: [],
      district: 'LUOHU',
      lead: 'AMR',
      evidence: '{}',
      state: 'new',
      found_at: monday,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = reports.map((report_id) => ({ signal_id: id, report_id }))
  if (rows.length > 0) await db.insertInto('signal_report').values(rows).execute()
  return id
}
