import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { type FirmRead, readFirm } from '../read-firm.ts'

/** The record of the firm that asks, as it may see it. Throws Forbidden for anybody else. */
export async function readOwnFirm(context: Context): Promise<FirmRead> {
  const { db, actor } = context
  if (actor.kind !== 'firm') throw new Forbidden({ zh: '请以企业身份登录。', en: 'Please sign in as the firm.' })
  const { code } = await db
    .selectFrom('enterprise')
    .select('code')
    .where('id', '=', actor.enterpriseId)
    .executeTakeFirstOrThrow()
  return readFirm(context, { code, look: 'own_record' })
}
