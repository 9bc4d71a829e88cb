import { describe, expect, it } from 'vitest'
import { disableAccount } from '../../src/accounts/disable-account.ts'
import { findSession } from '../../src/accounts/find-session.ts'
import { addPasskey } from '../../src/accounts/passkeys/add-passkey.ts'
import { askForPasskey } from '../../src/accounts/passkeys/ask-for-passkey.ts'
import { listPasskeys } from '../../src/accounts/passkeys/list-passkeys.ts'
import { offerPasskey } from '../../src/accounts/passkeys/offer-passkey.ts'
import { removeAllPasskeys } from '../../src/accounts/passkeys/remove-all-passkeys.ts'
import { removePasskey } from '../../src/accounts/passkeys/remove-passkey.ts'
import { signInWithPasskey } from '../../src/accounts/passkeys/sign-in-with-passkey.ts'
import { hashPassword } from '../../src/accounts/password.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import { Forbidden, Invalid, NotFound, TooMany } from '../../src/errors.ts'
import { anAuthenticator } from '../support/authenticator.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const minutesLater = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)
const citizen = (now = monday) => contextOf(world, { now })
const acts = async () =>
  (await db.selectFrom('audit_event').select(['act', 'detail']).orderBy('id').execute()).map(({ act, detail }) => ({
    act,
    detail,
  }))
const sessions = () => db.selectFrom('session').select(['account_id', 'way']).execute()

/** An officer signed in by password, and a device that belongs to this service's address. */
async function anOfficerAtWork(username = 'lihua') {
  const row = { username, name: '李华', role: 'officer', bureau: 'AMR', password_hash: passwordHash } as const
  await db
    .insertInto('account')
    .values({ ...row, created_at: monday })
    .execute()
  const { token } = await signIn(citizen(), { username, password })
  const actor = await findSession(citizen(), { token })
  if (!actor) throw new Error('nobody is signed in')
  return { token, actor, context: contextOf(world, { actor }), device: anAuthenticator(world.publicUrl) }
}

async function anOfficerWithPasskey() {
  const officer = await anOfficerAtWork()
  const answer = officer.device.add(await offerPasskey(officer.context))
  await addPasskey(officer.context, { name: '办公室电脑', answer, token: officer.token })
  return officer
}

/** What refuses it; fails the test when nothing does. */
async function refusalOf(promise: Promise<unknown>): Promise<Invalid> {
  const refusal = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(refusal instanceof Invalid)) throw new Error(`expected Invalid, got ${refusal}`)
  return refusal
}

describe('adding a passkey', () => {
  it('names it, keeps its public key alone, and signs its owner in without a password', async () => {
    const { context, token, actor, device } = await anOfficerWithPasskey()
    const answer = device.sign(await askForPasskey(citizen(minutesLater(3))))
    const signedIn = await signInWithPasskey(citizen(minutesLater(3)), { answer })
    expect(await findSession(citizen(minutesLater(3)), signedIn)).toEqual(actor)
    const { passkeys } = await listPasskeys(context, { token })
    expect(passkeys).toMatchObject([{ name: '办公室电脑', synced: false, usedAt: minutesLater(3), doubtedAt: null }])
    expect(await acts()).toEqual([
      { act: 'sign_in', detail: { way: 'password' } },
      { act: 'passkey_added', detail: { passkey: passkeys[0]?.id } },
      { act: 'sign_in', detail: { way: 'passkey' } },
    ])
  })

  it('asks for a device that knows its owner, and never twice for the same', async () => {
    const { context, device } = await anOfficerWithPasskey()
    const options = await offerPasskey(context)
    expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(options.rp.id).toBe('localhost')
    expect(options.excludeCredentials).toMatchObject([{ id: device.id }])
    expect(JSON.stringify(await askForPasskey(citizen()))).not.toContain(device.id)
  })

  it('is refused for another origin, another challenge, an unverified owner and an answer sent twice', async () => {
    const { context, token, device } = await anOfficerAtWork()
    const add = (answer: ReturnType<typeof device.add>) => addPasskey(context, { name: '手机', answer, token })
    const options = await offerPasskey(context)
    const signInChallenge = (await askForPasskey(citizen())).challenge
    const bad = [
      device.add(options, { origin: 'https://look-alike.example' }),
      device.add(options, { challenge: 'bm90LW91cnM' }),
      device.add(options, { challenge: signInChallenge }),
      device.add(options, { verified: false }),
    ]
    for (const answer of bad) expect(Object.keys((await refusalOf(add(answer))).fields)).toEqual(['passkey'])
    const answer = device.add(options)
    await add(answer)
    await db.deleteFrom('passkey').execute()
    await refusalOf(add(answer))
    expect(await db.selectFrom('passkey').selectAll().execute()).toEqual([])
  })

  it('belongs to the account it was offered to, and to a session that is fresh', async () => {
    const { context, token, device } = await anOfficerAtWork()
    const other = await anOfficerAtWork('zhang')
    const meant = device.add(await offerPasskey(context))
    await refusalOf(addPasskey(other.context, { name: '手机', answer: meant, token: other.token }))
    const late = { ...context, now: minutesLater(16) }
    const answer = device.add(await offerPasskey(late))
    const refusal = await refusalOf(addPasskey(late, { name: '手机', answer, token }))
    expect(refusal.fields.passkey?.zh).toContain('15 分钟')
    expect((await listPasskeys(late, { token })).fresh).toBe(false)
    expect((await refusalOf(addPasskey(context, { name: '', answer, token }))).fields).toHaveProperty('passkey-name')
  })
})

