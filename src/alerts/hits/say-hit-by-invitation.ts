import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { findInvitation } from '../reviews/find-invitation.ts'
import { letStand } from './let-stand.ts'
import { readInvitedHit, type TypedHit } from './typed-hit.ts'

/** A firm that was invited to a review says by the link in its letter that the measure hits it: the link vouches for it. Throws NotFound, Forbidden for an expert, Invalid. */
export async function sayHitByInvitation(
  context: Context,
  { token, typed }: { token: string; typed: Pick<TypedHit, 'product' | 'band' | 'code'> },
): Promise<void> {
  const { db, now } = context
  const { id: invitationId, kind, name, review } = await findInvitation(context, token)
  if (kind !== 'firm') throw new Forbidden({ zh: '这一栏由企业填写。', en: 'This is for firms.' })
  const hit = readInvitedHit(typed)
  const { family } = review
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('measure_hit')
      .values({ ...hit, name, family, how: 'invitation', state: 'said', said_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await letStand(tx, context, { id, family, code: hit.code, reason: `邀请 ${invitationId} invited` })
  })
}
