import { generateSync } from 'otplib'
import { expect, it } from 'vitest'
import { endSecondFactor } from '../../src/accounts/end-second-factor.ts'
import { readVaultKeys } from '../../src/accounts/identity-vault.ts'
import { openAccount } from '../../src/accounts/open-account.ts'
import { proveSecondFactor } from '../../src/accounts/prove-second-factor.ts'
import { rewrapSecrets } from '../../src/accounts/rewrap-secrets.ts'
import { setUpSecondFactor } from '../../src/accounts/set-up-second-factor.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import { Conflict, Forbidden, Invalid, TooMany } from '../../src/errors.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const after = (seconds: number) => new Date(monday.getTime() + seconds * 1000)
const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) })
const acts = async () =>
  (await db.selectFrom('audit_event').select('act').orderBy('id').execute()).map(({ act }) => act)

async function anAccount() {
  const keeper = await anOfficer(db, { role: 'administrator' })
  const asked = { username: 'li.ming', name: '李明', role: 'officer', bureau: 'AMR' }
  const { username, password } = await openAccount(contextOf(world, { actor: keeper }), asked)
  const { id } = await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirstOrThrow()
  const actor = { kind: 'staff', accountId: id, name: '李明', role: 'officer', bureau: 'AMR' } as const
  return { keeper, actor, username, password }
}

it('a code is asked for once its app was proved, and each code opens once', async () => {
  const { actor, username, password } = await anAccount()
  const { secret, uri } = await setUpSecondFactor(contextOf(world, { actor }))
  expect(uri).toContain('otpauth://totp/')
  await signIn(contextOf(world), { username, password })
  await expect(proveSecondFactor(contextOf(world, { actor }), { code: '000000' })).rejects.toBeInstanceOf(Invalid)
  await proveSecondFactor(contextOf(world, { actor }), { code: codeAt(secret, monday) })

  await expect(signIn(contextOf(world), { username, password })).rejects.toBeInstanceOf(Invalid)
  const used = { username, password, code: codeAt(secret, monday) }
  await expect(signIn(contextOf(world), used)).rejects.toBeInstanceOf(Invalid)
  const later = after(40)
  const fresh = { username, password, code: codeAt(secret, later) }
  await signIn(contextOf(world, { now: later }), fresh)
  await expect(signIn(contextOf(world, { now: later }), fresh)).rejects.toBeInstanceOf(Invalid)
  await expect(setUpSecondFactor(contextOf(world, { actor }))).rejects.toBeInstanceOf(Conflict)
  const { totp_secret } = await db
    .selectFrom('account')
    .select('totp_secret')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  expect(totp_secret).not.toContain(secret)
})

it('a lost phone is the administrator’s to reset, nobody else’s', async () => {
  const { keeper, actor, username, password } = await anAccount()
  const { secret } = await setUpSecondFactor(contextOf(world, { actor }))
  await proveSecondFactor(contextOf(world, { actor }), { code: codeAt(secret, monday) })
  const input = { accountId: actor.accountId }
  await expect(endSecondFactor(contextOf(world, { actor }), input)).rejects.toBeInstanceOf(Forbidden)
  await endSecondFactor(contextOf(world, { actor: keeper }), input)
  await signIn(contextOf(world), { username, password })
  expect(await acts()).toEqual(['account_opened', 'second_factor_set', 'second_factor_ended', 'sign_in'])
})

it('eight wrong passwords shut an account for a quarter of an hour, also to the right one', async () => {
  const { username, password } = await anAccount()
  for (let n = 0; n < 8; n++) {
    await expect(signIn(contextOf(world), { username, password: 'wrong' })).rejects.toBeInstanceOf(Invalid)
  }
  await expect(signIn(contextOf(world), { username, password })).rejects.toBeInstanceOf(TooMany)
  await signIn(contextOf(world, { now: after(15 * 60 + 1) }), { username, password })
  expect((await acts()).filter((act) => act === 'account_locked')).toHaveLength(1)
})

it('a second factor comes under a new vault key, and the old key may go', async () => {
  const { actor, username, password } = await anAccount()
  const { secret } = await setUpSecondFactor(contextOf(world, { actor }))
  await proveSecondFactor(contextOf(world, { actor }), { code: codeAt(secret, monday) })
  const fresh = readVaultKeys(`new:${Buffer.alloc(32, 9).toString('base64')}`, '')
  const both = { current: 'new', keys: new Map([...world.vault.keys, ...fresh.keys]) }
  expect(await rewrapSecrets({ db, vault: both })).toBe(1)
  expect(await rewrapSecrets({ db, vault: both })).toBe(0)
  const later = after(40)
  const context = { ...contextOf(world, { now: later }), vault: fresh }
  await signIn(context, { username, password, code: codeAt(secret, later) })
})
