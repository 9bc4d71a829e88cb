import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { announceWarning } from '../../../src/alerts/announce-warning.ts'
import { listReleased } from '../../../src/alerts/list-released.ts'
import { releaseWarning } from '../../../src/alerts/release-warning.ts'
import { confirmSubscription } from '../../../src/alerts/subscriptions/confirm-subscription.ts'
import { subscribe } from '../../../src/alerts/subscriptions/subscribe.ts'
import { subscriptionToken } from '../../../src/alerts/subscriptions/subscription-token.ts'
import { acknowledgeByLink } from '../../../src/alerts/warnings/acknowledge-by-link.ts'
import { acknowledgeWarning } from '../../../src/alerts/warnings/acknowledge-warning.ts'
import { changeWarning } from '../../../src/alerts/warnings/change-warning.ts'
import { escalateReceipts } from '../../../src/alerts/warnings/escalate-receipts.ts'
import { listReceipts } from '../../../src/alerts/warnings/list-receipts.ts'
import { listVersions } from '../../../src/alerts/warnings/list-versions.ts'
import { listVersionsOf } from '../../../src/alerts/warnings/list-versions-of.ts'
import { markOpened } from '../../../src/alerts/warnings/mark-opened.ts'
import { readQualityWarning } from '../../../src/alerts/warnings/read-quality-warning.ts'
import { readReceipt } from '../../../src/alerts/warnings/read-receipt.ts'
import { readVersion } from '../../../src/alerts/warnings/read-version.ts'
import { writeWarning } from '../../../src/alerts/warnings/write-warning.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict, Forbidden, NotFound } from '../../../src/errors.ts'
import { queueWebhooks } from '../../../src/webhooks/queue-webhooks.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { aDraft } from '../notices.ts'
import { aContent, aPublished, aQualityDraft, people, publish, signed, told } from './quality-warnings.ts'

const world = await useWorld()
const { db } = world
const anybody = contextOf(world)
const as = (actor: Actor, now = monday) => contextOf(world, { actor, now })
const job = (now = monday) => as({ kind: 'job', name: 'worker' }, now)
const letters = () => db.selectFrom('letter').selectAll().orderBy('id').execute()
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const firm = '深圳某某科技有限公司'

async function aSubscriber(email: string, said: { districts?: string[]; trade?: boolean; levelMin?: string } = {}) {
  await subscribe(anybody, { email, sectors: [], markets: [], levelMin: 'blue', ...said })
  const { id } = await db.selectFrom('subscription').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  await confirmSubscription(anybody, { token: subscriptionToken(world.secret, id, 'confirm') })
}

async function aProgram() {
  const [last] = (await sql<{ id: number }>`select coalesce(max(id), 0)::int as id from warning_event`.execute(db)).rows
  await db
    .insertInto('webhook_cursor')
    .values({ history: 'warning_event', read_to: last?.id ?? 0 })
    .onConflict((conflict) => conflict.column('history').doUpdateSet({ read_to: last?.id ?? 0 }))
    .execute()
  await db
    .insertInto('webhook_endpoint')
    .values({
      bureau: null,
      url: 'https://program.example/hook',
      events: ['warning.released', 'warning.updated', 'warning.lifted', 'warning.expired'],
      key_id: 'one',
      created_at: monday,
      created_by: 1,
    })
    .execute()
}

async function nextVersion(
  who: Awaited<ReturnType<typeof people>>,
  warningId: number,
  said: Parameters<typeof aContent>[0],
) {
  await changeWarning(as(who.writer), { warningId, lifting: false })
  const note = { zh: '情况变化', en: 'Things changed' }
  await writeWarning(as(who.writer), { warningId, moves: 0, content: aContent({ note, ...said }) })
  await signed(world, who, warningId)
  await publish(as(who.office, minutes(1)), warningId)
}

