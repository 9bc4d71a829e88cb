import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { anAuthenticator } from '../support/authenticator.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

async function signedIn() {
  const row = { username: 'lihua', name: '李华', role: 'officer', bureau: 'AMR', password_hash: passwordHash } as const
  await world.db
    .insertInto('account')
    .values({ ...row, created_at: monday })
    .execute()
  const site = siteOn(world)
  const answer = await site.send('/sign-in', new URLSearchParams({ username: 'lihua', password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return { site, Cookie }
}

describe('a passkey over HTTP', () => {
  it('is added and signs in, back to the page that was wanted', async () => {
    const { site, Cookie } = await signedIn()
    const device = anAuthenticator(world.publicUrl)
    const offer = await site.get('/bureau/account/passkeys/challenge', { headers: { Cookie } })
    expect(offer.headers.get('Cache-Control')).toBe('no-store')
    const form = {
      'passkey-name': '安全钥匙',
      answer: JSON.stringify(device.add((await offer.json()) as PublicKeyCredentialCreationOptionsJSON)),
    }
    const added = await site.send('/bureau/account/passkeys', new URLSearchParams(form), { Cookie })
    expect(added.headers.get('Location')).toBe('/bureau/account')
    const asked = await site.get('/sign-in/passkey/challenge')
    expect(asked.headers.get('Cache-Control')).toBe('no-store')
    const answer = JSON.stringify(device.sign((await asked.json()) as PublicKeyCredentialRequestOptionsJSON))
    const signed = await site.send('/sign-in/passkey', new URLSearchParams({ answer, next: '/bureau/tasks' }))
    expect(signed.headers.get('Location')).toBe('/bureau/tasks')
    expect(signed.headers.get('Set-Cookie')).toMatch(/^session=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
  })

  it('that is no answer is refused beside the form, keeps what was typed, and leads nowhere else', async () => {
    const { site, Cookie } = await signedIn()
    const form = { 'passkey-name': '安全钥匙', answer: '{"id":"x"}' }
    const added = await site.send('/bureau/account/passkeys', new URLSearchParams(form), { Cookie })
    expect(added.status).toBe(422)
    expect(await added.text()).toContain('value="安全钥匙"')
    for (const answer of ['', 'null', '{"id":"AA","rawId":"AA","type":"public-key","response":{}}']) {
      const refused = await site.send('/sign-in/passkey', new URLSearchParams({ answer, next: '//evil.example' }))
      expect(refused.status).toBe(422)
      expect(refused.headers.get('Set-Cookie')).toBeNull()
    }
  })

  it('is offered to staff only, and taken from our own pages only', async () => {
    const site = siteOn(world)
    expect((await site.get('/bureau/account/passkeys/challenge')).headers.get('Location')).toContain('/sign-in')
    const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect((await site.send('/sign-in/passkey', new URLSearchParams({ answer: '' }), foreign)).status).toBe(403)
  })
})

describe('a password', () => {
  it('may be guessed ten times from one address; who signs in does not use that up for the colleagues', async () => {
    const { site } = await signedIn()
    const send = (typed: string, username = 'lihua') =>
      site.send('/sign-in', new URLSearchParams({ username, password: typed }))
    for (let times = 0; times < 12; times += 1) expect((await send(password)).status).toBe(303)
    const guesses: number[] = []
    for (let times = 0; times < 11; times += 1)
      guesses.push((await send('not-the-password', `somebody-${times}`)).status)
    expect(guesses.indexOf(429)).toBe(10)
    expect((await send(password)).status).toBe(429)
  })
})
