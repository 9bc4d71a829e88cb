import { sql } from 'kysely'
import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { type Draft, type Member, reasonLines } from './notices/notice-assessment.ts'

/**
 * Drafts a warning, or mends the draft of the same version that an earlier notice of its family told otherwise meanwhile. The
 * number of the draft; null when nothing is new, or a person has decided on it. `occasion` is what it is drafted on.
 */
export async function writeDraft(
  tx: Db,
  context: Context,
  subject: Member,
  drafted: Draft,
  occasion = 'notice',
): Promise<number | null> {
  const row = await tx
    .insertInto('warning')
    .values({ ...draftRow(context, subject, drafted), state: 'draft', drafted_at: context.now, occasion })
    .onConflict((conflict) =>
      conflict
        .columns(['notice_id', 'notice_version', 'occasion'])
        .doUpdateSet((eb) => ({
          level: eb.ref('excluded.level'),
          leaves: eb.ref('excluded.leaves'),
          advice_zh: eb.ref('excluded.advice_zh'),
          advice_en: eb.ref('excluded.advice_en'),
          reasons: eb.ref('excluded.reasons'),
          points: eb.ref('excluded.points'),
          relief: eb.ref('excluded.relief'),
          rule_version: eb.ref('excluded.rule_version'),
          drafted_at: eb.ref('excluded.drafted_at'),
        }))
        .where('warning.state', '=', 'draft')
        .where(toldOtherwise),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  const { ruleVersion, total } = drafted.warning
  await remember(tx, context, [row.id], 'draft', `规则 ${ruleVersion}，${total} 分`)
  return row.id
}

const toldOtherwise = sql<boolean>`(warning.level, warning.leaves, warning.advice_zh) is distinct from (excluded.level, excluded.leaves, excluded.advice_zh)`

function draftRow({ city }: Context, subject: Member, { warning, words }: Draft) {
  return {
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
    reasons: JSON.stringify(reasonLines(city, warning)),
    points: warning.total,
    relief: warning.relief,
    rule_version: warning.ruleVersion,
  }
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
