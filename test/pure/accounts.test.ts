import { describe, expect, it } from 'vitest'
import { newPassword } from '../../src/accounts/password.ts'
import { may, roles, seesCase } from '../../src/accounts/permissions.ts'
import { newSessionToken, sessionTokenHash } from '../../src/accounts/session-token.ts'
import type { Actor, Role } from '../../src/context.ts'

const staff = (role: Role, bureau = 'AMR'): Actor => ({ kind: 'staff', accountId: 1, name: '李明', role, bureau })
const everyone = Object.keys(roles) as Role[]

describe('the table of roles', () => {
  it('lets nobody keep the accounts and see cases as well', () => {
    for (const role of everyone) {
      const { may: permissions } = roles[role]
      const seesCases = permissions.includes('see_own_cases') || permissions.includes('see_all_cases')
      expect(permissions.includes('keep_accounts') && seesCases).toBe(false)
    }
  })

  it('lets officers ask who filed, custodians alone open it, and keeps custodians from the cases', () => {
    expect(everyone.filter((role) => may(staff(role), 'ask_for_identity'))).toEqual(['officer'])
    expect(everyone.filter((role) => may(staff(role), 'keep_identities'))).toEqual(['custodian'])
    expect(roles.custodian.may).toEqual(['keep_identities'])
  })

  it('lets those release warnings who may publish', () => {
    expect(everyone.filter((role) => may(staff(role), 'release_recall_warnings'))).toEqual(['joint_office'])
  })

  it('gives citizens, jobs and operators nothing', () => {
    for (const actor of [{ kind: 'citizen' }, { kind: 'job', name: 'x' }, { kind: 'operator' }] satisfies Actor[]) {
      for (const permission of new Set(everyone.flatMap((role) => roles[role].may))) {
        expect(may(actor, permission)).toBe(false)
      }
    }
  })
})

describe('a case', () => {
  const about = { lead: 'AMR', support: ['EEB'] }
  it('is seen by officers of the bureaus in it and by the desk, not by others', () => {
    expect(seesCase(staff('officer', 'AMR'), about)).toBe(true)
    expect(seesCase(staff('officer', 'EEB'), about)).toBe(true)
    expect(seesCase(staff('officer', 'WB'), about)).toBe(false)
    expect(seesCase(staff('dispatcher', 'DATA'), about)).toBe(true)
    expect(seesCase(staff('trade_official', 'AMR'), about)).toBe(false)
    expect(seesCase({ kind: 'citizen' }, about)).toBe(false)
  })
})

describe('what is drawn by chance', () => {
  it('is 256 bits for a session, of which only the hash is kept', () => {
    const tokens = Array.from({ length: 50 }, newSessionToken)
    expect(new Set(tokens).size).toBe(50)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      expect(sessionTokenHash(token)).toMatch(/^[0-9a-f]{64}$/)
      expect(sessionTokenHash(token)).not.toContain(token)
    }
  })

  it('is four groups of four unmistakable characters for a password, every character about as often', () => {
    const passwords = Array.from({ length: 2000 }, newPassword)
    expect(new Set(passwords).size).toBe(2000)
    const counts = new Map<string, number>()
    for (const password of passwords) {
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
      for (const letter of password.replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect(counts.size).toBe(31)
    const mean = 32_000 / 31
    for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(mean * 0.2)
  })
})
