import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { liftDespite } from '../response/lift-despite.ts'
import { openCriticalTasks } from '../response/open-critical-tasks.ts'
import { obstacles } from './before-publishing.ts'
import { type DraftFound, findDraft } from './find-draft.ts'
import { checkMove, notNow } from './move-draft.ts'
import { oweReceipts } from './owe-receipts.ts'
import { recordEvent } from './record-event.ts'
import { recordVersion } from './record-version.ts'
import { colourGroundAt } from './rules-at.ts'
import { graver } from './warning-colour.ts'
import { warningColumns } from './warning-columns.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'

/**
 * Publishes the signed text of a quality warning as its next version, for ever: to its audience, with a receipt and a letter owed to each
 * bureau and firm it is sent to. Refused while a firm named was not heard or a higher level not told, and, when it ends the warning, while
 * critical tasks are not achieved and `despite` does not say why it ends all the same. Throws NotFound, Forbidden, Conflict, and Invalid,
 * which says what stands in the way.
 */
export async function publishWarning(
  context: Context,
  { warningId, moves, reason, despite = '' }: { warningId: number; moves: number; reason: string; despite?: string },
): Promise<void> {
  const { db, now, queue } = context
  const draft = await findDraft(context, warningId)
  checkMove(context, draft, 'publish', moves)
  const standing = draft.lifting ? await openCriticalTasks(context, { warningId }) : []
  const why = readReason(reason) + liftDespite(standing, despite)
  await checkPreparations(context, draft)
  const change = await changeOf(context, draft)
  const content = { ...draft.content, startsAt: draft.content.startsAt || now.toISOString() }
  await db.transaction().execute(async (tx) => {
    await takeDraft(tx, draft)
    const versionId = await recordVersion(tx, context, { ...versionOf(draft, change, content), reason: why })
    await setRow(tx, context, draft, change, content)
    await recordEvent(tx, context, { warningId, act: change === 'issue' ? 'publish' : change, reason: why })
    const told = { warningId, number: draft.version + 1, change, content, at: now, drill: draft.drill }
    await oweReceipts(tx, context, { versionId, told, rules: draft.rules })
    if (!draft.drill) await queue.owe(tx, 'announce-warning', [{ warningId }])
  })
}

async function checkPreparations({ db, city, now }: Context, draft: DraftFound): Promise<void> {
  const hearings = await db
    .selectFrom('warning_hearing')
    .select(['firm', 'answer_by as answerBy', 'heard_at as heardAt'])
    .where('warning_id', '=', draft.warningId)
    .execute()
  const { rules, lifting, urgentReason, reportedAt } = draft
  const found = obstacles(draft.content, { rules, city, now, lifting }, { hearings, urgentReason, reportedAt })
  if (found.length === 0) return
  throw new Invalid(
    {
      zh: `还不能发布：${found.map(({ zh }) => zh).join('；')}。`,
      en: `Not yet: ${found.map(({ en }) => en).join('; ')}.`,
    },
    {},
  )
}

/** What the next version is to the one before: its end, or as its colour says. */
async function changeOf({ db }: Context, draft: DraftFound): Promise<VersionChange> {
  if (draft.lifting) return 'lift'
  if (draft.version === 0) return 'issue'
  const before = await db
    .selectFrom('warning_version')
    .select('level')
    .where('warning_id', '=', draft.warningId)
    .where('number', '=', draft.version)
    .executeTakeFirstOrThrow()
  if (graver(draft.level, before.level)) return 'upgrade'
  return graver(before.level, draft.level) ? 'downgrade' : 'update'
}

/** The text leaves the desk as it was signed: one written or returned meanwhile is not published. */
async function takeDraft(tx: Db, draft: DraftFound): Promise<void> {
  const taken = await tx
    .deleteFrom('warning_draft')
    .where('warning_id', '=', draft.warningId)
    .where('moves', '=', draft.moves)
    .where('stage', '=', 'signed')
    .returning('warning_id')
    .executeTakeFirst()
  if (!taken) throw new Conflict(notNow(draft))
}

function versionOf(draft: DraftFound, change: VersionChange, content: WarningContent) {
  const { warningId, version, reviewedBy, signedBy, reportedTo, reportedAt, reportedRef, rules } = draft
  return {
    warningId,
    after: version,
    change,
    content,
    ruleVersion: rules.version,
    signatures: reviewedBy === null || signedBy === null ? null : { reviewedBy, signedBy },
    reported: reportedTo === null || reportedAt === null ? null : { to: reportedTo, at: reportedAt, ref: reportedRef },
  }
}

async function setRow(
  tx: Db,
  { now, actor, city }: Context,
  { warningId }: DraftFound,
  change: VersionChange,
  content: WarningContent,
): Promise<void> {
  const by = actor.kind === 'staff' ? `staff:${actor.accountId}` : actor.kind
  await tx
    .updateTable('warning')
    .set(
      change === 'lift'
        ? { state: 'lifted', decided_by: by, decided_at: now, decision_reason: content.note.zh }
        : { ...warningColumns(content, colourGroundAt(city, now)), state: 'released', decided_by: by, decided_at: now },
    )
    .where('id', '=', warningId)
    .execute()
}
