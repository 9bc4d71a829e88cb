import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { releaseWarning } from '../../src/alerts/release-warning.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { jobTerms } from '../../src/jobs/job-kinds.ts'
import { caseWebhookShape, warningWebhookShape } from '../../src/web/api/webhook-shapes.ts'
import { deliverWebhook } from '../../src/webhooks/deliver-webhook.ts'
import { disableWebhook } from '../../src/webhooks/disable-webhook.ts'
import { enableWebhook } from '../../src/webhooks/enable-webhook.ts'
import { listWebhooks } from '../../src/webhooks/list-webhooks.ts'
import { purgeDeliveries } from '../../src/webhooks/purge-deliveries.ts'
import { queueWebhooks } from '../../src/webhooks/queue-webhooks.ts'
import { readWebhook } from '../../src/webhooks/read-webhook.ts'
import { registerWebhook } from '../../src/webhooks/register-webhook.ts'
import { replayDelivery } from '../../src/webhooks/replay-delivery.ts'
import { rotateWebhookKey } from '../../src/webhooks/rotate-webhook-key.ts'
import { testWebhook } from '../../src/webhooks/test-webhook.ts'
import { webhookKinds } from '../../src/webhooks/webhook-events.ts'
import { aDraft } from '../alerts/notices.ts'
import { openCaseAt } from '../support/cases.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
// The reference implementation takes no message that is five minutes old, so these happen now.
const now = new Date()
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000)

type Received = { headers: IncomingHttpHeaders; body: string }
let received: Received[] = []
let answer = 204
const receiver = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() })
    response.writeHead(answer, answer === 302 ? { Location: `${url}/elsewhere` } : {}).end()
  })
})
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
afterAll(() => receiver.close())

let keeper: Actor
let officer: Actor
beforeEach(async () => {
  received = []
  answer = 204
  keeper = await anOfficer(db, { role: 'administrator', bureau: 'DATA' })
  officer = await anOfficer(db, { bureau: 'AMR' })
})

const as = (actor: Actor, at = now) => ({ ...contextOf(world, { actor, now: at }), anyAddress: true })
const register = (said: { bureau?: string; events?: string[]; url?: string } = {}) =>
  registerWebhook(as(keeper), { url, bureau: '', events: Object.keys(webhookKinds), ...said })
const round = (at = now) => queueWebhooks({ ...world, now: at })
const deliveries = () => db.selectFrom('webhook_delivery').selectAll().orderBy('id').execute()
const deliver = (deliveryId: number, at = now, anyAddress = true) =>
  deliverWebhook({ ...as({ kind: 'job', name: 'deliver-webhook' }, at), anyAddress }, { deliveryId })
const deliverAll = async (at = now) => {
  for (const { id, status } of await deliveries()) if (status === 'owed') await deliver(id, at).catch(() => {})
}
const kinds = () => received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
const verified = ({ headers, body }: Received, key: string) =>
  new Webhook(key).verify(body, headers as Record<string, string>)
async function owed(): Promise<number> {
  const { endpointId } = await register()
  await testWebhook(as(keeper), { endpointId })
  return (await deliveries())[0]?.id ?? 0
}

