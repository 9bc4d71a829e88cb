import { expect, test } from 'vitest'
import { acknowledgeInvitation } from '../../../src/alerts/reviews/acknowledge-invitation.ts'
import { chaseReviewers } from '../../../src/alerts/reviews/chase-reviewers.ts'
import { handInOpinion } from '../../../src/alerts/reviews/hand-in-opinion.ts'
import { readReview } from '../../../src/alerts/reviews/read-review.ts'
import { setTerm } from '../../../src/alerts/reviews/set-term.ts'
import { contextOf, useWorld } from '../../support/world.ts'
import { anAssignedReview, anOfficial, linkTo } from './open-reviews.ts'

const world = await useWorld()
const { db } = world
const on = (day: string) => new Date(`${day}T02:00:00Z`)
const chase = (day: string) =>
  chaseReviewers(contextOf(world, { actor: { kind: 'job', name: 'chase-reviewers' }, now: on(day) }))
const lettersTo = async (recipient: string) =>
  (await db.selectFrom('letter').where('recipient', '=', recipient).select(['reason']).orderBy('id').execute()).map(
    ({ reason }) => reason,
  )

test('who has not acknowledged in two working days is passed on to the trade bureau, once', async () => {
  await anAssignedReview(world, await anOfficial(world))
  await acknowledgeInvitation(contextOf(world), { token: await linkTo(world, 'wang@example.com') })
  expect(await chase('2026-11-18')).toBe(0)
  expect(await chase('2026-11-19')).toBe(1)
  expect(await chase('2026-11-19')).toBe(0)
  const told = await db.selectFrom('letter').where('reason', 'like', 'unacknowledged:%').selectAll().execute()
  expect(told).toHaveLength(1)
  expect(told[0]?.body).toContain('深圳市安充电子有限公司')
  expect(told[0]?.body).not.toContain('王教授')
})

test('who has not answered is reminded two working days ahead with the same link; who has is left in peace', async () => {
  await anAssignedReview(world, await anOfficial(world))
  const [expert, firm] = [await linkTo(world, 'wang@example.com'), await linkTo(world, 'tbt@ancharge.example')]
  await handInOpinion(contextOf(world), { token: expert, typed: { stance: 'no_objection', points: [], remark: '' } })
  await acknowledgeInvitation(contextOf(world), { token: firm })
  expect(await chase('2026-11-27')).toBe(0)
  expect(await chase('2026-11-30')).toBe(1)
  expect(await chase('2026-12-01')).toBe(0)
  expect(await lettersTo('wang@example.com')).toEqual(['invited:2026-12-02'])
  expect(await lettersTo('tbt@ancharge.example')).toEqual(['invited:2026-12-02', 'near:2026-12-02'])
  expect(await linkTo(world, 'tbt@ancharge.example')).toBe(firm)
})

test('after the last day asking is over, and the history names who did not answer', async () => {
  const official = await anOfficial(world)
  const reviewId = await anAssignedReview(world, official)
  await chase('2026-12-02')
  expect((await readReview(official, { reviewId })).review.state).toBe('assigned')
  expect(await chase('2026-12-03')).toBe(1)
  expect(await chase('2026-12-03')).toBe(0)
  const { review, history } = await readReview(official, { reviewId })
  expect(review.state).toBe('commented')
  expect(history[0]).toMatchObject({ act: 'lapse', text: expect.stringContaining('王教授、深圳市安充电子有限公司') })
})

test('another last day is told to who has not answered, and reminds anew', async () => {
  const official = await anOfficial(world)
  const reviewId = await anAssignedReview(world, official)
  await chase('2026-12-01')
  await setTerm({ ...official, now: on('2026-12-01') }, { reviewId, commentsBy: '2026-12-07' })
  expect(await lettersTo('wang@example.com')).toEqual(['invited:2026-12-02', 'near:2026-12-02', 'changed:2026-12-07'])
  await chase('2026-12-04')
  expect((await lettersTo('wang@example.com')).at(-1)).toBe('near:2026-12-07')
})
