import type { Context } from '../../context.ts'
import type { BulletinNotice } from '../../intake/notice.ts'
import { findInvitation, type InvitationFound, takesComments } from './find-invitation.ts'
import type { Stance } from './hand-in-opinion.ts'
import type { OpinionPoint } from './opinion-point.ts'

/** What somebody invited sees by their link: the measure, until when, and what they handed in last. */
export type InvitationShown = InvitationFound & {
  open: boolean
  description: string
  products: string
  last: { at: Date; stance: Stance; points: OpinionPoint[]; remark: string } | null
}

/** Following the link says nothing: programs that scan mail follow links too. Throws NotFound. */
export async function readInvitation(context: Context, { token }: { token: string }): Promise<InvitationShown> {
  const { db, now } = context
  const found = await findInvitation(context, token)
  const notice = await db
    .selectFrom('measure')
    .innerJoin('notice', 'notice.id', 'measure.newest_id')
    .where('measure.family', '=', found.review.family)
    .select('content')
    .executeTakeFirst()
  const last = await db
    .selectFrom('review_opinion')
    .where('invitation_id', '=', found.id)
    .select(['at', 'stance', 'points', 'remark'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Written by import-notices and hand-in-opinion.
  const { description = '', products = '' } = (notice?.content ?? {}) as Partial<BulletinNotice>
  return {
    ...found,
    open: takesComments(found.review, now),
    description,
    products,
    last: last ? { ...last, points: last.points as OpinionPoint[] } : null,
  }
}
