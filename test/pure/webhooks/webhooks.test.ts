import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { acts, type CaseState, caseStates } from '../../../src/cases/acts/case-states.ts'
import { Invalid } from '../../../src/errors.ts'
import { isPublicAddress } from '../../../src/public-address.ts'
import { readNewWebhook } from '../../../src/webhooks/new-webhook.ts'
import { settledRows } from '../../../src/webhooks/settled-rows.ts'
import { type CaseHappened, caseMessage, concerns } from '../../../src/webhooks/webhook-events.ts'
import { keyText, signingKeys, webhookHeaders, webhookKey } from '../../../src/webhooks/webhook-keys.ts'

const secret = 'a-secret-of-the-tests-0123456789'
const now = new Date()

describe('a signature', () => {
  it('is accepted by the reference implementation, and not for another body, id, key or hour', () => {
    const key = webhookKey(secret, 'key-1')
    const body = JSON.stringify({ type: 'case.opened', data: { case_id: 7, sector: '食品' } })
    const headers = webhookHeaders('case-event-1', now, body, [key])
    const receiver = new Webhook(keyText(key))
    expect(receiver.verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => receiver.verify(`${body} `, headers)).toThrow()
    expect(() => receiver.verify(body, { ...headers, 'webhook-id': 'case-event-2' })).toThrow()
    expect(() => new Webhook(keyText(webhookKey(secret, 'key-2'))).verify(body, headers)).toThrow()
    const old = webhookHeaders('case-event-1', new Date(now.getTime() - 3_600_000), body, [key])
    expect(() => receiver.verify(body, old)).toThrow()
  })

  it('is made with the new and the old key for a day after they changed, then with the new one alone', () => {
    const endpoint = { key_id: 'new', previous_key_id: 'old', previous_until: new Date(now.getTime() + 1000) }
    const headers = webhookHeaders('m', now, '{}', signingKeys(secret, endpoint, now))
    for (const keyId of ['new', 'old']) {
      expect(new Webhook(keyText(webhookKey(secret, keyId))).verify('{}', headers)).toEqual({})
    }
    const later = new Date(now.getTime() + 2000)
    expect(signingKeys(secret, endpoint, later)).toEqual([webhookKey(secret, 'new')])
  })

  it('cannot be made by who knows only what the database holds', () => {
    expect(webhookKey('another secret', 'key-1')).not.toEqual(webhookKey(secret, 'key-1'))
    expect(keyText(webhookKey(secret, 'key-1'))).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  })
})

describe('reading a history', () => {
  const row = (id: number, age_s = 0) => ({ id, at: new Date(now.getTime() - age_s * 1000) })
  const ids = (readTo: number, rows: { id: number; at: Date }[]) => settledRows(readTo, rows, now).map(({ id }) => id)

  it('stops at a missing number, which may still come, until it cannot come any more', () => {
    expect(ids(4, [row(5), row(6)])).toEqual([5, 6])
    expect(ids(4, [row(5), row(7)])).toEqual([5])
    expect(ids(4, [row(6)])).toEqual([])
    expect(ids(4, [row(6, 61), row(7, 61)])).toEqual([6, 7])
  })

  it('passes over no row that comes within a minute, in whatever order rows come', () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(order, (arrivals) => {
        const there: { id: number; at: Date }[] = []
        const seen: number[] = []
        for (const id of arrivals) {
          there.push(row(id))
          there.sort((a, b) => a.id - b.id)
          const readTo = seen.at(-1) ?? 0
          seen.push(
            ...ids(
              readTo,
              there.filter((one) => one.id > readTo),
            ),
          )
        }
        expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      }),
    )
  })
})

