import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'

const tooShort = { zh: '请用 2 到 500 个字说明怎样处理的。', en: 'Say in 2 to 500 characters what was done.' }

/** Says what became of a row that could not be read: entered by hand, not needed, or what a new header means. Throws Forbidden, Invalid and Conflict. */
export async function settleReject(
  { db, actor, now }: Context,
  { rejectId, settlement }: { rejectId: number; settlement: string },
): Promise<{ source: string }> {
  if (!may(actor, 'keep_sources'))
    throw new Forbidden({ zh: '您的角色不能处理拒收记录。', en: 'Your role may not settle rejects.' })
  const said = settlement.trim()
  if (said.length < 2 || said.length > 500) throw new Invalid(tooShort, { settlement: tooShort })
  const settled = await db
    .updateTable('notice_reject')
    .from('source_run')
    .whereRef('source_run.id', '=', 'notice_reject.run_id')
    .where('notice_reject.id', '=', rejectId)
    .where('settled_at', 'is', null)
    .set({ settled_at: now, settled_by: actorName(actor), settlement: said })
    .returning('source_run.source')
    .executeTakeFirst()
  if (!settled)
    throw new Conflict({
      zh: '这条记录已经处理过了，请刷新页面。',
      en: 'This row has been settled already: reload the page.',
    })
  return settled
}
