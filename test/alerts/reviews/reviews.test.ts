import { describe, expect, test } from 'vitest'
import { acknowledgeInvitation } from '../../../src/alerts/reviews/acknowledge-invitation.ts'
import { feedBackReview } from '../../../src/alerts/reviews/feed-back-review.ts'
import { handInOpinion } from '../../../src/alerts/reviews/hand-in-opinion.ts'
import { inviteReviewers } from '../../../src/alerts/reviews/invite-reviewers.ts'
import { mergeReview } from '../../../src/alerts/reviews/merge-review.ts'
import { moveReview } from '../../../src/alerts/reviews/move-review.ts'
import { openReview } from '../../../src/alerts/reviews/open-review.ts'
import { readAnswer } from '../../../src/alerts/reviews/read-answer.ts'
import { readInvitation } from '../../../src/alerts/reviews/read-invitation.ts'
import { readReview } from '../../../src/alerts/reviews/read-review.ts'
import { takeBackInvitation } from '../../../src/alerts/reviews/take-back-invitation.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { anAssignedReview, anOfficial, anOpenReview, aPoint, family, linkTo } from './open-reviews.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const withComments = { stance: 'comments', points: [aPoint()], remark: '' }
const without = { stance: 'no_objection', points: [], remark: '' }
const stateOf = async (id: number) =>
  (await db.selectFrom('measure_review').where('id', '=', id).select('state').executeTakeFirstOrThrow()).state

describe('a review of a measure', () => {
  test('goes from nobody asked to handed on, each step in the history and the task done with it', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    const [expert, firm] = [await linkTo(world, 'wang@example.com'), await linkTo(world, 'tbt@ancharge.example')]
    await acknowledgeInvitation(anybody, { token: expert })
    await acknowledgeInvitation(anybody, { token: expert })
    await handInOpinion(anybody, { token: expert, typed: withComments })
    expect(await stateOf(reviewId)).toBe('assigned')
    await handInOpinion(anybody, { token: firm, typed: without })
    expect(await stateOf(reviewId)).toBe('commented')
    const merged = { statement: { zh: '支持立法目的，请考虑下列意见', en: '' }, points: [aPoint()] }
    expect(await mergeReview(official, { reviewId, typed: merged })).toBe(1)
    expect(await mergeReview(official, { reviewId, typed: merged })).toBe(2)
    const sent = { on: '2026-11-16', channel: '全国通报咨询中心邮箱', reference: '2026-88' }
    await feedBackReview(official, { reviewId, typed: sent, files: [] })
    const read = await readReview(official, { reviewId })
    expect(read.history.map(({ act }) => act).toReversed()).toEqual([
      'open',
      'invite',
      'acknowledge',
      'hand_in',
      'hand_in',
      'all_in',
      'merge',
      'merge',
      'feed_back',
    ])
    expect(read).toMatchObject({
      acts: [],
      review: { state: 'fed_back', fedBackOn: '2026-11-16', reference: '2026-88' },
    })
    expect(await db.selectFrom('task').where('kind', '=', 'tbt_review').where('done_at', 'is', null).execute()).toEqual(
      [],
    )
  })

  test('is one at a time for each measure, and a new one may follow', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    await expect(openReview(official, { family, route: 'national' })).rejects.toThrow(Conflict)
    await moveReview(official, { reviewId, act: 'end', text: '本市不生产这类产品' })
    expect(await openReview(official, { family, route: 'eu' })).toBeGreaterThan(reviewId)
  })

  test('does not go by the enquiry point of another member', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    await moveReview(official, { reviewId, act: 'end', text: '改走其他途径' })
    await expect(openReview(official, { family, route: 'usa' })).rejects.toThrow(Invalid)
  })

  test('is for trade officials alone', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await expect(readReview(officer, { reviewId })).rejects.toThrow(NotFound)
    await expect(openReview(officer, { family, route: 'eu' })).rejects.toThrow(Forbidden)
    await expect(readReview(anybody, { reviewId })).rejects.toThrow(NotFound)
  })

  test('refuses what its state does not allow, and says where it stands', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    const merged = { statement: { zh: '支持', en: '' }, points: [] }
    await expect(mergeReview(official, { reviewId, typed: merged })).rejects.toThrow('未分配')
    const sent = { on: '2026-11-16', channel: '邮箱', reference: '' }
    await expect(feedBackReview(official, { reviewId, typed: sent, files: [] })).rejects.toThrow(Conflict)
    await moveReview(official, { reviewId, act: 'finish', text: '只汇总本局意见' })
    expect(await mergeReview(official, { reviewId, typed: merged })).toBe(1)
  })
})