describe('signing in with a passkey', () => {
  it('is refused for another origin, a challenge that is old, foreign or for adding, and an unverified owner', async () => {
    const { context, device } = await anOfficerWithPasskey()
    const options = await askForPasskey(citizen())
    const addChallenge = (await offerPasskey(context)).challenge
    const bad = [
      { origin: 'https://look-alike.example' },
      { challenge: 'bm90LW91cnM' },
      { challenge: addChallenge },
      { verified: false },
      { userHandle: Buffer.from('account:999').toString('base64url') },
    ]
    for (const otherwise of bad) {
      await refusalOf(signInWithPasskey(citizen(), { answer: device.sign(options, otherwise) }))
    }
    await refusalOf(signInWithPasskey(citizen(minutesLater(6)), { answer: device.sign(options) }))
    expect((await acts()).filter(({ act }) => act === 'sign_in_failed')).toHaveLength(6)
    expect((await sessions()).map(({ way }) => way)).toEqual(['password'])
  })

  it('takes each answer once', async () => {
    const { device } = await anOfficerWithPasskey()
    const answer = device.sign(await askForPasskey(citizen()), { counter: 0 })
    await signInWithPasskey(citizen(), { answer })
    await refusalOf(signInWithPasskey(citizen(), { answer }))
    expect(await sessions()).toHaveLength(2)
    await signInWithPasskey(citizen(minutesLater(10)), {
      answer: device.sign(await askForPasskey(citizen(minutesLater(10))), { counter: 0 }),
    })
    expect(await db.selectFrom('answered_challenge').selectAll().execute()).toHaveLength(1)
  })

  it('refuses a count that went back, tells the owner and writes it into the record', async () => {
    const { context, token, device } = await anOfficerWithPasskey()
    const at = async (counter: number) => device.sign(await askForPasskey(citizen()), { counter })
    await signInWithPasskey(citizen(), { answer: await at(7) })
    await refusalOf(signInWithPasskey(citizen(), { answer: await at(7) }))
    await refusalOf(signInWithPasskey(citizen(), { answer: await at(3) }))
    await refusalOf(signInWithPasskey(citizen(), { answer: await at(0) }))
    expect((await acts()).filter(({ act }) => act === 'passkey_doubted')).toHaveLength(3)
    expect((await listPasskeys(context, { token })).passkeys).toMatchObject([{ doubtedAt: monday }])
    expect(await sessions()).toHaveLength(2)
  })

  it('does not take a forged count for a copy', async () => {
    const { device } = await anOfficerWithPasskey()
    const options = await askForPasskey(citizen())
    await signInWithPasskey(citizen(), { answer: device.sign(options, { counter: 5 }) })
    const forged = device.sign(await askForPasskey(citizen()), { counter: 1 })
    forged.response.signature = Buffer.alloc(70).toString('base64url')
    await refusalOf(signInWithPasskey(citizen(), { answer: forged }))
    expect((await acts()).map(({ act }) => act)).not.toContain('passkey_doubted')
  })

  it('is shut with the account: disabled at once, locked for a while', async () => {
    const { device, actor } = await anOfficerWithPasskey()
    const keeper = contextOf(world, { actor: await anOfficer(db, { role: 'administrator' }) })
    for (let n = 0; n < 8; n++) await refusalOf(signIn(citizen(), { username: 'lihua', password: 'wrong' }))
    const answer = device.sign(await askForPasskey(citizen()))
    await expect(signInWithPasskey(citizen(), { answer })).rejects.toBeInstanceOf(TooMany)
    const later = citizen(minutesLater(16))
    await signInWithPasskey(later, { answer: device.sign(await askForPasskey(later)) })
    await disableAccount(keeper, { accountId: actor.accountId })
    await refusalOf(signInWithPasskey(later, { answer: device.sign(await askForPasskey(later)) }))
    expect(await sessions()).toEqual([])
  })

  it('opens the first administrator’s account alone where the directory is required', async () => {
    const { device } = await anOfficerWithPasskey()
    const answer = device.sign(await askForPasskey(citizen()))
    const refusal = await refusalOf(signInWithPasskey(citizen(), { answer, directoryOnly: true }))
    expect(refusal.said.zh).toContain('统一身份认证')
    await db.updateTable('account').set({ role: 'administrator' }).where('username', '=', 'lihua').execute()
    await signInWithPasskey(citizen(), { answer, directoryOnly: true })
    expect((await sessions()).map(({ way }) => way)).toEqual(['password', 'passkey'])
  })

  it('eight answers that prove nothing shut the account too', async () => {
    const { device } = await anOfficerWithPasskey()
    for (let n = 0; n < 8; n++) {
      const answer = device.sign(await askForPasskey(citizen()), { challenge: 'bm90LW91cnM' })
      await refusalOf(signInWithPasskey(citizen(), { answer }))
    }
    await expect(signIn(citizen(), { username: 'lihua', password })).rejects.toBeInstanceOf(TooMany)
  })

  it('says the same of a passkey that is unknown and of none', async () => {
    const stranger = anAuthenticator(world.publicUrl)
    const unknown = await refusalOf(
      signInWithPasskey(citizen(), { answer: stranger.sign(await askForPasskey(citizen())) }),
    )
    expect((await refusalOf(signInWithPasskey(citizen(), { answer: null }))).said).toEqual(unknown.said)
  })
})

