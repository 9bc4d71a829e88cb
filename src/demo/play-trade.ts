import { moveConcern } from '../alerts/concerns/move-concern.ts'
import { raiseConcern } from '../alerts/concerns/raise-concern.ts'
import { confirmHit } from '../alerts/hits/confirm-hit.ts'
import { hitToken } from '../alerts/hits/hit-token.ts'
import { sayHit } from '../alerts/hits/say-hit.ts'
import { strikeHit } from '../alerts/hits/strike-hit.ts'
import { acknowledgeInvitation } from '../alerts/reviews/acknowledge-invitation.ts'
import { findReview } from '../alerts/reviews/find-review.ts'
import { handInOpinion } from '../alerts/reviews/hand-in-opinion.ts'
import { invitationToken } from '../alerts/reviews/invitation-token.ts'
import { inviteReviewers } from '../alerts/reviews/invite-reviewers.ts'
import { openReview } from '../alerts/reviews/open-review.ts'
import { reviewDays } from '../alerts/reviews/review-days.ts'
import type { Context } from '../context.ts'
import { addDays, toShanghaiDate } from '../reference/calendar.ts'
import type { DeskWords } from './desk-words.ts'

const COMMENT_DAYS = 5

/**
 * What exporters, those invited and the trade official do about measures abroad: firms say that they are hit, comments come in,
 * concerns go their way. Needs the measures of the demo's bulletins.
 */
export async function playTrade(official: Context, words: DeskWords): Promise<void> {
  for (const hit of words.hits) await playHit(official, hit)
  for (const struck of words.struck) await playStruck(official, struck)
  for (const review of words.reviews) await playReview(official, review)
  for (const concern of words.concerns) await playConcern(official, concern)
}

const asCitizen = (context: Context): Context => ({ ...context, actor: { kind: 'citizen' } })

async function playHit(official: Context, { family, confirmed, ...said }: DeskWords['hits'][number]): Promise<void> {
  const firm = asCitizen(official)
  await sayHit(firm, { family, typed: { ...said, contactName: '', phone: '' } })
  if (!confirmed) return
  const hitId = await hitOf(official, family, said.code)
  await confirmHit(firm, { token: hitToken(official.secret, hitId) })
}

async function playStruck(official: Context, { family, code, reason }: DeskWords['struck'][number]): Promise<void> {
  await strikeHit(official, { hitId: await hitOf(official, family, code), reason })
}

async function hitOf({ db }: Context, family: string, code: string): Promise<number> {
  const row = db.selectFrom('measure_hit').where('family', '=', family).where('code', '=', code).select('id')
  return (await row.orderBy('id', 'desc').executeTakeFirstOrThrow()).id
}

async function playReview(official: Context, review: DeskWords['reviews'][number]): Promise<void> {
  const { family, route, experts, firms, acknowledged, opinions } = review
  const reviewId = await openReview(official, { family, route })
  if (experts.length + firms.length === 0) return
  const typed = { experts: experts.join('\n'), firms: firms.join('\n'), again: [] }
  await inviteReviewers(official, {
    reviewId,
    typed: { ...typed, commentsBy: await lastDay(official, reviewId) },
  })
  const tokenOf = (email: string) => invitationToken(official.secret, reviewId, email)
  for (const email of acknowledged) await acknowledgeInvitation(asCitizen(official), { token: tokenOf(email) })
  for (const { email, ...opinion } of opinions)
    await handInOpinion(asCitizen(official), { token: tokenOf(email), typed: opinion })
}

/** Some days from now, but before the route needs the answer; the dates of the demo's bulletins may be over. */
async function lastDay(official: Context, reviewId: number): Promise<string> {
  const { city, now } = official
  const today = toShanghaiDate(now)
  const wanted = addDays(today, COMMENT_DAYS)
  const { route } = reviewDays(city, await findReview(official, reviewId), now)
  return route && route.lastDay >= today && route.lastDay < wanted ? route.lastDay : wanted
}

async function playConcern(official: Context, { family, reason, steps }: DeskWords['concerns'][number]): Promise<void> {
  const concernId = await raiseConcern(official, { family, reason })
  for (const { act, text, meeting = '', meeting_in = 0 } of steps) {
    const meetingOn = addDays(toShanghaiDate(official.now), meeting_in)
    await moveConcern(official, { concernId, act, typed: { text, meeting, meetingOn } })
  }
}
