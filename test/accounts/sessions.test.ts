import { describe, expect, it } from 'vitest'
import { findSession } from '../../src/accounts/find-session.ts'
import { hashPassword } from '../../src/accounts/password.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import { signOut } from '../../src/accounts/sign-out.ts'
import { Invalid } from '../../src/errors.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)

const hoursLater = (hours: number): Date => new Date(monday.getTime() + hours * 3_600_000)
const at = (now: Date) => contextOf(world, { now })

async function anAccount(username = 'lihua', disabled_at: Date | null = null): Promise<number> {
  const { id } = await world.db
    .insertInto('account')
    .values({
      username,
      name: '李华',
      role: 'officer',
      bureau: 'AMR',
      password_hash: passwordHash,
      created_at: monday,
      disabled_at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
const sessions = () => world.db.selectFrom('session').selectAll().execute()

describe('signing in', () => {
  it('opens a session under a token of which only the hash is kept', async () => {
    const accountId = await anAccount()
    const { token, expiresAt } = await signIn(at(monday), { username: ' LiHua ', password })
    const staff = await findSession(at(monday), { token })
    expect(staff).toEqual({ kind: 'staff', accountId, name: '李华', role: 'officer', bureau: 'AMR' })
    expect(expiresAt).toEqual(hoursLater(12))
    expect(JSON.stringify(await sessions())).not.toContain(token)
  })

  it('says the same to a wrong password, an unknown name and a disabled account, and opens nothing', async () => {
    await anAccount()
    await anAccount('left', monday)
    const tries = [
      { username: 'lihua', password: `${password}x` },
      { username: 'nobody', password },
      { username: 'left', password },
    ]
    const refusals = await Promise.all(tries.map((input) => signIn(at(monday), input).catch((error: unknown) => error)))
    const words = refusals.map((refusal) => (refusal instanceof Invalid ? refusal.said.zh : null))
    expect(new Set(words).size).toBe(1)
    expect(words[0]).toContain('用户名、密码或动态验证码不对')
    expect(await sessions()).toEqual([])
  })

  it('does the same work for an unknown name as for a known one', async () => {
    await anAccount()
    const timeOf = async (username: string) => {
      const start = performance.now()
      for (let count = 0; count < 5; count += 1)
        await signIn(at(monday), { username, password: 'wrong' }).catch(() => null)
      return performance.now() - start
    }
    await timeOf('nobody')
    const known = Math.min(await timeOf('lihua'), await timeOf('lihua'))
    expect(Math.max(await timeOf('nobody'), await timeOf('nobody'))).toBeGreaterThan(known / 3)
  })
})

describe('a session', () => {
  it('ends twelve hours after signing in, however busy', async () => {
    await anAccount()
    const { token } = await signIn(at(monday), { username: 'lihua', password })
    for (let hour = 1; hour < 12; hour += 1) expect(await findSession(at(hoursLater(hour)), { token })).not.toBeNull()
    expect(await findSession(at(hoursLater(12)), { token })).toBeNull()
  })

  it('ends after two hours without use', async () => {
    await anAccount()
    const { token } = await signIn(at(monday), { username: 'lihua', password })
    expect(await findSession(at(hoursLater(1.9)), { token })).not.toBeNull()
    expect(await findSession(at(hoursLater(3.8)), { token })).not.toBeNull()
    expect(await findSession(at(hoursLater(5.8)), { token })).toBeNull()
  })

  it('ends with signing out, at once, and alone', async () => {
    await anAccount()
    const here = await signIn(at(monday), { username: 'lihua', password })
    const there = await signIn(at(monday), { username: 'lihua', password })
    await signOut(world, { token: here.token })
    expect(await findSession(at(monday), { token: here.token })).toBeNull()
    expect(await findSession(at(monday), { token: there.token })).not.toBeNull()
  })

  it('ends when its account is disabled', async () => {
    const id = await anAccount()
    const { token } = await signIn(at(monday), { username: 'lihua', password })
    await world.db.updateTable('account').set({ disabled_at: monday }).where('id', '=', id).execute()
    expect(await findSession(at(monday), { token })).toBeNull()
  })

  it('that is over is cleared away at the next sign-in, and a made-up token is none', async () => {
    await anAccount()
    await signIn(at(monday), { username: 'lihua', password })
    await signIn(at(hoursLater(13)), { username: 'lihua', password })
    expect(await sessions()).toHaveLength(1)
    expect(await findSession(at(monday), { token: 'made-up' })).toBeNull()
  })
})
