import { describe, expect, it } from 'vitest'
import { changePassword } from '../../src/accounts/change-password.ts'
import { disableAccount } from '../../src/accounts/disable-account.ts'
import { findSession } from '../../src/accounts/find-session.ts'
import { listAccounts } from '../../src/accounts/list-accounts.ts'
import { openAccount } from '../../src/accounts/open-account.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import type { Role } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const as = async (role: Role) => contextOf(world, { actor: await anOfficer(world.db, { role, bureau: 'DATA' }) })
const wanted = { username: 'WangFang', name: '王芳', role: 'officer', bureau: 'EEB' }

describe('the keeper of accounts', () => {
  it('opens one, whose owner signs in with the password shown once', async () => {
    const { username, password } = await openAccount(await as('administrator'), wanted)
    const { token } = await signIn(contextOf(world), { username, password })
    expect(await findSession(contextOf(world), { token })).toMatchObject({
      name: '王芳',
      role: 'officer',
      bureau: 'EEB',
    })
  })

  it('is told what is wrong field by field, and a taken name is taken', async () => {
    const keeper = await as('administrator')
    const wrong = await openAccount(keeper, { username: '王', name: '', role: 'king', bureau: 'NONE' }).catch(
      (e: unknown) => e,
    )
    expect(wrong instanceof Invalid && Object.keys(wrong.fields).sort()).toEqual(['bureau', 'name', 'role', 'username'])
    await openAccount(keeper, wanted)
    await expect(openAccount(keeper, wanted)).rejects.toBeInstanceOf(Invalid)
    expect((await listAccounts(keeper)).filter(({ username }) => username === 'wangfang')).toHaveLength(1)
  })

  it('disables one: its sessions end and it cannot sign in; the own account never', async () => {
    const keeper = await as('administrator')
    const opened = await openAccount(keeper, wanted)
    const { token } = await signIn(contextOf(world), opened)
    const accountId = (await listAccounts(keeper)).find(({ username }) => username === 'wangfang')?.id ?? 0
    await disableAccount(keeper, { accountId })
    expect(await findSession(contextOf(world), { token })).toBeNull()
    await expect(signIn(contextOf(world), opened)).rejects.toBeInstanceOf(Invalid)
    await expect(disableAccount(keeper, { accountId })).rejects.toBeInstanceOf(NotFound)
    const own = keeper.actor.kind === 'staff' ? keeper.actor.accountId : 0
    await expect(disableAccount(keeper, { accountId: own })).rejects.toBeInstanceOf(Conflict)
  })

  it('is the administrator and nobody else', async () => {
    for (const role of ['officer', 'dispatcher', 'joint_office', 'trade_official'] as const) {
      const context = await as(role)
      await expect(openAccount(context, wanted)).rejects.toBeInstanceOf(Forbidden)
      await expect(listAccounts(context)).rejects.toBeInstanceOf(Forbidden)
      await expect(disableAccount(context, { accountId: 1 })).rejects.toBeInstanceOf(Forbidden)
    }
  })
})

describe('the own password', () => {
  it('is changed with the current one, and every other session ends', async () => {
    const opened = await openAccount(await as('administrator'), wanted)
    const here = await signIn(contextOf(world), opened)
    const there = await signIn(contextOf(world), opened)
    const actor = await findSession(contextOf(world), here)
    if (!actor) throw new Error('nobody is signed in')
    const context = contextOf(world, { actor })
    const change = { current: opened.password, wanted: '一句足够长的新密码就可以', token: here.token }
    await expect(changePassword(context, { ...change, current: 'x' })).rejects.toBeInstanceOf(Invalid)
    await expect(changePassword(context, { ...change, wanted: '太短' })).rejects.toBeInstanceOf(Invalid)
    await changePassword(context, change)
    expect(await findSession(contextOf(world), here)).not.toBeNull()
    expect(await findSession(contextOf(world), there)).toBeNull()
    await expect(signIn(contextOf(world), { ...opened, password: change.wanted })).resolves.toBeTruthy()
    await expect(signIn(contextOf(world), opened)).rejects.toBeInstanceOf(Invalid)
  })
})