describe('a receipt', () => {
  test('is opened for the bureau in charge and each firm named, with a letter that asks for it', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm], bureaus: ['EEB'] })
    await told(as(who.writer), warningId, firm, '没有意见')
    await signed(world, who, warningId)
    await publish(as(who.office), warningId)
    const receipts = await listReceipts(as(who.office), { warningId })
    expect(
      receipts.map(({ recipient, name, openedAt, acknowledgedAt }) => [recipient, name, openedAt, acknowledgedAt]),
    ).toEqual([
      ['bureau', 'AMR', null, null],
      ['bureau', 'EEB', null, null],
      ['firm', firm, null, null],
    ])
    expect((await letters()).map(({ recipient }) => recipient).sort()).toEqual([
      'amr-duty@shenzhen.example',
      'eeb-duty@shenzhen.example',
      'firm@example.com',
    ])
    await expect(listReceipts(as(who.writer), { warningId })).rejects.toThrow(Forbidden)
  })

  test('of a bureau: opened at the desk, acknowledged by a member, once', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who, { bureaus: ['EEB'] })
    const elsewhere = await anOfficer(db, { bureau: 'EEB' })
    const stranger = await anOfficer(db, { bureau: 'MEM' })
    await markOpened(as(elsewhere, minutes(5)), { warningId })
    await markOpened(as(elsewhere, minutes(9)), { warningId })
    await acknowledgeWarning(as(elsewhere, minutes(10)), { warningId })
    await expect(acknowledgeWarning(as(elsewhere), { warningId })).rejects.toThrow(Conflict)
    await expect(acknowledgeWarning(as(stranger), { warningId })).rejects.toThrow(Conflict)
    expect(await listReceipts(as(who.office), { warningId })).toMatchObject([
      { name: 'AMR', openedAt: null, acknowledgedAt: null },
      { name: 'EEB', openedAt: minutes(5), acknowledgedAt: minutes(10), acknowledgedBy: elsewhere.name },
    ])
    // What was sent to a bureau it may read, without the draft, the hearing and the history.
    expect(await readQualityWarning(as(elsewhere), { warningId })).toMatchObject({
      sight: 'sent',
      events: [],
      hearings: [],
    })
  })

  test('of a firm is acknowledged by its link; following it alone says nothing, another link opens nothing', async () => {
    const who = await people(world)
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm] })
    await told(as(who.writer), warningId, firm, '没有意见')
    await signed(world, who, warningId)
    await publish(as(who.office), warningId)
    const letter = (await letters()).find(({ reason }) => reason === `firm:${firm}`)
    const token = /\/warnings\/receipts\/(\S+)/.exec(letter?.body ?? '')?.[1] ?? ''
    expect(await readReceipt(anybody, { token })).toMatchObject({ firm, acknowledgedAt: null })
    await acknowledgeByLink(anybody, { token })
    await acknowledgeByLink(contextOf(world, { now: minutes(9) }), { token })
    expect(await readReceipt(anybody, { token })).toMatchObject({ acknowledgedAt: monday })
    await expect(acknowledgeByLink(anybody, { token: `9${token}` })).rejects.toThrow(NotFound)
    expect(await db.selectFrom('warning_event').select('id').where('act', '=', 'acknowledge').execute()).toHaveLength(1)
  })

  test('not acknowledged in the time of its colour is passed on to the office, once, and only of the newest version', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who)
    await nextVersion(who, warningId, {
      level: 'yellow',
      basis: { toll: null, risk: 'medium', spread: 'cluster', signal: 'none' },
    })
    // Yellow: four hours.
    expect(await escalateReceipts(job(minutes(240)))).toBe(0)
    expect(await escalateReceipts(job(minutes(241)))).toBe(1)
    expect(await escalateReceipts(job(minutes(3000)))).toBe(0)
    const passed = (await letters()).filter(({ reason }) => reason.startsWith('unacknowledged:'))
    expect(passed).toMatchObject([{ recipient: 'data-duty@shenzhen.example', reason: 'unacknowledged:AMR' }])
    const open = await listReceipts(as(who.convener), { warningId: null })
    expect(open).toMatchObject([{ name: 'AMR', number: 2, escalatedAt: minutes(241) }])
    await acknowledgeWarning(as(who.writer), { warningId })
    expect(await listReceipts(as(who.office), { warningId: null })).toEqual([])
  })
})

describe('a subscriber', () => {
  const reached = async () =>
    (await letters()).filter(({ reason }) => reason === 'subscribed').map(({ recipient, what }) => [recipient, what])

  test('hears of what holds in their district, and of every later version of it', async () => {
    const who = await people(world)
    await aSubscriber('here@example.com', { districts: ['FUTIAN'] })
    await aSubscriber('there@example.com', { districts: ['LUOHU'] })
    await aSubscriber('yellow@example.com', { levelMin: 'yellow' })
    const warningId = await aPublished(world, who)
    for (let run = 0; run < 2; run += 1) await announceWarning(job(), { warningId })
    expect(await reached()).toEqual([['here@example.com', `warning:${warningId}:1`]])
    await nextVersion(who, warningId, {
      level: 'yellow',
      basis: { toll: null, risk: 'medium', spread: 'cluster', signal: 'none' },
    })
    await announceWarning(job(), { warningId })
    await changeWarning(as(who.writer), { warningId, lifting: true })
    await writeWarning(as(who.writer), {
      warningId,
      moves: 0,
      content: aContent({ note: { zh: '已收回', en: 'Over' } }),
    })
    await signed(world, who, warningId)
    await publish(as(who.office, minutes(5)), warningId)
    await announceWarning(job(), { warningId })
    const lifted = (await reached()).filter(([, what]) => what === `warning:${warningId}:3`)
    expect(lifted.map(([to]) => to).sort()).toEqual(['here@example.com', 'yellow@example.com'])
    expect((await letters()).at(-1)?.body).toContain('已收回')
  })

  test('in the trade alone hears of what is for the trade; nobody of what is for authorities', async () => {
    const who = await people(world)
    await aSubscriber('maker@example.com', { trade: true })
    await aSubscriber('reader@example.com')
    const forTrade = await aPublished(world, who, { audience: 'trade' })
    const forBureaus = await aPublished(world, who, { audience: 'authorities' })
    for (const warningId of [forTrade, forBureaus]) await announceWarning(job(), { warningId })
    expect(await reached()).toEqual([['maker@example.com', `warning:${forTrade}:1`]])
    const letter = (await letters()).find(({ reason }) => reason === 'subscribed')
    expect(letter?.body).toContain('停止销售')
    expect(letter?.body).not.toContain(`/warnings/${forTrade}`)
  })
})

