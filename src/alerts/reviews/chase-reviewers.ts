import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { addWorkdays, toShanghaiDate } from '../../reference/calendar.ts'
import { type ReviewTerms, reviewTermsOn } from '../../reference/comment-routes.ts'
import { workdaysBefore } from '../notices/follow-up-due.ts'
import { recordReviewEvent } from './record-review-event.ts'
import { officialLetter, reminderLetter } from './review-letters.ts'
import { ownMoves } from './review-moves.ts'
import { type ReviewFound, reviewRow } from './review-row.ts'
import { takeStep } from './take-step.ts'

const reviewsPerRound = 100

/**
 * Sees to reviews that are out for comments: past their last day asking is over; near it who has not answered is reminded, once; who has
 * not even acknowledged in time is passed on to the trade bureau, once. Answers how many things were done; safe in many processes.
 */
export async function chaseReviewers(context: Context): Promise<number> {
  const { db, now, city } = context
  const today = toShanghaiDate(now)
  const terms = reviewTermsOn(city.reviewTerms, today)
  const due = await db
    .selectFrom('measure_review')
    .where('state', '=', 'assigned')
    .select('id')
    .orderBy('comments_by')
    .limit(reviewsPerRound)
    .execute()
  let done = 0
  for (const { id } of due) done += await chase(context, id, today, terms)
  return done
}

function chase(context: Context, reviewId: number, today: string, terms: ReviewTerms): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const held = await tx
      .selectFrom('measure_review')
      .where('id', '=', reviewId)
      .where('state', '=', 'assigned')
      .select('id')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!held) return 0
    const found = await reviewRow({ db: tx }, reviewId)
    const waiting = await waitedFor(tx, reviewId)
    if (found.commentsBy !== null && today > found.commentsBy) return lapse(tx, context, found, waiting)
    return (
      (await remind(tx, context, found, waiting, today, terms)) + (await escalate(tx, context, found, waiting, terms))
    )
  })
}

type Waiting = Awaited<ReturnType<typeof waitedFor>>[number]

const waitedFor = (tx: Db, reviewId: number) =>
  tx
    .selectFrom('review_invitation')
    .where('review_id', '=', reviewId)
    .where('answered_at', 'is', null)
    .where('ended_at', 'is', null)
    .select(['id', 'name', 'email', 'invited_at', 'acknowledged_at', 'reminded_at', 'escalated_at'])
    .orderBy('id')
    .execute()

async function lapse(tx: Db, context: Context, found: ReviewFound, waiting: Waiting[]): Promise<number> {
  const names = waiting.map(({ name }) => name).join('、')
  const text = `截止 ${found.commentsBy}；未答复：${names || '无'}`
  await takeStep(tx, context, { found, act: 'lapse', to: ownMoves.lapse.to, text })
  const told = {
    reason: `lapse:${found.commentsBy}`,
    zh: `征集意见已到期，${waiting.length} 个没有答复（${names || '无'}），可以汇总`,
    en: `Comments are closed, ${waiting.length} did not answer: merge what came`,
  }
  await oweLetters(tx, context.queue, officialLetter(context, found, told), context.now)
  return 1
}

async function remind(
  tx: Db,
  context: Context,
  found: ReviewFound,
  waiting: Waiting[],
  today: string,
  { remind_workdays }: ReviewTerms,
): Promise<number> {
  const { commentsBy } = found
  if (commentsBy === null || today < workdaysBefore(context.city.calendar, commentsBy, remind_workdays)) return 0
  const unreminded = waiting.filter(({ reminded_at }) => reminded_at === null)
  // Whoever was invited so late that the letter is the reminder is not told twice in a day.
  const late = unreminded.filter(({ invited_at }) => toShanghaiDate(invited_at) < today)
  if (late.length === 0) return 0
  await mark(tx, late, { reminded_at: context.now })
  const letters = late.map((one) => reminderLetter(context, found, one, { commentsBy, why: 'near' }))
  await oweLetters(tx, context.queue, letters, context.now)
  await note(tx, context, found, 'remind', late)
  return late.length
}

async function escalate(
  tx: Db,
  context: Context,
  found: ReviewFound,
  waiting: Waiting[],
  { acknowledge_workdays }: ReviewTerms,
): Promise<number> {
  const today = toShanghaiDate(context.now)
  const silent = waiting.filter(
    ({ acknowledged_at, escalated_at, invited_at }) =>
      acknowledged_at === null &&
      escalated_at === null &&
      addWorkdays(context.city.calendar, toShanghaiDate(invited_at), acknowledge_workdays).date < today,
  )
  if (silent.length === 0) return 0
  await mark(tx, silent, { escalated_at: context.now })
  const names = silent.map(({ name }) => name).join('、')
  const told = {
    reason: `unacknowledged:${silent.map(({ id }) => id).join(',')}`.slice(0, 200),
    zh: `${names} 超过 ${acknowledge_workdays} 个工作日没有确认收到，请电话联系或另行邀请`,
    en: `${silent.length} have not acknowledged for ${acknowledge_workdays} working days: call them or invite others`,
  }
  await oweLetters(tx, context.queue, officialLetter(context, found, told), context.now)
  await note(tx, context, found, 'escalate', silent)
  return silent.length
}

async function mark(tx: Db, whom: Waiting[], change: { reminded_at: Date } | { escalated_at: Date }): Promise<void> {
  const ids = whom.map(({ id }) => id)
  await tx.updateTable('review_invitation').set(change).where('id', 'in', ids).execute()
}

function note(tx: Db, context: Context, { id, state }: ReviewFound, act: 'remind' | 'escalate', whom: Waiting[]) {
  const text = whom.map(({ name }) => name).join('、')
  return recordReviewEvent(tx, context, { reviewId: id, act, from: state, to: state, text })
}
