import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { paperPdf } from '../../cases/documents/document-pdf.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid } from '../../errors.ts'
import type { BulletinNotice } from '../../intake/notice.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { countryName } from '../../reference/countries.ts'
import type { AnswerContent } from './answer-content.ts'
import { answerPaper } from './answer-paper.ts'
import { findReview } from './find-review.ts'
import { type InEither, type OpinionPoint, readPoints } from './opinion-point.ts'
import { reviewDays } from './review-days.ts'
import { titleOf } from './review-letters.ts'
import { stateAfterAct } from './review-moves.ts'
import type { ReviewFound } from './review-row.ts'
import { takeStep } from './take-step.ts'

export type TypedAnswer = { statement: InEither; points: OpinionPoint[] }
export const statementMax = 3000

/**
 * Merges what came into the city's answer on the official form: the points that the official takes, changes or adds, and a general
 * statement. Its content and PDF are frozen; merged again it is a new version. Answers its number. Throws NotFound, Forbidden,
 * Conflict, Invalid with a message per field.
 */
export async function mergeReview(
  context: Context,
  { reviewId, typed }: { reviewId: number; typed: TypedAnswer },
): Promise<number> {
  const { db, actor, now } = context
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, 'merge')
  const read = readAnswer(typed)
  const number = (await lastNumber(db, reviewId)) + 1
  const content = await contentOf(context, found, number, read)
  const pdf = await paperPdf(answerPaper(content), now)
  await db.transaction().execute(async (tx) => {
    await takeStep(tx, context, { found, act: 'merge', to, text: `第 ${number} 版，${read.points.length} 条` })
    await tx
      .insertInto('review_answer')
      .values({
        review_id: reviewId,
        number,
        at: now,
        actor: actorName(actor),
        content: JSON.stringify(content),
        pdf,
        sha256: createHash('sha256').update(pdf).digest('hex'),
      })
      .execute()
  })
  return number
}

function readAnswer({ statement, points }: TypedAnswer): TypedAnswer {
  const read = readPoints(points, mend)
  const said = { zh: statement.zh.trim().slice(0, statementMax), en: statement.en.trim().slice(0, statementMax) }
  if (read.length === 0 && said.zh === '' && said.en === '') throw new Invalid(empty, { 'statement-zh': empty })
  return { statement: said, points: read }
}

async function lastNumber(db: Db, reviewId: number): Promise<number> {
  const { last } = await db
    .selectFrom('review_answer')
    .where('review_id', '=', reviewId)
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  return last
}

async function contentOf(
  { db, city, now }: Context,
  found: ReviewFound,
  number: number,
  { statement, points }: TypedAnswer,
): Promise<AnswerContent> {
  const today = toShanghaiDate(now)
  const notice = await firstNotice(db, found.family)
  const bureau = city.bureaus.get(city.tradeBureau)
  const route = city.commentRoutes.find(({ id }) => id === found.route)
  return {
    number: `质哨评议〔${toShanghaiDate(found.openedAt).slice(0, 4)}〕${found.id}号 第${number}版`,
    symbol: found.family,
    member: countryName(found.market ?? '?'),
    title: titleOf(found),
    products: notice?.products.slice(0, 1000) ?? '',
    hs: notice?.hs.flatMap(({ norm, valid }) => (valid ? norm : [])).slice(0, 40) ?? [],
    official: reviewDays(city, found, now).official,
    route: { zh: route?.zh ?? found.route, en: route?.en ?? found.route },
    statement,
    points,
    asked: await countAsked(db, found.id),
    bureau: { zh: bureau?.zh ?? city.name.zh, en: bureau?.en ?? city.name.en },
    date: today,
  }
}

async function firstNotice(db: Db, family: string): Promise<BulletinNotice | null> {
  const row = await db
    .selectFrom('notice_reading')
    .innerJoin('notice', 'notice.id', 'notice_reading.notice_id')
    .where('family', '=', family)
    .select('content')
    .orderBy('notice.id')
    .limit(1)
    .executeTakeFirst()
  // Written by import-notices.
  return (row?.content as BulletinNotice | undefined) ?? null
}

async function countAsked(db: Db, reviewId: number): Promise<AnswerContent['asked']> {
  const { rows } = await sql<AnswerContent['asked']>`
    select count(*)::int as invited, count(answered_at)::int as answered,
           count(*) filter (where (select o.stance from review_opinion o where o.invitation_id = i.id order by o.number desc limit 1) = 'comments')::int as commented
      from review_invitation i where review_id = ${reviewId} and ended_at is null`.execute(db)
  return rows[0] ?? { invited: 0, answered: 0, commented: 0 }
}

const mend = {
  zh: '还没有汇总，请看各栏的提示；已写的都在。',
  en: 'Not merged yet: see the notes. Nothing typed is lost.',
}
const empty = { zh: '请至少采用一条意见，或写总体意见', en: 'Take one point at least, or write a statement' }