describe('removing a passkey', () => {
  it('shuts it and ends what it opened elsewhere; another’s cannot be removed', async () => {
    const { context, token, device } = await anOfficerWithPasskey()
    const other = await anOfficerAtWork('zhang')
    await signInWithPasskey(citizen(), { answer: device.sign(await askForPasskey(citizen())) })
    const passkeyId = (await listPasskeys(context, { token })).passkeys[0]?.id ?? 0
    const remove = (by: typeof other) => removePasskey(by.context, { passkeyId, token: by.token })
    await expect(remove(other)).rejects.toBeInstanceOf(NotFound)
    await removePasskey(context, { passkeyId, token })
    await refusalOf(signInWithPasskey(citizen(), { answer: device.sign(await askForPasskey(citizen())) }))
    expect((await sessions()).map(({ way }) => way)).toEqual(['password', 'password'])
    expect(await findSession(citizen(), { token })).not.toBeNull()
  })

  it('of a lost device is the administrator’s act, nobody else’s', async () => {
    const { context, actor, device } = await anOfficerWithPasskey()
    const keeper = contextOf(world, { actor: await anOfficer(db, { role: 'administrator' }) })
    const input = { accountId: actor.accountId }
    await expect(removeAllPasskeys(context, input)).rejects.toBeInstanceOf(Forbidden)
    await removeAllPasskeys(keeper, input)
    await expect(removeAllPasskeys(keeper, input)).rejects.toBeInstanceOf(NotFound)
    await refusalOf(signInWithPasskey(citizen(), { answer: device.sign(await askForPasskey(citizen())) }))
    expect(await sessions()).toEqual([])
  })
})
