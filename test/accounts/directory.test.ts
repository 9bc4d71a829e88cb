import { describe, expect, it } from 'vitest'
import { linkDirectory } from '../../src/accounts/directory/link-directory.ts'
import { signInWithDirectory } from '../../src/accounts/directory/sign-in-with-directory.ts'
import { unlinkDirectory } from '../../src/accounts/directory/unlink-directory.ts'
import { findSession } from '../../src/accounts/find-session.ts'
import { listAccounts } from '../../src/accounts/list-accounts.ts'
import { setEmail } from '../../src/accounts/set-email.ts'
import type { Role } from '../../src/context.ts'
import { Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const issuer = 'https://id.example.gov.cn'
const as = async (role: Role) => contextOf(world, { actor: await anOfficer(db, { role, bureau: 'DATA' }) })
const person = (subject: string, email: string | null = null) => ({ issuer, subject, email })
const signIn = (subject: string, email: string | null = null) =>
  signInWithDirectory(contextOf(world), { person: person(subject, email), linkByEmail: email !== null })
const acts = async () =>
  (await db.selectFrom('audit_event').select('act').orderBy('id').execute()).map(({ act }) => act)

/** The fields that a refusal names. */
async function fieldsOf(promise: Promise<unknown>): Promise<string[]> {
  const refusal = await promise.catch((error: unknown) => error)
  if (!(refusal instanceof Invalid)) throw new Error(`expected Invalid, got ${refusal}`)
  return Object.keys(refusal.fields)
}

describe('the keeper of accounts', () => {
  it('links an account to a person, one to one, and is told which field is wrong', async () => {
    const keeper = await as('administrator')
    const [one, two] = [await anOfficer(db), await anOfficer(db)]
    await linkDirectory(keeper, { accountId: one.accountId, issuer, subject: 'person-17' })
    expect(await findSession(contextOf(world), await signIn('person-17'))).toEqual(one)
    const wrong = [
      { accountId: two.accountId, issuer, subject: 'person-17' },
      { accountId: one.accountId, issuer, subject: 'person-18' },
      { accountId: two.accountId, issuer, subject: '' },
      { accountId: null, issuer, subject: 'person-18' },
      { accountId: 999_999, issuer, subject: 'person-18' },
    ]
    const fields = await Promise.all(wrong.map((asked) => fieldsOf(linkDirectory(keeper, asked))))
    expect(fields).toEqual([['subject'], ['subject'], ['subject'], ['account'], ['account']])
    await expect(signIn('person-18')).rejects.toBeInstanceOf(Invalid)
  })

  it('sees who is linked at this directory, and not at another one', async () => {
    const keeper = await as('administrator')
    const { accountId } = await anOfficer(db)
    await linkDirectory(keeper, { accountId, issuer, subject: 'person-17' })
    const subjects = async (of: string | null) =>
      (await listAccounts(keeper, { issuer: of })).flatMap(({ subject }) => subject ?? [])
    expect(await subjects(issuer)).toEqual(['person-17'])
    expect(await subjects('https://other.example')).toEqual([])
    expect(await subjects(null)).toEqual([])
  })

  it('unlinks it: what the directory opened ends, another session stays', async () => {
    const keeper = await as('administrator')
    const { accountId } = await anOfficer(db)
    await linkDirectory(keeper, { accountId, issuer, subject: 'person-17' })
    const { token } = await signIn('person-17')
    await db
      .insertInto('session')
      .values({ token_hash: 'x', account_id: accountId, created_at: monday, seen_at: monday, expires_at: monday })
      .execute()
    await unlinkDirectory(keeper, { accountId, issuer })
    await expect(unlinkDirectory(keeper, { accountId, issuer })).rejects.toBeInstanceOf(NotFound)
    await expect(signIn('person-17')).rejects.toBeInstanceOf(Invalid)
    expect(await findSession(contextOf(world), { token })).toBeNull()
    expect(await db.selectFrom('session').select('way').execute()).toEqual([{ way: 'password' }])
    expect(await acts()).toEqual(['directory_linked', 'sign_in', 'directory_unlinked', 'sign_in_failed'])
  })

  it('notes the work e-mail that the directory may find an account by', async () => {
    const keeper = await as('administrator')
    const officer = await anOfficer(db)
    await setEmail(keeper, { accountId: officer.accountId, email: 'Li@Example.gov.cn' })
    expect(await fieldsOf(setEmail(keeper, { accountId: officer.accountId, email: 'li' }))).toEqual(['email'])
    expect(await fieldsOf(setEmail(keeper, { accountId: null, email: 'a@b.cn' }))).toEqual(['email-account'])
    expect(await findSession(contextOf(world), await signIn('person-17', 'li@example.gov.cn'))).toEqual(officer)
    expect(JSON.stringify(await db.selectFrom('audit_event').selectAll().execute())).not.toContain('example.gov.cn')
  })

  it('is the administrator and nobody else', async () => {
    const { accountId } = await anOfficer(db)
    for (const role of ['officer', 'head', 'auditor', 'custodian'] as const) {
      const context = await as(role)
      await expect(linkDirectory(context, { accountId, issuer, subject: 'x' })).rejects.toBeInstanceOf(Forbidden)
      await expect(unlinkDirectory(context, { accountId, issuer })).rejects.toBeInstanceOf(Forbidden)
      await expect(setEmail(context, { accountId, email: 'a@b.cn' })).rejects.toBeInstanceOf(Forbidden)
    }
  })
})

it('two first sign-ins of one person at the same moment link once', async () => {
  const keeper = await as('administrator')
  const { accountId } = await anOfficer(db)
  await setEmail(keeper, { accountId, email: 'li@example.gov.cn' })
  const tries = await Promise.allSettled([
    signIn('person-17', 'li@example.gov.cn'),
    signIn('person-18', 'li@example.gov.cn'),
  ])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.selectFrom('directory_identity').selectAll().execute()).toHaveLength(1)
})
