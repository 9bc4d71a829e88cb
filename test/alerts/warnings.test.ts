import { describe, expect, test } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { dropWarning } from '../../src/alerts/drop-warning.ts'
import { liftWarning } from '../../src/alerts/lift-warning.ts'
import { listReleased } from '../../src/alerts/list-released.ts'
import { listWarnings } from '../../src/alerts/list-warnings.ts'
import { readWarning } from '../../src/alerts/read-warning.ts'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../src/alerts/subscriptions/confirm-subscription.ts'
import { endSubscription } from '../../src/alerts/subscriptions/end-subscription.ts'
import { readSubscription } from '../../src/alerts/subscriptions/read-subscription.ts'
import { subscribe } from '../../src/alerts/subscriptions/subscribe.ts'
import { subscriptionToken } from '../../src/alerts/subscriptions/subscription-token.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { aDraft, arrive } from './notices.ts'
import { cpscFile } from './small-notices.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const office = async () => contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })
const job = contextOf(world, { actor: { kind: 'job', name: 'announce-warning' } })
const letters = () => db.selectFrom('letter').selectAll().orderBy('id').execute()
const toSubscribers = async () => (await letters()).filter(({ reason }) => reason === 'subscribed')
const choice = { email: 'reader@example.com', sectors: ['PROD.03'], markets: ['USA'], levelMin: 'blue' }

async function aSubscriber(said: Partial<typeof choice> = {}): Promise<number> {
  await subscribe(anybody, { ...choice, ...said })
  const { id } = await db
    .selectFrom('subscription')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await confirmSubscription(anybody, { token: subscriptionToken(world.secret, id, 'confirm') })
  return id
}

describe('a draft', () => {
  test('is never public', async () => {
    const warningId = await aDraft(world)
    expect(await listReleased(anybody, { limit: 100 })).toEqual([])
    await expect(readWarning(anybody, { warningId })).rejects.toThrow(NotFound)
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await expect(readWarning(officer, { warningId })).rejects.toThrow(NotFound)
  })

  test('is announced to nobody, even if the job comes', async () => {
    const warningId = await aDraft(world)
    await aSubscriber()
    await announceWarning(job, { warningId })
    expect((await letters()).map(({ reason }) => reason)).toEqual(['confirm'])
  })

  test('is decided only by a person whose role may, with a reason', async () => {
    const warningId = await aDraft(world)
    const trade = contextOf(world, { actor: await anOfficer(db, { role: 'trade_official' }) })
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await expect(releaseWarning(trade, { warningId, reason: '核实无误' })).rejects.toThrow(Forbidden)
    await expect(releaseWarning(officer, { warningId, reason: '核实无误' })).rejects.toThrow(Forbidden)
    await expect(releaseWarning(job, { warningId, reason: '核实无误' })).rejects.toThrow(NotFound)
    await expect(releaseWarning(await office(), { warningId, reason: ' ' })).rejects.toThrow(Invalid)
    expect(await db.selectFrom('warning').select('state').execute()).toEqual([{ state: 'draft' }])
    expect(await db.selectFrom('warning_event').select('act').execute()).toEqual([{ act: 'draft' }])
  })

  test('that is dropped stays on record and out of sight', async () => {
    const warningId = await aDraft(world)
    const staff = await office()
    await dropWarning(staff, { warningId, reason: '与本市无关' })
    await expect(readWarning(anybody, { warningId })).rejects.toThrow(NotFound)
    expect(await readWarning(staff, { warningId })).toMatchObject({ state: 'dropped', released: null, acts: [] })
    await expect(releaseWarning(staff, { warningId, reason: '再看一次' })).rejects.toThrow(Conflict)
    expect(await letters()).toEqual([])
  })
})

