import { describe, expect, it } from 'vitest'
import { readVaultKeys } from '../../../src/accounts/identity-vault.ts'
import { deliverLetter } from '../../../src/alerts/letters/deliver-letter.ts'
import type { Mail } from '../../../src/alerts/letters/mailer.ts'
import { askForIdentity } from '../../../src/cases/identity/ask-for-identity.ts'
import { decideIdentityRequest } from '../../../src/cases/identity/decide-identity-request.ts'
import { eraseIdentity } from '../../../src/cases/identity/erase-identity.ts'
import { eraseOldIdentities } from '../../../src/cases/identity/erase-old-identities.ts'
import { exportOwnCase } from '../../../src/cases/identity/export-own-case.ts'
import { openIdentity } from '../../../src/cases/identity/open-identity.ts'
import { rewrapIdentities } from '../../../src/cases/identity/rewrap-identities.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { receiveComplaint } from '../../../src/intake/receive-complaint.ts'
import { openCaseAt } from '../../support/cases.ts'
import { aComplaint, anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const purpose = '送达调解通知书'
const looks = () => db.selectFrom('look').select(['account_id', 'report_id', 'purpose']).execute()
const later = (hours: number) => new Date(monday.getTime() + hours * 3_600_000)

async function granted() {
  const caseId = await openCaseAt(world, { email: 'chen@example.com' })
  const officer = await anOfficer(db)
  const custodian = await anOfficer(db, { role: 'custodian' })
  const requestId = await askForIdentity(contextOf(world, { actor: officer }), { caseId, purpose })
  await decideIdentityRequest(contextOf(world, { actor: custodian }), {
    requestId,
    granted: true,
    reason: '须送达本人',
  })
  return { caseId, officer, custodian, requestId }
}

describe('who filed a case', () => {
  it('stands nowhere in the database in clear', async () => {
    const filed = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'api' })
    const kept = await db.selectFrom('reporter_identity').selectAll().execute()
    const letters = await db.selectFrom('letter').select('recipient').where('reason', '=', 'acknowledged').execute()
    expect(kept[0]?.holds).toEqual(['name', 'phone', 'email'])
    expect(Buffer.from(kept[0]?.sealed ?? []).toString('latin1')).not.toContain('chen')
    expect(letters).toEqual([{ recipient: `reporter:${filed.caseId}` }])
  })

  it('is opened by a custodian on a granted request, each time leaving a row that the reporter sees', async () => {
    const filed = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'api' })
    const officer = await anOfficer(db, { bureau: filed.bureau.id })
    const custodian = await anOfficer(db, { role: 'custodian' })
    const asker = contextOf(world, { actor: officer })
    const requestId = await askForIdentity(asker, { caseId: filed.caseId, purpose })
    const keeper = contextOf(world, { actor: custodian })
    await expect(openIdentity(keeper, { requestId })).rejects.toBeInstanceOf(Conflict)
    await decideIdentityRequest(keeper, { requestId, granted: true, reason: '须送达本人' })
    expect(await openIdentity(keeper, { requestId })).toMatchObject({ email: 'chen@example.com', caseId: filed.caseId })
    expect(await looks()).toEqual([{ account_id: custodian.accountId, report_id: filed.caseId, purpose }])
    expect((await trackCase(contextOf(world), filed.receipt)).looks).toMatchObject([{ purpose }])
  })

  it('stays shut to whoever asked, to other roles, after a day and after a refusal', async () => {
    const { officer, custodian, requestId, caseId } = await granted()
    const dispatcher = await anOfficer(db, { role: 'dispatcher' })
    for (const actor of [officer, dispatcher, { kind: 'citizen' } as const])
      await expect(openIdentity(contextOf(world, { actor }), { requestId })).rejects.toBeInstanceOf(Forbidden)
    await expect(
      openIdentity(contextOf(world, { actor: custodian, now: later(25) }), { requestId }),
    ).rejects.toBeInstanceOf(Conflict)
    const again = await askForIdentity(contextOf(world, { actor: officer }), { caseId, purpose })
    const keeper = contextOf(world, { actor: custodian })
    await decideIdentityRequest(keeper, { requestId: again, granted: false, reason: '可以通过系统提问' })
    await expect(openIdentity(keeper, { requestId: again })).rejects.toBeInstanceOf(Conflict)
    await expect(
      decideIdentityRequest(keeper, { requestId: again, granted: true, reason: '改主意了' }),
    ).rejects.toBeInstanceOf(Conflict)
    expect(await looks()).toEqual([])
  })

  it('is not to be asked for without a purpose, twice at once, from another bureau or when nothing is there', async () => {
    const caseId = await openCaseAt(world, { email: 'chen@example.com', support: ['EEB'] })
    const silent = await openCaseAt(world)
    const officer = contextOf(world, { actor: await anOfficer(db) })
    await expect(askForIdentity(officer, { caseId, purpose: ' ' })).rejects.toBeInstanceOf(Invalid)
    await expect(askForIdentity(officer, { caseId: silent, purpose })).rejects.toBeInstanceOf(NotFound)
    for (const [bureau, refusal] of [
      ['EEB', Forbidden],
      ['WB', NotFound],
    ] as const) {
      const actor = await anOfficer(db, { bureau })
      await expect(askForIdentity(contextOf(world, { actor }), { caseId, purpose })).rejects.toBeInstanceOf(refusal)
    }
    await askForIdentity(officer, { caseId, purpose })
    await expect(askForIdentity(officer, { caseId, purpose })).rejects.toBeInstanceOf(Conflict)
  })

  it('is found for the letter alone, at the moment it leaves', async () => {
    const filed = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'api' })
    const sent: Mail[] = []
    const mailer = { send: async (mail: Mail) => void sent.push(mail), close: () => {} }
    const letters = await db.selectFrom('letter').select(['id', 'reason']).execute()
    const letterId = letters.find(({ reason }) => reason === 'acknowledged')?.id ?? 0
    await deliverLetter({ ...contextOf(world), mailer }, { letterId })
    expect(sent.map(({ recipient }) => recipient)).toEqual(['chen@example.com'])
    await eraseIdentity(contextOf(world), { receipt: filed.receipt })
    await db.updateTable('letter').set({ sent_at: null }).where('id', '=', letterId).execute()
    await deliverLetter({ ...contextOf(world), mailer }, { letterId })
    expect(sent).toHaveLength(1)
  })
})