describe('somebody invited', () => {
  test('gets a link of their own, of which only the hash is kept', async () => {
    await anAssignedReview(world, await anOfficial(world))
    const [expert, firm] = [await linkTo(world, 'wang@example.com'), await linkTo(world, 'tbt@ancharge.example')]
    expect(expert).not.toBe(firm)
    const kept = JSON.stringify(await db.selectFrom('review_invitation').selectAll().execute())
    expect(kept).not.toContain(expert)
    expect(await readInvitation(anybody, { token: expert })).toMatchObject({ name: '王教授', open: true, last: null })
    await expect(readInvitation(anybody, { token: `${expert.slice(0, -1)}_` })).rejects.toThrow(NotFound)
  })

  test('hands in whole each time: the last counts, the earlier one stays on record', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    const token = await linkTo(world, 'wang@example.com')
    await handInOpinion(anybody, { token, typed: withComments })
    await handInOpinion(anybody, { token, typed: without })
    const { invitations } = await readReview(official, { reviewId })
    expect(invitations[0]?.opinion).toMatchObject({ number: 2, stance: 'no_objection', points: [] })
    expect(await db.selectFrom('review_opinion').select('number').execute()).toHaveLength(2)
  })

  test('is told field by field what a comment lacks', async () => {
    await anAssignedReview(world, await anOfficial(world))
    const token = await linkTo(world, 'wang@example.com')
    const half = aPoint({ place: '', ground: { zh: '', en: '' } })
    const refused = await handInOpinion(anybody, { token, typed: { ...withComments, points: [half] } }).catch((e) => e)
    expect(refused).toBeInstanceOf(Invalid)
    expect(Object.keys(refused.fields)).toEqual(['p0-place', 'p0-ground-zh'])
    const english = aPoint({ ground: { zh: '', en: 'IEC 62301' } })
    await handInOpinion(anybody, { token, typed: { ...withComments, points: [english] } })
  })

  test('too late is told that the time is over, and changes nothing', async () => {
    await anAssignedReview(world, await anOfficial(world))
    const token = await linkTo(world, 'wang@example.com')
    const late = contextOf(world, { now: new Date('2026-12-02T16:00:01Z') })
    await expect(handInOpinion(late, { token, typed: withComments })).rejects.toThrow('已经超过评议时间')
    const justInTime = contextOf(world, { now: new Date('2026-12-02T15:59:59Z') })
    await handInOpinion(justInTime, { token, typed: withComments })
  })

  test('whose invitation was taken back finds nothing, unless they have answered', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    const [expert, firm] = (await readReview(official, { reviewId })).invitations
    const token = await linkTo(world, 'wang@example.com')
    await takeBackInvitation(official, { reviewId, invitationId: expert?.id ?? 0 })
    await expect(readInvitation(anybody, { token })).rejects.toThrow(NotFound)
    await handInOpinion(anybody, { token: await linkTo(world, 'tbt@ancharge.example'), typed: without })
    await expect(takeBackInvitation(official, { reviewId, invitationId: firm?.id ?? 0 })).rejects.toThrow(Conflict)
  })

  test('is not written to twice, and a line that cannot be read invites nobody', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    const typed = {
      experts: '王教授 WANG@example.com\n李教授 <li@example.com>',
      firms: '',
      again: [],
      commentsBy: '2026-12-02',
    }
    await inviteReviewers(official, { reviewId, typed })
    expect((await readReview(official, { reviewId })).invitations.map(({ name }) => name)).toEqual([
      '王教授',
      '深圳市安充电子有限公司',
      '李教授',
    ])
    const letters = await db
      .selectFrom('letter')
      .where('what', '=', `measure-review:${reviewId}`)
      .select('id')
      .execute()
    expect(letters).toHaveLength(3)
    const unreadable = { ...typed, experts: '赵教授 zhao@example.com\n没有邮箱' }
    await expect(inviteReviewers(official, { reviewId, typed: unreadable })).rejects.toThrow('第 2 行')
    expect((await readReview(official, { reviewId })).invitations).toHaveLength(3)
  })

  test('has until the route needs the answer, no longer', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    expect((await readReview(official, { reviewId })).days).toMatchObject({
      official: '2026-12-21',
      route: { lastDay: '2026-12-07' },
      proposed: '2026-12-02',
    })
    const typed = { experts: '王教授 wang@example.com', firms: '', again: [], commentsBy: '2026-12-08' }
    await expect(inviteReviewers(official, { reviewId, typed })).rejects.toThrow('最晚到 2026-12-07')
    await expect(
      inviteReviewers(official, { reviewId, typed: { ...typed, commentsBy: '2026-11-15' } }),
    ).rejects.toThrow(Invalid)
  })
})

describe('the answer', () => {
  test('is frozen with its PDF and names nobody who commented', async () => {
    const official = await anOfficial(world)
    const reviewId = await anAssignedReview(world, official)
    await handInOpinion(anybody, { token: await linkTo(world, 'wang@example.com'), typed: withComments })
    await moveReview(official, { reviewId, act: 'finish', text: '其余不再等候' })
    const typed = { statement: { zh: '', en: 'We support the aim.' }, points: [aPoint()] }
    const number = await mergeReview(official, { reviewId, typed })
    const { content, pdf } = await readAnswer(official, { reviewId, number })
    expect(content).toMatchObject({
      number: `质哨评议〔2026〕${reviewId}号 第1版`,
      symbol: family,
      official: '2026-12-21',
      asked: { invited: 2, answered: 1, commented: 1 },
    })
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(JSON.stringify(content)).not.toContain('王教授')
    await expect(db.updateTable('review_answer').set({ number: 9 }).execute()).rejects.toThrow()
  })

  test('without a word is refused', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    await moveReview(official, { reviewId, act: 'finish', text: '只汇总本局意见' })
    const typed = { statement: { zh: ' ', en: '' }, points: [] }
    await expect(mergeReview(official, { reviewId, typed })).rejects.toThrow(Invalid)
  })

  test('is not marked as handed on in the future, or without a way', async () => {
    const official = await anOfficial(world)
    const reviewId = await anOpenReview(world, official)
    await moveReview(official, { reviewId, act: 'finish', text: '只汇总本局意见' })
    await mergeReview(official, { reviewId, typed: { statement: { zh: '支持', en: '' }, points: [] } })
    const sent = { on: '2026-11-17', channel: '', reference: '' }
    const refused = await feedBackReview(official, { reviewId, typed: sent, files: [] }).catch((error) => error)
    expect(Object.keys(refused.fields)).toEqual(['on', 'channel'])
    expect(await stateOf(reviewId)).toBe('merged')
  })
})
