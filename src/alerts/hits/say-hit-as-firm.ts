import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { findMeasureNamed } from './find-measure-named.ts'
import { letStand } from './let-stand.ts'
import { readHit, type TypedHit } from './typed-hit.ts'

/** A firm that is signed in says that a measure hits it: it stands at once, under the name of the register. Throws Forbidden, NotFound, Conflict, Invalid. */
export async function sayHitAsFirm(
  context: Context,
  { family, typed }: { family: string; typed: Pick<TypedHit, 'product' | 'band'> },
): Promise<void> {
  const { db, actor, now } = context
  if (actor.kind !== 'firm') throw new Forbidden({ zh: '请以企业身份登录。', en: 'Sign in as the firm.' })
  const hit = readHit(typed)
  await findMeasureNamed(context, family)
  const firm = await db
    .selectFrom('enterprise')
    .where('id', '=', actor.enterpriseId)
    .select(['code', 'name'])
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('measure_hit')
      .values({ ...firm, ...hit, family, how: 'session', state: 'said', said_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await letStand(tx, context, { id, family, code: firm.code, reason: '企业账号 signed in' })
  })
}
