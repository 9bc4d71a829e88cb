import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { Notice } from '../intake/notice.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import type { NoticeRules } from '../reference/notice-rules.ts'
import { familyIds } from './family-ids.ts'
import { closeTasks, openTasks } from './follow-up-tasks.ts'
import {
  assessmentOf,
  type EarlierWarning,
  type Member,
  type NoticeAssessment,
  type Reading,
} from './notice-assessment.ts'
import type { FamilyState } from './notice-family.ts'
import { dropSuperseded, writeDraft } from './record-draft.ts'

/**
 * Decides whether a notice as told in `version` concerns the city, and if so drafts the warning and the bureaus' tasks. The
 * last follow-up speaks for its family; an earlier draft that nobody decided on is dropped as superseded. May run twice: a
 * version is drafted once, and a version that has been told anew since is left to its own job.
 */
export async function assessNotice(
  context: Context & { rules: NoticeRules },
  { noticeId, version }: { noticeId: number; version: number },
): Promise<void> {
  const { db, city, rules, now } = context
  const members = await gather(db, noticeId, version)
  if (!members) return
  const ids = members.map(({ id }) => id)
  const earlier = await lastWarning(db, ids)
  const assessed = assessmentOf(members, { city, rules, today: toShanghaiDate(now), earlier })
  const hasPast = earlier !== null || ids.length > 1
  await db.transaction().execute(async (tx) => {
    if (assessed.subject.notice.kind === 'bulletin') await holdFamily(tx, assessed.family, noticeId, ids)
    await keepReadings(tx, assessed, now)
    const draftId = assessed.draft ? await writeDraft(tx, context, assessed.subject, assessed.draft) : null
    if (draftId === null && assessed.because !== 'no_sector') return
    if (hasPast) await dropSuperseded(tx, context, ids, draftId)
    if (hasPast) await closeTasks(tx, context, ids)
    if (assessed.draft) await openTasks(tx, context, assessed.subject, assessed.draft)
  })
}

/** One job a family at a time; a follow-up that came in since the family was read changes it, and the queue tries again. */
async function holdFamily(tx: Db, family: string, noticeId: number, ids: number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${family}))`.execute(tx)
  if ((await familyIds(tx, noticeId)).length !== ids.length)
    throw new Error(`the family of notice ${noticeId} has grown`)
}

/** The notice and the other members of its family; null when it is not there or has been told anew since. */
async function gather(db: Db, noticeId: number, version: number): Promise<[Member, ...Member[]] | null> {
  const rows = await db
    .selectFrom('notice')
    .select(['id', 'version', 'content'])
    .where('id', 'in', await familyIds(db, noticeId))
    .orderBy('id')
    .execute()
  // `content` was written by import-notices from a Notice.
  const members = rows.map((row) => ({ id: row.id, version: row.version, notice: row.content as Notice }))
  const own = members.find(({ id }) => id === noticeId)
  if (!own || own.version > version) return null
  const before = await toldBefore(db, own)
  return [{ ...own, before }, ...members.filter((member) => member !== own)]
}

/** How the version before told it; null at the first. */
async function toldBefore(db: Db, { id, version }: Member): Promise<Notice | null> {
  if (version === 1) return null
  const row = await db
    .selectFrom('notice_version')
    .select('content')
    .where('notice_id', '=', id)
    .where('version', '=', version - 1)
    .executeTakeFirst()
  return (row?.content as Notice | undefined) ?? null
}

async function lastWarning(db: Db, noticeIds: number[]): Promise<EarlierWarning | null> {
  const warning = await db
    .selectFrom('warning')
    .select(['level', 'leaves'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return warning ? { ...warning, stood: await lastReading(db, noticeIds) } : null
}

async function lastReading(db: Db, noticeIds: number[]): Promise<EarlierWarning['stood']> {
  const reading = await db
    .selectFrom('notice_reading')
    .select(['clocks', 'withdrawn'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('read_at', 'desc')
    .orderBy('newest', 'desc')
    .limit(1)
    .executeTakeFirst()
  // `clocks` was written by keepReadings.
  const clocks = reading?.clocks as Partial<FamilyState> | undefined
  return reading && clocks?.comment && clocks.adoption && clocks.inForce
    ? { comment: clocks.comment, adoption: clocks.adoption, inForce: clocks.inForce, withdrawn: reading.withdrawn }
    : null
}

async function keepReadings(tx: Db, { family, readings }: NoticeAssessment, now: Date): Promise<void> {
  await tx
    .insertInto('notice_reading')
    .values(readings.map((reading) => readingRow(family, reading, now)))
    .onConflict((conflict) =>
      conflict.column('notice_id').doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        family: eb.ref('excluded.family'),
        newest: eb.ref('excluded.newest'),
        leaves: eb.ref('excluded.leaves'),
        relief: eb.ref('excluded.relief'),
        withdrawn: eb.ref('excluded.withdrawn'),
        comment_until: eb.ref('excluded.comment_until'),
        in_force_from: eb.ref('excluded.in_force_from'),
        clocks: eb.ref('excluded.clocks'),
        read_at: eb.ref('excluded.read_at'),
      })),
    )
    .execute()
}

function readingRow(family: string, { member, newest, leaves, relief, withdrawn, state }: Reading, now: Date) {
  return {
    notice_id: member.id,
    version: member.version,
    family,
    newest,
    leaves,
    relief,
    withdrawn,
    comment_until: state?.comment.latest ?? null,
    in_force_from: state?.inForce.earliest ?? null,
    clocks: JSON.stringify(state ? { comment: state.comment, adoption: state.adoption, inForce: state.inForce } : {}),
    read_at: now,
  }
}
