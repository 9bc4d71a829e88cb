import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'

const tooShort = { zh: '请用 2 到 500 个字说明怎样处理的。', en: 'Say in 2 to 500 characters what was done.' }

/**
 * Says what became of a row that could not be read: entered by hand, not needed, or what a new header means; with `alike` of every row of
 * the same reading that waits for the same reason. Throws Forbidden, Invalid and Conflict.
 */
export async function settleReject(
  { db, actor, now }: Context,
  { rejectId, settlement, alike = false }: { rejectId: number; settlement: string; alike?: boolean },
): Promise<{ source: string }> {
  if (!may(actor, 'keep_sources'))
    throw new Forbidden({ zh: '您的角色不能处理拒收记录。', en: 'Your role may not settle rejects.' })
  const said = settlement.trim()
  if (said.length < 2 || said.length > 500) throw new Invalid(tooShort, { settlement: tooShort })
  const { rows } = await sql<{ source: string }>`
    update notice_reject r set settled_at = ${now}, settled_by = ${actorName(actor)}, settlement = ${said}
      from notice_reject one join source_run run on run.id = one.run_id
     where one.id = ${rejectId} and one.settled_at is null and r.settled_at is null
       and (r.id = one.id or (${alike} and r.run_id = one.run_id and r.reason_zh = one.reason_zh))
    returning run.source`.execute(db)
  const [settled] = rows
  if (!settled)
    throw new Conflict({
      zh: '这条记录已经处理过了，请刷新页面。',
      en: 'This row has been settled already: reload the page.',
    })
  return settled
}
