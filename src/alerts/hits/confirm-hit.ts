import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findHit } from './find-hit.ts'
import { letStand } from './let-stand.ts'

/**
 * Confirms by the link in the letter that a measure hits a firm; again changes nothing. Throws NotFound, Conflict when it was taken back or
 * struck out, or when the firm's word stands already.
 */
export async function confirmHit(context: Context, { token }: { token: string }): Promise<void> {
  const { db } = context
  const { id, family, code, state } = await findHit(context, token)
  if (state === 'stands') return
  if (state !== 'said') throw new Conflict(over)
  await db.transaction().execute(async (tx) => {
    const other = await tx
      .selectFrom('measure_hit')
      .where('family', '=', family)
      .where('code', '=', code)
      .where('state', '=', 'stands')
      .select('id')
      .executeTakeFirst()
    if (other) throw new Conflict(saidAlready)
    await letStand(tx, context, { id, family, code, reason: '邮件确认 by mail' })
  })
}

const over = { zh: '已经撤回或作废。', en: 'It was taken back or is void.' }
const saidAlready = {
  zh: '这家企业已经说过；要更改，请先用原来信里的链接撤回。',
  en: 'This firm has said so already; to change it, take it back by the link in the first letter.',
}
