import type { Context } from '../../context.ts'
import { Conflict, Forbidden, NotFound } from '../../errors.ts'
import { noWarning } from '../judge-decision.ts'
import { writes } from './draft-acts.ts'
import { recordEvent } from './record-event.ts'
import type { WarningContent } from './warning-content.ts'

/**
 * Begins the next version of a quality warning in force, from the text of the newest one: an update, an upgrade or a downgrade as its
 * colour will say, or its end when `lifting`. What is in force stays so until the next is published. Throws NotFound, Forbidden, Conflict.
 */
export async function changeWarning(
  context: Context,
  { warningId, lifting }: { warningId: number; lifting: boolean },
): Promise<void> {
  const { db, actor, now } = context
  const newest = await db
    .selectFrom('warning as w')
    .innerJoin('warning_version as v', (join) =>
      join.onRef('v.warning_id', '=', 'w.id').onRef('v.number', '=', 'w.version'),
    )
    .select(['w.bureau', 'w.state', 'v.content'])
    .where('w.id', '=', warningId)
    .where('w.kind', '=', 'quality')
    .executeTakeFirst()
  if (!newest) throw new NotFound(noWarning)
  if (actor.kind !== 'staff' || !writes(actor, newest.bureau ?? '')) throw new Forbidden(notYours)
  if (newest.state !== 'released') throw new Conflict(notInForce)
  const content: WarningContent = { ...(newest.content as WarningContent), note: { zh: '', en: '' } }
  await db.transaction().execute(async (tx) => {
    const begun = await tx
      .insertInto('warning_draft')
      .values({
        warning_id: warningId,
        content: JSON.stringify(content),
        lifting,
        stage: 'writing',
        moves: 0,
        written_by: [actor.accountId],
        written_at: now,
      })
      .onConflict((conflict) => conflict.column('warning_id').doNothing())
      .returning('warning_id')
      .executeTakeFirst()
    if (!begun) throw new Conflict(begunAlready)
    await recordEvent(tx, context, {
      warningId,
      act: 'change',
      reason: lifting ? '拟解除 To lift' : '拟更新 To update',
    })
  })
}

const notYours = { zh: '由拟稿单位或联席会议办公室变更。', en: 'Its bureau or the joint-meeting office changes it.' }
const notInForce = { zh: '只有生效中的预警可以变更。', en: 'Only a warning in force can be changed.' }
const begunAlready = {
  zh: '已有一稿新版本在办，请先办完或放弃。',
  en: 'A next version is already being worked on; finish it or throw it away first.',
}