describe('the person concerned', () => {
  it('takes a copy of everything kept, and has the identity erased with a tombstone', async () => {
    const filed = await receiveComplaint(contextOf(world), aComplaint(), { channel: 'api' })
    const before = await exportOwnCase(contextOf(world), { receipt: filed.receipt })
    expect(before).toMatchObject({ case_id: filed.caseId, identity: { email: 'chen@example.com' } })
    await eraseIdentity(contextOf(world), { receipt: filed.receipt })
    const after = await exportOwnCase(contextOf(world), { receipt: filed.receipt })
    expect(after.identity).toMatchObject({ erased_because: 'reporter' })
    expect((await trackCase(contextOf(world), filed.receipt)).holds).toEqual([])
    await expect(eraseIdentity(contextOf(world), { receipt: filed.receipt })).rejects.toBeInstanceOf(NotFound)
    await expect(exportOwnCase(contextOf(world), { receipt: 'no such' })).rejects.toBeInstanceOf(NotFound)
  })

  it('is forgotten when the term after the end of the case has passed, and not a day before', async () => {
    await openCaseAt(world, { email: 'chen@example.com', state: 'closed' })
    await openCaseAt(world, { email: 'open@example.com', state: 'handling' })
    const at = (days: number) => contextOf(world, { actor: { kind: 'job', name: 'erase' }, now: later(days * 24) })
    expect(await eraseOldIdentities(at(world.city.identityDays - 1))).toBe(0)
    expect(await eraseOldIdentities(at(world.city.identityDays + 2))).toBe(1)
    expect(
      await db.selectFrom('reporter_identity').select('erased_because').where('sealed', 'is not', null).execute(),
    ).toHaveLength(1)
  })
})

it('brings every identity under a new vault key, in rounds', async () => {
  await openCaseAt(world, { email: 'chen@example.com' })
  const fresh = readVaultKeys(`new:${Buffer.alloc(32, 7).toString('base64')}`, '')
  const vault = { current: 'new', keys: new Map([...world.vault.keys, ...fresh.keys]) }
  expect(await rewrapIdentities({ db, vault })).toBe(1)
  expect(await rewrapIdentities({ db, vault })).toBe(0)
  expect(await db.selectFrom('reporter_identity').select('key_id').execute()).toEqual([{ key_id: 'new' }])
})
