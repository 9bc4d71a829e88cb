import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'

/** What the register calls the firm that is signed in. Throws Forbidden for anybody else. */
export async function readOwnName({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<{ name: string }> {
  if (actor.kind !== 'firm') throw new Forbidden({ zh: '请以企业身份登录。', en: 'Sign in as the firm.' })
  return db.selectFrom('enterprise').where('id', '=', actor.enterpriseId).select('name').executeTakeFirstOrThrow()
}
