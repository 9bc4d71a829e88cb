import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { type Draft, type Member, reasonLines } from './notice-assessment.ts'

/** The number of the new draft; null when this version was drafted before. */
export async function insertDraft(
  tx: Db,
  context: Context,
  subject: Member,
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

/** Drops the drafts of these notices that nobody decided on. */
export async function dropSuperseded(
  tx: Db,
  context: Context,
  noticeIds: number[],
  except: number | null,
): Promise<void> {
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