describe('programs', () => {
  test('are told of each version of a public warning, of a release of a recall, and of nothing else', async () => {
    const who = await people(world)
    await aProgram()
    const warningId = await aPublished(world, who)
    await nextVersion(who, warningId, {})
    await aPublished(world, who, { audience: 'trade' })
    const recall = await aDraft(world)
    await releaseWarning(as(who.office), { warningId: recall, reason: '核实无误' })
    await queueWebhooks({ ...world, now: minutes(10) })
    const sent = await db.selectFrom('webhook_delivery').select(['kind', 'body']).orderBy('id').execute()
    expect(sent.map(({ kind }) => kind)).toEqual(['warning.released', 'warning.updated', 'warning.released'])
    expect(JSON.parse(sent[1]?.body ?? '{}').data).toMatchObject({
      warning_id: warningId,
      kind: 'quality',
      version: 2,
      act: 'update',
      districts: ['FUTIAN'],
      cap: `${world.publicUrl}/warnings/${warningId}/versions/2/cap.xml`,
    })
    const receipts = await listReceipts(as(who.office), { warningId })
    expect(receipts.filter(({ recipient }) => recipient === 'program')).toMatchObject([
      { name: 'program.example', number: 2, openedAt: null, acknowledgedAt: null },
      { name: 'program.example', number: 1 },
    ])
  })
})

describe('versions', () => {
  test('of recalls are kept as those of the city: released, then lifted', async () => {
    const who = await people(world)
    const recall = await aDraft(world)
    expect(await listVersions(anybody, { every: true, limit: 10 })).toEqual([])
    await releaseWarning(as(who.office), { warningId: recall, reason: '核实无误' })
    expect(await listVersionsOf(anybody, { warningId: recall })).toMatchObject([
      { number: 1, change: 'issue', kind: 'recall' },
    ])
  })

  test('tell the public nothing of one that was for authorities before it was for everybody', async () => {
    const who = await people(world)
    const warningId = await aPublished(world, who, {
      audience: 'authorities',
      matter: { zh: '内部细节', en: 'Inner details' },
    })
    await nextVersion(who, warningId, {})
    const [newest, ...others] = await listVersionsOf(anybody, { warningId })
    expect(others).toEqual([])
    expect(newest).toMatchObject({ number: 2, earlier: [] })
    await expect(readVersion(anybody, { warningId, number: 1 })).rejects.toThrow(NotFound)
    expect((await readVersion(as(who.office), { warningId, number: 1 })).number).toBe(1)
    expect(JSON.stringify(await readQualityWarning(anybody, { warningId }))).not.toContain('内部细节')
  })
})

describe('a drill', () => {
  test('goes the whole way and touches nothing real', async () => {
    const who = await people(world)
    await aProgram()
    await aSubscriber('reader@example.com', { trade: true })
    const warningId = await aQualityDraft(world, who.writer, { firms: [firm] }, { drill: true })
    await told(as(who.writer), warningId, firm, '没有意见')
    await signed(world, who, warningId)
    await publish(as(who.office), warningId)
    await announceWarning(job(), { warningId })
    await queueWebhooks({ ...world, now: minutes(10) })
    await escalateReceipts(job(minutes(2000)))

    const written = (await letters()).filter(({ reason }) => reason !== 'confirm')
    expect(written.map(({ recipient }) => recipient).sort()).toEqual([
      'amr-duty@shenzhen.example',
      'data-duty@shenzhen.example',
    ])
    for (const { subject, body } of written) expect(subject + body).toContain('演练')
    expect(await db.selectFrom('webhook_delivery').selectAll().execute()).toEqual([])
    expect(await listReleased(anybody, { limit: 10 })).toEqual([])
    for (const every of [true, false]) expect(await listVersions(anybody, { every, limit: 10 })).toEqual([])
    await expect(listVersionsOf(anybody, { warningId })).rejects.toThrow(NotFound)
    await expect(readQualityWarning(anybody, { warningId })).rejects.toThrow(NotFound)
    await expect(readVersion(anybody, { warningId, number: 1 })).rejects.toThrow(NotFound)
    expect((await readVersion(as(who.office), { warningId, number: 1 })).drill).toBe(true)
  })
})
