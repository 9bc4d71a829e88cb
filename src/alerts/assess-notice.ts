import { sql } from 'kysely'
import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { Notice } from '../intake/notice.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import type { City } from '../reference/city.ts'
import type { NoticeRules } from '../reference/notice-rules.ts'
import { familyIds } from './family-ids.ts'
import { recallDue, reviewDue } from './follow-up-due.ts'
import {
  assessmentOf,
  type Draft,
  type EarlierWarning,
  type Member,
  type NoticeAssessment,
  type Reading,
  reasonLines,
} from './notice-assessment.ts'

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
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${assessed.family}))`.execute(tx)
    // A follow-up that came in meanwhile changes the family: the queue tries again with it.
    if ((await familyIds(tx, noticeId)).length !== ids.length)
      throw new Error(`the family of notice ${noticeId} has grown`)
    await keepReadings(tx, assessed, now)
    const draftId = assessed.draft ? await draft(tx, context, assessed, assessed.draft) : null
    if (draftId === null && assessed.because !== 'no_sector') return
    await dropSuperseded(tx, context, ids, draftId)
    if (assessed.draft && draftId !== null) await openTasks(tx, context, assessed, assessed.draft, ids)
  })
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
  return [own, ...members.filter((member) => member !== own)]
}

async function lastWarning(db: Db, noticeIds: number[]): Promise<EarlierWarning | null> {
  const row = await db
    .selectFrom('warning')
    .select(['level', 'leaves'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
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

/** The number of the new draft; null when this version was drafted before. */
async function draft(
  tx: Db,
  context: Context & { rules: NoticeRules },
  { subject }: NoticeAssessment,
  { warning, words }: Draft,
): Promise<number | null> {
  const row = await tx
    .insertInto('warning')
    .values({
      kind: subject.notice.kind,
      notice_id: subject.id,
      notice_version: subject.version,
      level: warning.level,
      leaves: warning.leaves.map(({ code }) => code),
      market: subject.notice.jurisdiction,
      title_zh: words.title.zh,
      title_en: words.title.en,
      advice_zh: words.advice.zh,
      advice_en: words.advice.en,
      reasons: JSON.stringify(reasonLines(context.city, warning)),
      points: warning.total,
      relief: warning.relief,
      rule_version: warning.ruleVersion,
      state: 'draft',
      drafted_at: context.now,
    })
    .onConflict((conflict) => conflict.columns(['notice_id', 'notice_version']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  await remember(tx, context, [row.id], 'draft', `规则 ${warning.ruleVersion}，${warning.total} 分`)
  return row.id
}

async function dropSuperseded(tx: Db, context: Context, noticeIds: number[], except: number | null): Promise<void> {
  const dropped = await tx
    .updateTable('warning')
    .set({
      state: 'dropped',
      decided_by: actorName(context.actor),
      decided_at: context.now,
      decision_reason: 'superseded',
    })
    .where('notice_id', 'in', noticeIds)
    .where('state', '=', 'draft')
    .where('id', '!=', except ?? 0)
    .returning('id')
    .execute()
  await remember(
    tx,
    context,
    dropped.map(({ id }) => id),
    'drop',
    'superseded',
  )
}

async function remember(
  tx: Db,
  { actor, now }: Context,
  ids: number[],
  act: 'draft' | 'drop',
  reason: string,
): Promise<void> {
  if (ids.length === 0) return
  const rows = ids.map((id) => ({ warning_id: id, at: now, actor: actorName(actor), act, reason }))
  await tx.insertInto('warning_event').values(rows).execute()
}

/** One follow-up a bureau for the family: those of earlier notices are over. Relief is news and asks for no work. */
async function openTasks(
  tx: Db,
  context: Context & { rules: NoticeRules },
  assessed: NoticeAssessment,
  drafted: Draft,
  noticeIds: number[],
): Promise<void> {
  const tasks = drafted.warning.relief ? [] : tasksOf(context.city, assessed, drafted, context.now)
  await tx
    .updateTable('task')
    .set({
      done_at: context.now,
      done_by: actorName(context.actor),
      result: '由后续通报取代 superseded by a later notice',
    })
    .where('notice_id', 'in', noticeIds)
    .where('done_at', 'is', null)
    .execute()
  if (tasks.length === 0) return
  await tx
    .insertInto('task')
    .values(tasks.map((task) => ({ ...task, notice_id: assessed.subject.id, created_at: context.now })))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'notice_id', 'bureau']).doUpdateSet((eb) => ({
        title_zh: eb.ref('excluded.title_zh'),
        title_en: eb.ref('excluded.title_en'),
        because: eb.ref('excluded.because'),
        created_at: eb.ref('excluded.created_at'),
        due_at: eb.ref('excluded.due_at'),
        done_at: null,
        done_by: null,
        result: null,
      })),
    )
    .execute()
}

function tasksOf(city: City, { subject }: NoticeAssessment, { warning, words, comment }: Draft, now: Date) {
  const recall = subject.notice.kind === 'recall'
  const due = comment === null ? recallDue(city, now) : reviewDue(city, comment, now)
  const bureaus = recall ? leadsOf(city, warning) : [city.tradeBureau]
  const because = [due.because, ...reasonLines(city, warning)].map(({ zh, en }) => `${zh} ${en}`)
  return bureaus.map((bureau) => ({
    kind: recall ? ('recall_follow_up' as const) : ('tbt_review' as const),
    bureau,
    title_zh: `${recall ? '召回跟进' : '通报研判'}：${words.title.zh}`,
    title_en: `${recall ? 'Follow up' : 'Review'}: ${words.title.en}`,
    because,
    due_at: due.dueAt,
  }))
}

/** The bureaus in charge of the leaves that are concerned directly; of the first leaf when none is. */
function leadsOf(city: City, { leaves }: Draft['warning']): string[] {
  const direct = leaves.filter(({ label }) => label === 'direct')
  const meant = direct.length > 0 ? direct : leaves.slice(0, 1)
  return [...new Set(meant.map(({ code }) => city.leaves.get(code)?.lead ?? city.fallbackBureau))]
}