describe('a released warning', () => {
  test('is public with its reasons, the office and the time, and tells the duty desk of the lead bureau', async () => {
    const warningId = await aDraft(world)
    await releaseWarning(await office(), { warningId, reason: '核实无误' })
    await announceWarning(job, { warningId })
    const read = await readWarning(anybody, { warningId })
    expect(read).toMatchObject({ state: 'released', released: { at: monday }, events: [], acts: [] })
    expect(read.released?.bureau?.zh).toBeTruthy()
    expect(read.reasons.length).toBeGreaterThan(5)
    expect(await listReleased(anybody, { limit: 100 })).toHaveLength(1)
    expect(await letters()).toMatchObject([{ reason: 'lead_bureau', recipient: 'amr-duty@shenzhen.example' }])
  })

  test('is decided once: the second person is told that a colleague was quicker', async () => {
    const warningId = await aDraft(world)
    const [first, second] = [await office(), await office()]
    const outcomes = await Promise.allSettled([
      releaseWarning(first, { warningId, reason: '核实无误' }),
      dropWarning(second, { warningId, reason: '与本市无关' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(Conflict) })
    expect(await db.selectFrom('warning_event').select('act').execute()).toHaveLength(2)
  })

  test('lifted, it stays readable as lifted, with the reason, and leaves the list', async () => {
    const warningId = await aDraft(world)
    const staff = await office()
    await releaseWarning(staff, { warningId, reason: '核实无误' })
    await liftWarning(staff, { warningId, reason: '产品已全部收回' })
    expect(await readWarning(anybody, { warningId })).toMatchObject({
      state: 'lifted',
      released: { at: monday },
      lifted: { reason: '产品已全部收回' },
    })
    expect(await listReleased(anybody, { limit: 100 })).toEqual([])
    await announceWarning(job, { warningId })
    expect(await letters()).toEqual([])
  })

  test('gives way to a newer one on the same notice', async () => {
    const staff = await office()
    const earlier = await aDraft(world)
    await releaseWarning(staff, { warningId: earlier, reason: '核实无误' })
    await arrive(world, 'cpsc', cpscFile({ units: 'About 250,000' }))
    expect(await listReleased(anybody, { limit: 100 })).toMatchObject([{ id: earlier }])
    const { warnings } = await listWarnings(staff, { state: 'draft', page: 1 })
    const newer = warnings[0]?.id ?? 0
    await releaseWarning(staff, { warningId: newer, reason: '数量更正' })
    expect(await listReleased(anybody, { limit: 100 })).toMatchObject([{ id: newer }])
    expect(await readWarning(anybody, { warningId: earlier })).toMatchObject({ state: 'lifted' })
  })
})

describe('a subscription', () => {
  test('unconfirmed gets nothing but the letter that asks for confirmation', async () => {
    const warningId = await aDraft(world)
    await subscribe(anybody, choice)
    await releaseWarning(await office(), { warningId, reason: '核实无误' })
    await announceWarning(job, { warningId })
    const theirs = (await letters()).filter(({ recipient }) => recipient === choice.email)
    expect(theirs).toMatchObject([{ reason: 'confirm', unsubscribe_url: null }])
  })

  test('asked for twice sends one letter, and the newer choice counts', async () => {
    await subscribe(anybody, choice)
    await subscribe(anybody, { ...choice, email: ' Reader@Example.com ', levelMin: 'red' })
    await Promise.all([subscribe(anybody, choice), subscribe(anybody, choice)])
    expect(await letters()).toHaveLength(1)
    expect(await db.selectFrom('subscription').select(['email', 'level_min']).execute()).toEqual([
      { email: 'reader@example.com', level_min: 'blue' },
    ])
  })

  test('confirmed, it is told once, however often the job runs, with a link to end it', async () => {
    const warningId = await aDraft(world)
    const id = await aSubscriber()
    await releaseWarning(await office(), { warningId, reason: '核实无误' })
    await announceWarning(job, { warningId })
    await announceWarning(job, { warningId })
    const told = await toSubscribers()
    expect(told).toHaveLength(1)
    expect(told[0]?.unsubscribe_url).toBe(
      `${world.publicUrl}/subscriptions/end/${subscriptionToken(world.secret, id, 'end')}`,
    )
    expect(told[0]?.body).toContain('立即停止使用')
    expect(told[0]?.body).toContain(`${world.publicUrl}/warnings/${warningId}`)
  })

  test.each([
    ['another sector', { sectors: ['PROD.05'] }, 0],
    ['the whole domain of the leaf', { sectors: ['PROD'] }, 1],
    ['another market', { markets: ['EU'] }, 0],
    ['everything', { sectors: [], markets: [] }, 1],
    ['a higher level only', { levelMin: 'red' }, 0],
  ])('for %s', async (_, said, expected) => {
    const warningId = await aDraft(world)
    await db.updateTable('warning').set({ level: 'orange' }).execute()
    await aSubscriber(said)
    await releaseWarning(await office(), { warningId, reason: '核实无误' })
    await announceWarning(job, { warningId })
    expect(await toSubscribers()).toHaveLength(expected)
  })

  test('ended gets nothing, not even what was already owed, and its address is forgotten', async () => {
    const first = await aDraft(world)
    const id = await aSubscriber()
    await releaseWarning(await office(), { warningId: first, reason: '核实无误' })
    await announceWarning(job, { warningId: first })
    await db.updateTable('letter').set({ sent_at: monday }).where('reason', '=', 'confirm').execute()
    const token = subscriptionToken(world.secret, id, 'end')
    await endSubscription(anybody, { token })
    await endSubscription(anybody, { token })
    await announceWarning(job, { warningId: first })
    expect(await toSubscribers()).toEqual([])
    expect(JSON.stringify([await letters(), await db.selectFrom('subscription').selectAll().execute()])).not.toContain(
      choice.email,
    )
    expect(await readSubscription(anybody, { token, purpose: 'end' })).toMatchObject({ state: 'ended' })
    const confirm = subscriptionToken(world.secret, id, 'confirm')
    await expect(confirmSubscription(anybody, { token: confirm })).rejects.toThrow(NotFound)
  })

  test('a new one of the same address replaces the earlier, once confirmed and not before', async () => {
    const warningId = await aDraft(world)
    await aSubscriber()
    await subscribe(anybody, { ...choice, sectors: ['PROD.05'] })
    const running = () =>
      db
        .selectFrom('subscription')
        .select('leaves')
        .where('confirmed_at', 'is not', null)
        .where('ended_at', 'is', null)
        .execute()
    expect(await running()).toEqual([{ leaves: ['PROD.03'] }])
    await aSubscriber({ sectors: ['PROD.05'] })
    expect(await running()).toEqual([{ leaves: ['PROD.05'] }])
    await releaseWarning(await office(), { warningId, reason: '核实无误' })
    await announceWarning(job, { warningId })
    expect(await toSubscribers()).toEqual([])
  })

  test('is ended by the link in any letter its address ever got, also one of a subscription since replaced', async () => {
    const first = await aSubscriber()
    const second = await aSubscriber({ sectors: ['PROD.05'] })
    expect(second).not.toBe(first)
    const old = subscriptionToken(world.secret, first, 'end')
    expect(await readSubscription(anybody, { token: old, purpose: 'end' })).toMatchObject({
      state: 'active',
      sectors: ['PROD.05'],
    })
    await endSubscription(anybody, { token: old })
    expect(await readSubscription(anybody, { token: old, purpose: 'end' })).toMatchObject({ state: 'ended' })
    const left = await db.selectFrom('subscription').selectAll().execute()
    expect(left.every(({ ended_at }) => ended_at !== null)).toBe(true)
    expect(JSON.stringify([left, await letters()])).not.toContain(choice.email)
  })

  test('asked for anew is confirmed by what was asked for anew', async () => {
    await aSubscriber()
    await subscribe(anybody, { ...choice, sectors: ['PROD.05'] })
    const { id } = await db
      .selectFrom('subscription')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const token = subscriptionToken(world.secret, id, 'confirm')
    expect(await readSubscription(anybody, { token, purpose: 'confirm' })).toMatchObject({
      state: 'open',
      sectors: ['PROD.05'],
    })
  })

  test('not confirmed within a week lapses and is deleted with its letter', async () => {
    await subscribe(anybody, choice)
    const { id } = await db.selectFrom('subscription').select('id').executeTakeFirstOrThrow()
    const later = contextOf(world, { now: new Date(monday.getTime() + 8 * 86_400_000) })
    await expect(confirmSubscription(later, { token: subscriptionToken(world.secret, id, 'confirm') })).rejects.toThrow(
      NotFound,
    )
    await subscribe(later, { ...choice, email: 'other@example.com' })
    expect(await db.selectFrom('subscription').select('email').execute()).toEqual([{ email: 'other@example.com' }])
    expect((await letters()).map(({ recipient }) => recipient)).toEqual(['other@example.com'])
  })

  test('a link for one act does not open another, and a changed link opens nothing', async () => {
    const id = await aSubscriber()
    const token = subscriptionToken(world.secret, id, 'confirm')
    await expect(endSubscription(anybody, { token })).rejects.toThrow(NotFound)
    await expect(endSubscription(anybody, { token: subscriptionToken('another-secret', id, 'end') })).rejects.toThrow(
      NotFound,
    )
    expect(await db.selectFrom('subscription').select('ended_at').execute()).toEqual([{ ended_at: null }])
  })

  test.each([
    [{ email: 'nobody' }, 'email'],
    [{ sectors: ['NOPE.01'] }, 'sectors'],
    [{ markets: ['Mars'] }, 'markets'],
    [{ levelMin: 'purple' }, 'level'],
  ])('with %j is refused beside the field', async (said, field) => {
    const refused = await subscribe(anybody, { ...choice, ...said }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Invalid)
    expect(Object.keys((refused as Invalid).fields)).toEqual([field])
    expect(await letters()).toEqual([])
  })
})