describe('a program that wants to be told', () => {
  it('is told once of what happened since, signed so that the reference implementation believes it', async () => {
    await openCaseAt(world, { openedAt: minutes(-60) })
    const { key } = await register()
    const { caseId } = await receiveComplaint(as({ kind: 'citizen' }, minutes(1)), aComplaint(), { channel: 'web' })
    await moveCase(as(officer, minutes(1)), { caseId, act: 'sign', typed: {} })
    await round(minutes(2))
    await round(minutes(2))
    await deliverAll()
    expect(kinds()).toEqual(['case.opened', 'case.moved', 'case.moved'])
    for (const message of received) {
      expect(caseWebhookShape.parse(verified(message, key))).toMatchObject({ data: { case_id: caseId, lead: 'AMR' } })
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    await deliverAll()
    expect(received).toHaveLength(3)
  })

  it('is told nothing about anybody, and nothing that was written', async () => {
    await register()
    await receiveComplaint(as({ kind: 'citizen' }, minutes(1)), aComplaint(), { channel: 'web' })
    await round(minutes(2))
    await deliverAll()
    const told = received.map(({ body }) => body).join()
    expect(told).toContain('case.opened')
    for (const personal of ['陈女士', '13800000000', 'chen@example.com', '电饭煲', '福田区一家', '漏电']) {
      expect(told).not.toContain(personal)
    }
  })

  it('hears only of its own bureau’s cases, but of every released warning', async () => {
    await register({ bureau: 'EEB' })
    await receiveComplaint(as({ kind: 'citizen' }, minutes(1)), aComplaint(), { channel: 'web' })
    const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    const warningId = await aDraft(world)
    await releaseWarning(as(office, minutes(1)), { warningId, reason: '核实无误' })
    await round(minutes(2))
    await deliverAll()
    expect(kinds()).toEqual(['warning.released'])
    expect(warningWebhookShape.parse(JSON.parse(received[0]?.body ?? ''))).toMatchObject({
      data: { warning_id: warningId },
    })
  })

  it('is registered, changed and seen by administrators alone', async () => {
    const { endpointId } = await register()
    const refused = [
      registerWebhook(as(officer), { url, bureau: '', events: ['case.opened'] }),
      rotateWebhookKey(as(officer), { endpointId }),
      disableWebhook(as(officer), { endpointId }),
      enableWebhook(as(officer), { endpointId }),
      testWebhook(as(officer), { endpointId }),
      replayDelivery(as(officer), { deliveryId: 1 }),
      listWebhooks(as(officer)),
      readWebhook(as(officer), { endpointId }),
    ]
    for (const refusal of refused) await expect(refusal).rejects.toThrow(Forbidden)
    await expect(disableWebhook(as(keeper), { endpointId: 999 })).rejects.toThrow(NotFound)
    await expect(register({ events: [] })).rejects.toThrow(Invalid)
  })

  it('keeps getting messages while it changes over to a new key', async () => {
    const { endpointId, key } = await register()
    const { key: newKey } = await rotateWebhookKey(as(keeper), { endpointId })
    expect(newKey).not.toBe(key)
    await testWebhook(as(keeper), { endpointId })
    await deliverAll()
    const [message] = received
    if (!message) throw new Error('nothing arrived')
    for (const known of [key, newKey]) expect(verified(message, known)).toMatchObject({ type: 'webhook.test' })
    expect((await readWebhook(as(keeper), { endpointId })).webhook.bothKeysUntil).toEqual(minutes(24 * 60))
  })
})

describe('a form sent twice', () => {
  it('registers one endpoint and changes its key once, so that the receiver’s key still signs', async () => {
    const asked = { url, bureau: '', events: ['case.opened'], submissionKey: 'form-1' }
    const [first, second] = await Promise.all([registerWebhook(as(keeper), asked), registerWebhook(as(keeper), asked)])
    expect(second).toEqual(first)
    const { endpointId, key } = first
    const rotation = { endpointId, submissionKey: 'form-2' }
    const [one, again] = await Promise.all([
      rotateWebhookKey(as(keeper), rotation),
      rotateWebhookKey(as(keeper), rotation),
    ])
    expect(again).toEqual(one)
    await testWebhook(as(keeper), { endpointId })
    await deliverAll()
    const [message] = received
    if (!message) throw new Error('nothing arrived')
    for (const known of [key, one.key]) expect(verified(message, known)).toMatchObject({ type: 'webhook.test' })
    expect(await register({ events: ['case.opened'] })).not.toMatchObject({ endpointId })
    const other = await registerWebhook(as(keeper), { ...asked, url: `${url}/other` })
    expect(other.endpointId).not.toBe(endpointId)
  })
})

describe('a message that does not arrive', () => {
  it('is tried again with the same id, then marked failed, and can be sent again by hand', async () => {
    const id = await owed()
    answer = 500
    for (let attempt = 1; attempt <= jobTerms['deliver-webhook'].retryLimit; attempt += 1) {
      await expect(deliver(id)).rejects.toThrow(/not taken/)
    }
    await deliver(id)
    expect((await deliveries())[0]).toMatchObject({ status: 'failed', last_answer: 500, attempts: 17 })
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    answer = 200
    await replayDelivery(as(keeper), { deliveryId: id })
    await deliver(id)
    expect((await deliveries())[0]).toMatchObject({ status: 'delivered', last_answer: 200, attempts: 1 })
  })

  it('does not follow a redirect, and says why nothing answered', async () => {
    const id = await owed()
    answer = 302
    await expect(deliver(id)).rejects.toThrow()
    expect(received).toHaveLength(1)
    await db.updateTable('webhook_endpoint').set({ url: 'http://127.0.0.1:1' }).execute()
    await expect(deliver(id)).rejects.toThrow()
    expect((await deliveries())[0]).toMatchObject({ last_answer: null, last_error: expect.stringContaining('REFUSED') })
  })

  it('is never sent to a private address or without TLS in production, whatever the name says', async () => {
    const id = await owed()
    for (const [to, because] of [
      [url, 'only https'],
      ['https://127.0.0.1/', 'not a public address'],
      ['https://localhost/', 'not a public address'],
    ] as const) {
      await db.updateTable('webhook_endpoint').set({ url: to }).execute()
      await expect(deliver(id, now, false)).rejects.toThrow()
      expect((await deliveries())[0]?.last_error).toContain(because)
    }
    expect(received).toEqual([])
  })

  it('disables an endpoint that has failed for five days, and one that says it is gone', async () => {
    const id = await owed()
    answer = 503
    await expect(deliver(id)).rejects.toThrow()
    await expect(deliver(id, minutes(4 * 1440))).rejects.toThrow()
    await deliver(id, minutes(5 * 1440))
    const [failing] = await listWebhooks(as(keeper))
    expect(failing).toMatchObject({ disabledBecause: 'failing', failingSince: now, failed: 1 })
    await expect(replayDelivery(as(keeper), { deliveryId: id })).rejects.toThrow(Conflict)
    await enableWebhook(as(keeper), { endpointId: failing?.id ?? 0 })
    answer = 410
    await replayDelivery(as(keeper), { deliveryId: id })
    await deliver(id)
    expect((await listWebhooks(as(keeper)))[0]).toMatchObject({ disabledBecause: 'gone' })
  })

  it('forgets that it failed once a message arrives', async () => {
    const id = await owed()
    answer = 503
    await expect(deliver(id)).rejects.toThrow()
    answer = 200
    await deliver(id, minutes(1))
    expect((await listWebhooks(as(keeper)))[0]).toMatchObject({ failingSince: null, owed: 0, failed: 0 })
  })
})

describe('an old message', () => {
  it('is deleted once it is over, and one still owed is not', async () => {
    const id = await owed()
    await deliver(id)
    await testWebhook(as(keeper), { endpointId: (await deliveries())[0]?.endpoint_id ?? 0 })
    expect(await purgeDeliveries({ db, now: minutes(89 * 1440) })).toBe(0)
    expect(await purgeDeliveries({ db, now: minutes(91 * 1440) })).toBe(1)
    expect((await deliveries()).map(({ status }) => status)).toEqual(['owed'])
  })
})

describe('a disabled endpoint', () => {
  it('is told nothing, and once enabled only what happens afterwards', async () => {
    const { endpointId } = await register()
    await testWebhook(as(keeper), { endpointId })
    await disableWebhook(as(keeper), { endpointId })
    await deliverAll()
    await openCaseAt(world, { openedAt: minutes(1) })
    expect(await round(minutes(2))).toBe(0)
    await enableWebhook(as(keeper, minutes(3)), { endpointId })
    await openCaseAt(world, { openedAt: minutes(4) })
    await round(minutes(5))
    expect((await deliveries()).map(({ kind }) => kind)).toEqual(['webhook.test', 'case.opened', 'case.moved'])
    expect(received).toEqual([])
  })
})
