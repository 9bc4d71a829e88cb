import { describe, expect, test } from 'vitest'
import { announceWarning } from '../../src/alerts/announce-warning.ts'
import { tellClosing } from '../../src/alerts/measures/tell-closing.ts'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../src/alerts/subscriptions/confirm-subscription.ts'
import { endSubscription } from '../../src/alerts/subscriptions/end-subscription.ts'
import { sendDigests } from '../../src/alerts/subscriptions/send-digests.ts'
import { subscribe } from '../../src/alerts/subscriptions/subscribe.ts'
import { subscriptionToken } from '../../src/alerts/subscriptions/subscription-token.ts'
import { Invalid } from '../../src/errors.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { arrive } from './notices.ts'
import { epingFile } from './small-notices.ts'

const world = await useWorld()
const { db } = world
const at = (iso: string) => new Date(`${iso}+08:00`)
const job = (now: Date) => contextOf(world, { actor: { kind: 'job', name: 'send-digests' }, now })
const told = () => db.selectFrom('letter').selectAll().where('reason', '=', 'subscribed').orderBy('id').execute()

async function aSubscriber(said: { [field: string]: string | string[] }): Promise<number> {
  const email = 'reader@example.com'
  await subscribe(contextOf(world), { email, sectors: [], markets: [], levelMin: 'blue', ...said })
  const { id } = await db.selectFrom('subscription').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  await confirmSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'confirm') })
  return id
}

/** A measure arrives, is released and announced at `now`. */
async function announced(said: Parameters<typeof epingFile>[0] = {}, now = monday): Promise<void> {
  await arrive(world, 'eping', epingFile(said))
  const trade = contextOf(world, { actor: await anOfficer(db, { role: 'trade_official' }), now })
  for (const { id } of await db.selectFrom('warning').select('id').where('state', '=', 'draft').execute()) {
    await releaseWarning(trade, { warningId: id, reason: '核实无误' })
    await announceWarning(job(now), { warningId: id })
  }
}

describe('a daily digest', () => {
  test('gathers what came into one letter at eight, in text and HTML, each with why', async () => {
    await aSubscriber({ hs: '8504', rhythm: 'daily' })
    await announced()
    await announced({ symbol: 'G/TBT/N/EU/8002', title: 'Labelling of R&D chargers' })
    expect(await told()).toEqual([])
    expect(await sendDigests(job(at('2026-11-17T07:59')))).toBe(0)
    expect(await sendDigests(job(at('2026-11-17T08:00')))).toBe(1)
    expect(await sendDigests(job(at('2026-11-17T08:01')))).toBe(0)
    const [letter, ...others] = await told()
    expect(others).toEqual([])
    expect(letter?.subject).toContain('2 items')
    expect(letter?.body.match(/Why you get this: you asked for HS 8504/g)).toHaveLength(2)
    expect(letter?.html).toContain('Labelling of R&amp;D chargers')
    expect(letter?.html).not.toContain('R&D')
  })

  test('weekly, it waits for Monday', async () => {
    await aSubscriber({ rhythm: 'weekly' })
    await announced()
    expect(await sendDigests(job(at('2026-11-22T23:00')))).toBe(0)
    expect(await sendDigests(job(at('2026-11-23T08:00')))).toBe(1)
  })

  test('ended before it is sent, nothing of it is', async () => {
    const id = await aSubscriber({ rhythm: 'daily' })
    await announced()
    await endSubscription(contextOf(world), { token: subscriptionToken(world.secret, id, 'end') })
    expect(await sendDigests(job(at('2026-11-18T08:00')))).toBe(0)
    expect(await db.selectFrom('subscription_item').select('id').execute()).toEqual([])
  })
})

test('in quiet hours nothing is sent; it comes when they are over', async () => {
  await aSubscriber({ quiet: '20-8' })
  await announced({}, at('2026-11-16T22:30'))
  expect(await told()).toEqual([])
  expect(await sendDigests(job(at('2026-11-17T07:30')))).toBe(0)
  expect(await sendDigests(job(at('2026-11-17T08:00')))).toBe(1)
  expect((await told())[0]?.subject).not.toContain('Digest')
})

test('a code that is none is refused beside its field, and nothing is kept', async () => {
  const typed = { email: 'a@example.com', sectors: [], markets: [], levelMin: 'blue', hs: 'chargers', quiet: '1-2' }
  const refused = await subscribe(contextOf(world), typed).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Invalid)
  expect(Object.keys((refused as Invalid).fields)).toEqual(['hs', 'quiet'])
  expect(await db.selectFrom('subscription').select('id').execute()).toEqual([])
})

describe('before comments close', () => {
  test('subscribers of a released measure are told at ten and at three working days left, once each', async () => {
    await aSubscriber({})
    await announced({ comments: '2026-12-11' })
    const days = ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-08', '2026-12-09']
    const counts: number[] = []
    for (const day of days) counts.push(await tellClosing(job(at(`${day}T09:00`))))
    expect(counts).toEqual([0, 1, 0, 1, 0])
    const subjects = (await told()).slice(1).map(({ subject }) => subject)
    expect(subjects).toHaveLength(2)
    expect(subjects[0]).toContain('评议将于 2026-12-11 截止（剩 10 个工作日）')
    expect(subjects[1]).toContain('剩 3 个工作日')
  })

  test('of a measure that nobody released nobody is told', async () => {
    await aSubscriber({})
    await arrive(world, 'eping', epingFile({ comments: '2026-11-20' }))
    expect(await tellClosing(job(monday))).toBe(0)
    expect(await told()).toEqual([])
  })
})
