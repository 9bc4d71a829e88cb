import { describe, expect, it } from 'vitest'
import { makeDemoAccounts } from '../../src/accounts/make-demo-accounts.ts'
import { makeFirstAdministrator } from '../../src/accounts/make-first-administrator.ts'
import { roles } from '../../src/accounts/permissions.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const context = contextOf(world, { actor: { kind: 'operator' } })
const accounts = () =>
  world.db.selectFrom('account').select(['username', 'name', 'role', 'bureau', 'password_hash']).execute()

describe('the demo accounts', () => {
  it('are one officer for every bureau that handles cases, and one of each other role, all able to sign in', async () => {
    const made = await makeDemoAccounts(context)
    const officers = made.filter(({ role }) => role === 'officer').map(({ bureau }) => bureau)
    const handling = [...world.city.bureaus.values()].filter(({ party }) => !party).map(({ id }) => id)
    expect(officers).toEqual(handling)
    expect(new Set(made.map(({ role }) => role))).toEqual(new Set(Object.keys(roles)))
    expect(new Set(made.map(({ name }) => name)).size).toBe(made.length)
    const [first] = made
    if (!first) throw new Error('no account was made')
    await expect(signIn(context, first)).resolves.toMatchObject({ token: expect.any(String) })
  })

  it('are made once, and never beside accounts that exist', async () => {
    const made = await makeDemoAccounts(context)
    expect(await makeDemoAccounts(context)).toEqual([])
    expect(await accounts()).toHaveLength(made.length)
  })

  it('keep no password, and get another one in another installation', async () => {
    const [first] = await makeDemoAccounts(context)
    const kept = JSON.stringify(await accounts())
    await world.db.deleteFrom('account').execute()
    const [second] = await makeDemoAccounts(context)
    expect(first && kept.includes(first.password)).toBe(false)
    expect(second?.password).not.toBe(first?.password)
  })
})

describe('the first administrator', () => {
  it('is made under the operator’s password, once, in an empty database only', async () => {
    expect(await makeFirstAdministrator(context, { password: 'a-long-password-of-ours' })).toBe(true)
    expect(await makeFirstAdministrator(context, { password: 'another' })).toBe(false)
    expect((await accounts()).map(({ username, role }) => [username, role])).toEqual([['admin', 'administrator']])
    await expect(signIn(context, { username: 'admin', password: 'a-long-password-of-ours' })).resolves.toBeTruthy()
    await expect(signIn(context, { username: 'admin', password: 'another' })).rejects.toThrow()
  })
})
