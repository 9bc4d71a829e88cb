import { inviteReviewers } from '../../../src/alerts/reviews/invite-reviewers.ts'
import { openReview } from '../../../src/alerts/reviews/open-review.ts'
import type { OpinionPoint } from '../../../src/alerts/reviews/opinion-point.ts'
import type { Context, World } from '../../../src/context.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday } from '../../support/world.ts'
import { arrive } from '../notices.ts'
import { epingFile } from '../small-notices.ts'

export const family = 'G/TBT/N/EU/8001'

/** A trade official at a time; Monday at ten unless said otherwise. */
export async function anOfficial(world: World, now = monday): Promise<Context> {
  return contextOf(world, { actor: await anOfficer(world.db, { role: 'trade_official', name: '陈静' }), now })
}

/** A measure whose comments end on 21 December (national route: 7 December), and a review of it just opened. */
export async function anOpenReview(world: World, official: Context): Promise<number> {
  await arrive(world, 'eping', epingFile({ symbol: family, comments: '2026-12-21' }))
  return openReview(official, { family, route: 'national' })
}

/** The same, with an expert and a firm invited until 2 December. */
export async function anAssignedReview(world: World, official: Context): Promise<number> {
  const reviewId = await anOpenReview(world, official)
  const typed = {
    experts: '王教授 wang@example.com',
    firms: '深圳市安充电子有限公司 tbt@ancharge.example',
    again: [],
    commentsBy: '2026-12-02',
  }
  await inviteReviewers(official, { reviewId, typed })
  return reviewId
}

/** The link in the last letter to somebody. */
export async function linkTo({ db }: World, email: string): Promise<string> {
  const { body } = await db
    .selectFrom('letter')
    .where('recipient', '=', email)
    .where('body', 'like', '%/trade/reviews/%')
    .select('body')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return /\/trade\/reviews\/([\w-]+)/.exec(body)?.[1] ?? ''
}

export const aPoint = (said: Partial<OpinionPoint> = {}): OpinionPoint => ({
  place: '第 4.2 条',
  problem: { zh: '空载功耗限值严于国际标准', en: '' },
  ground: { zh: 'IEC 62301 规定的测量方法不确定度为 10%', en: '' },
  proposal: { zh: '限值改为 0.10 W', en: 'Set the limit at 0.10 W' },
  ...said,
})