describe('a public address', () => {
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '::ffff:8.8.8.8', '[2606:4700::1111]'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
    ],
    ...[
      '255.255.255.255',
      '224.0.0.1',
      '198.18.0.1',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
    ],
    ...['2002:7f00:1::', '2001:db8::1', 'ff02::1', '::ffff:7f00:1', 'localhost', '', '1.2.3'],
  ])('is not %j', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('registering', () => {
  const bureaus = new Set(['AMR'])
  const read = (url: string, anyAddress = false) =>
    readNewWebhook({ url, bureau: 'AMR', events: ['case.opened', 'nothing.known'] }, { bureaus, anyAddress })

  it('takes a public https address and the events that there are', () => {
    expect(read('https://hooks.example.com/in')).toEqual({
      url: 'https://hooks.example.com/in',
      bureau: 'AMR',
      events: ['case.opened'],
    })
  })

  it.each([
    'hooks.example.com',
    'ftp://example.com',
    'http://example.com',
    'https://user:pass@example.com',
    'https://127.0.0.1/x',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://db.internal/',
  ])('refuses %s', (url) => {
    expect(() => read(url)).toThrow(Invalid)
  })

  it('lets a developer use their own machine', () => {
    expect(read('http://localhost:9999/', true).url).toBe('http://localhost:9999/')
  })

  it('says what is wrong beside each field', () => {
    const nothing = { url: '', bureau: 'NONE', events: [] }
    try {
      readNewWebhook(nothing, { bureaus, anyAddress: false })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Invalid)
      expect(Object.keys((error as Invalid).fields)).toEqual(['url', 'bureau', 'events'])
    }
  })
})

describe('what a row of a case’s history tells', () => {
  const happened = (said: Partial<CaseHappened>): CaseHappened => ({
    ...{ id: 1, case_id: 7, at: now, act: 'sign', from_state: 'dispatched', to_state: 'handling', bureau: 'AMR' },
    ...{ to_bureau: null, kind: 'complaint', leaf: 'FOOD.01', lead: 'AMR', support: ['HC'], district: null },
    ...{ danger: 0, risk: 'low', next_due_at: null },
    ...said,
  })
  const kindOf = (said: Partial<CaseHappened>) => caseMessage(happened(said), 'https://city.example')?.kind ?? null

  it('is that it was opened, moved, answered or closed; a note tells nothing', () => {
    expect(kindOf({ act: 'receive', from_state: null, to_state: 'to_dispatch' })).toBe('case.opened')
    expect(kindOf({})).toBe('case.moved')
    expect(kindOf({ act: 'answer', from_state: 'handling', to_state: 'answered' })).toBe('case.answered')
    expect(kindOf({ act: 'close', from_state: 'answered', to_state: 'closed' })).toBe('case.closed')
    expect(kindOf({ act: 'note', from_state: 'handling', to_state: 'handling' })).toBeNull()
  })

  it('follows from the table of acts alone, so that a new act tells something too', () => {
    for (const [act, { next }] of Object.entries(acts)) {
      for (const [from_state, to_state] of Object.entries(next)) {
        const kind = kindOf({ act, from_state, to_state })
        if (act !== 'answer' && from_state !== to_state) {
          expect(kind).toBe(caseStates[to_state as CaseState].final ? 'case.closed' : 'case.moved')
        }
      }
    }
  })

  it('goes to the bureaus it concerns and to those who hear of the whole city, and not to who came later', () => {
    const message = caseMessage(happened({ bureau: 'DATA', to_bureau: 'EEB' }), 'https://city.example')
    if (!message) throw new Error('no message')
    const endpoint = { events: ['case.moved'], created_at: new Date(now.getTime() - 1) }
    for (const bureau of [null, 'AMR', 'HC', 'DATA', 'EEB'])
      expect(concerns({ ...endpoint, bureau }, message)).toBe(true)
    expect(concerns({ ...endpoint, bureau: 'HCB' }, message)).toBe(false)
    expect(concerns({ ...endpoint, bureau: null, events: ['case.closed'] }, message)).toBe(false)
    expect(concerns({ ...endpoint, bureau: null, created_at: new Date(now.getTime() + 1) }, message)).toBe(false)
  })
})
