import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { PartsChange } from './part-changes.ts'

/** Writes what a fact does to the demands of its case and to the parts in them, with the tasks of the bureaus that have them. */
export async function recordParts(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  caseId: number,
  { marks, gives, signs, ends }: PartsChange,
): Promise<void> {
  if (marks)
    await tx
      .insertInto('case_item')
      .values({ ...marks, case_id: caseId })
      .execute()
  if (signs) await runningPart(tx, caseId, signs.number).set({ signed_at: now }).execute()
  for (const { number, by, found } of ends) {
    await runningPart(tx, caseId, number)
      .set({ ended_at: now, ended_by: by, ...found })
      .execute()
    await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actorName(actor), result: endWords[by] })
      .where('case_id', '=', caseId)
      .where('kind', '=', 'part')
      .where('number', '=', number)
      .where('done_at', 'is', null)
      .execute()
  }
  if (!gives) return
  const { number, bureau, clock, dueAt } = gives
  await tx
    .insertInto('item_part')
    .values({
      ...{ case_id: caseId, number, bureau, given_at: now, given_by: actorName(actor) },
      ...{ rule: clock.rule.id, rule_from: clock.version, due_at: dueAt, provisional: clock.provisional },
    })
    .execute()
}

const runningPart = (tx: Db, caseId: number, number: number) =>
  tx.updateTable('item_part').where('case_id', '=', caseId).where('number', '=', number).where('ended_at', 'is', null)

const endWords = {
  handed_in: '交回办理情况',
  returned: '退回协办',
  taken_back: '收回协办',
  case_moved: '案件已答复或转出',
}
