import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ofReport, openIdentity, readVaultKeys, rewrapKey, sealIdentity } from '../../../src/accounts/identity-vault.ts'

const who = { name: '陈女士', phone: '13800000000', email: 'chen@example.com' }
const key = () => randomBytes(32).toString('base64')

test('what was sealed for one report opens for that report alone, and only whole', () => {
  const vault = readVaultKeys(null, 'a secret')
  const sealed = sealIdentity(vault, 7, who)
  expect(openIdentity(vault, 7, sealed)).toEqual(who)
  expect(() => openIdentity(vault, 8, sealed)).toThrow()
  const bent = Buffer.from(sealed.sealed)
  bent[bent.length - 1] = (bent[bent.length - 1] ?? 0) ^ 1
  expect(() => openIdentity(vault, 7, { ...sealed, sealed: bent })).toThrow()
  expect(() => openIdentity(readVaultKeys(null, 'another secret'), 7, sealed)).toThrow()
  expect(sealed.sealed.includes('chen')).toBe(false)
})

test('a key is rotated without opening what it keeps; the old key may then go', () => {
  const [old, fresh] = [`k1:${key()}`, `k2:${key()}`]
  const sealed = sealIdentity(readVaultKeys(old, ''), 7, who)
  const both = readVaultKeys(`${fresh},${old}`, '')
  const wrapped = { ...sealed, ...rewrapKey(both, ofReport(7), sealed) }
  expect(wrapped.key_id).toBe('k2')
  expect(openIdentity(readVaultKeys(fresh, ''), 7, wrapped)).toEqual(who)
  expect(() => openIdentity(readVaultKeys(fresh, ''), 7, sealed)).toThrow('k1')
})

test('a key of another length is refused with what to do', () => {
  expect(() => readVaultKeys('k1:c2hvcnQ=', '')).toThrow('openssl rand -base64 32')
})
