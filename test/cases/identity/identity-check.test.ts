import { describe, expect, it } from 'vitest'
import { readVaultKeys } from '../../../src/accounts/identity-vault.ts'
import { lapseSupplements } from '../../../src/cases/clocks/lapse-supplements.ts'
import { eraseIdentity } from '../../../src/cases/identity/erase-identity.ts'
import { eraseOldIdentities } from '../../../src/cases/identity/erase-old-identities.ts'
import { exportOwnCase } from '../../../src/cases/identity/export-own-case.ts'
import { judgeProof } from '../../../src/cases/identity/judge-proof.ts'
import { listProofs } from '../../../src/cases/identity/list-proofs.ts'
import { openProof } from '../../../src/cases/identity/open-proof.ts'
import { proveIdentity } from '../../../src/cases/identity/prove-identity.ts'
import { rewrapIdentities } from '../../../src/cases/identity/rewrap-identities.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { receiptHash } from '../../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const receipt = 'ABCD EFGH JKMN PQRS TVWX'
const asks = { text: '请提供身份证姓名和号码：所留电话已停机，无法核对。', due: '2026-11-20' }
const typed = { name: '陈晓雯', document: 'id_card', number: '11010519491231002x' }
const later = (days: number) => new Date(monday.getTime() + days * 86_400_000)
const machine = { kind: 'job', name: 'lapse' } as const

/** A complaint being handled, whose receipt is known, and its people. */
async function doubted(said: Parameters<typeof openCaseAt>[1] = {}) {
  const caseId = await openCaseAt(world, { state: 'handling', ...said })
  const own = `${receipt}${caseId}`
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(own) })
    .where('id', '=', caseId)
    .execute()
  const officer = await anOfficer(db)
  const custodian = await anOfficer(db, { role: 'custodian', bureau: 'DATA' })
  return { caseId, own, officer: contextOf(world, { actor: officer }), keeper: contextOf(world, { actor: custodian }) }
}
const checkOf = async (caseId: number) =>
  db.selectFrom('identity_check').where('case_id', '=', caseId).selectAll().orderBy('id', 'desc').executeTakeFirst()
const idOf = async (caseId: number) => (await checkOf(caseId))?.id ?? 0

describe('a check of identity', () => {
  it('is asked by the officer, answered with the receipt, judged by a custodian: the officer learns the result alone', async () => {
    const { caseId, own, officer, keeper } = await doubted({ email: 'chen@example.com' })
    await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    const told = await trackCase(contextOf(world), own)
    expect(told.proof).toMatchObject({ stage: 'asked', wanted: asks.text })
    expect(told.statusText).toContain('请您证明身份')
    expect(
      told.clocks.find(({ clock }) => clock.rule.id === 'AMR_COMPLAINT.accept_decision')?.clock.pauses,
    ).toMatchObject([{ kind: 'identity', to: null }])
    const photo = { mediaType: 'image/png', bytes: Buffer.from('a photo') }
    await proveIdentity(contextOf(world, { now: later(1) }), { receipt: own, typed, photo })
    const read = await readCase(officer, caseId)
    expect(JSON.stringify(read)).not.toMatch(/陈晓雯|11010519491231002/)
    expect((await checkOf(caseId))?.sealed?.toString()).not.toContain('陈晓雯')
    expect(
      read.clocks.find(({ clock }) => clock.rule.id === 'AMR_COMPLAINT.accept_decision')?.clock.pauses[0]?.to,
    ).toEqual(later(1))
    const checkId = await idOf(caseId)
    const tomorrow = { ...keeper, now: later(2) }
    expect(await listProofs(tomorrow)).toMatchObject([{ id: checkId, caseId, looks: 0 }])
    await expect(judgeProof(tomorrow, { checkId, confirmed: true, reason: '' })).rejects.toBeInstanceOf(Conflict)
    const proof = await openProof(tomorrow, { checkId })
    expect(proof).toMatchObject({ name: '陈晓雯', number: '11010519491231002X', filedName: '陈女士' })
    expect(Buffer.from(proof.photo?.base64 ?? '', 'base64').toString()).toBe('a photo')
    await judgeProof(tomorrow, { checkId, confirmed: true, reason: '' })
    expect(await checkOf(caseId)).toMatchObject({ outcome: 'confirmed', sealed: null, key_id: null })
    const after = await trackCase(contextOf(world), own)
    expect(after.proof?.stage).toBe('confirmed')
    expect(after.events.at(-1)?.text).toContain('身份已核实')
    expect(after.looks).toMatchObject([{ purpose: '核验身份 check of identity' }])
    await moveCase({ ...officer, now: later(2) }, { caseId, act: 'accept', typed: {} })
    await expect(moveCase(officer, { caseId, act: 'ask_identity', typed: asks })).rejects.toBeInstanceOf(Conflict)
  })

  it('is opened and judged by nobody but a custodian, and given by nobody without the receipt', async () => {
    const { caseId, own, officer } = await doubted()
    await expect(proveIdentity(contextOf(world), { receipt: own, typed, photo: null })).rejects.toBeInstanceOf(Conflict)
    await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    await proveIdentity(contextOf(world), { receipt: own, typed, photo: null })
    const checkId = await idOf(caseId)
    const head = contextOf(world, { actor: await anOfficer(db, { role: 'head' }) })
    for (const actor of [officer, head, contextOf(world)]) {
      await expect(openProof(actor, { checkId })).rejects.toBeInstanceOf(Forbidden)
      await expect(judgeProof(actor, { checkId, confirmed: true, reason: '' })).rejects.toBeInstanceOf(Forbidden)
      await expect(listProofs(actor)).rejects.toBeInstanceOf(Forbidden)
    }
    expect(await db.selectFrom('look').where('report_id', '=', caseId).selectAll().execute()).toEqual([])
  })

  it('says what is mistyped, beside its field, and keeps nothing of it', async () => {
    const { caseId, own, officer } = await doubted()
    await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    const wrong = { ...typed, name: '陈', number: '110105194912310021' }
    const refusal = await proveIdentity(contextOf(world), { receipt: own, typed: wrong, photo: null }).catch(
      (error) => error,
    )
    expect(refusal).toBeInstanceOf(Invalid)
    expect(Object.keys(refusal.fields)).toEqual(['name', 'number'])
    expect(await checkOf(caseId)).toMatchObject({ given_at: null, sealed: null })
    for (const due of ['2026-11-16', '2027-06-01', '昨天'])
      await expect(
        moveCase((await doubted()).officer, { caseId, act: 'ask_identity', typed: { ...asks, due } }),
      ).rejects.toThrow()
  })

  it('is never asked in a report, under Order 20, by another law or of a matter accepted', async () => {
    const report = await doubted({ kind: 'report' })
    const older = await doubted({ openedAt: new Date('2026-03-02T02:00:00Z') })
    const other = await doubted({ clocks: 'CONSTRUCT' })
    for (const { caseId, officer } of [report, older, other]) {
      await expect(moveCase(officer, { caseId, act: 'ask_identity', typed: asks })).rejects.toBeInstanceOf(Conflict)
      expect((await readCase(officer, caseId)).acts).not.toContain('ask_identity')
    }
  })

  it('ends the complaint when nothing comes, and is withdrawn when the bureau accepts all the same', async () => {
    const [silent, accepted] = [await doubted(), await doubted()]
    for (const { caseId, officer } of [silent, accepted])
      await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    await moveCase(accepted.officer, { caseId: accepted.caseId, act: 'accept', typed: {} })
    expect(await lapseSupplements(contextOf(world, { actor: machine, now: later(4) }))).toBe(0)
    expect(await lapseSupplements(contextOf(world, { actor: machine, now: later(5) }))).toBe(1)
    expect(await lapseSupplements(contextOf(world, { actor: machine, now: later(6) }))).toBe(0)
    const [gone, on] = [
      await readCase(silent.officer, silent.caseId),
      await readCase(accepted.officer, accepted.caseId),
    ]
    expect(gone.state).toBe('refused')
    expect(gone.events.at(-1)?.publicText).toContain('第十六条第一款第五项、第六项')
    expect(on.state).toBe('handling')
    expect((await checkOf(accepted.caseId))?.outcome).toBe('withdrawn')
  })

  it('never ends the check of a clue: the complaint ends alone, and the clue is decided', async () => {
    const { caseId, officer } = await doubted()
    await moveCase(officer, { caseId, act: 'open_clue', typed: { text: '店内电器没有强制认证标志。' } })
    await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    await lapseSupplements(contextOf(world, { actor: machine, now: later(5) }))
    const read = await readCase(officer, caseId)
    expect(read).toMatchObject({ state: 'handling', tracks: ['report'] })
    const rules = read.clocks.map(({ clock, metAt }) => [clock.rule.id, metAt !== null])
    expect(rules).toContainEqual(['AMR_COMPLAINT.clue_check', false])
    expect(rules).toContainEqual(['AMR_COMPLAINT.accept_decision', true])
    expect((await checkOf(caseId))?.outcome).toBe('lapsed')
    expect(read.acts).not.toContain('accept')
    const filing = { filing: 'filed', text: '核查属实，决定立案。' }
    await moveCase({ ...officer, now: later(6) }, { caseId, act: 'decide_filing', typed: filing })
    expect((await readCase(officer, caseId)).state).toBe('handling')
  })

  it('not confirmed is kept for a dispute as long as identities are, is asked once more and never a third time', async () => {
    const { caseId, own, officer, keeper } = await doubted()
    for (const round of [1, 2]) {
      await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
      await proveIdentity(contextOf(world), { receipt: own, typed, photo: null })
      const checkId = await idOf(caseId)
      await openProof(keeper, { checkId })
      await expect(judgeProof(keeper, { checkId, confirmed: false, reason: '' })).rejects.toBeInstanceOf(Invalid)
      await judgeProof(keeper, { checkId, confirmed: false, reason: '照片与所写号码不一致。' })
      expect((await readCase(officer, caseId)).check.asked).toHaveLength(round)
    }
    await expect(moveCase(officer, { caseId, act: 'ask_identity', typed: asks })).rejects.toBeInstanceOf(Conflict)
    expect((await exportOwnCase(contextOf(world), { receipt: own })).proofs).toMatchObject([
      { name: '陈晓雯' },
      typedOnce,
    ])
    expect((await trackCase(contextOf(world), own)).holds).toEqual(['proof'])
    const refusal = { reason: '两次提供的证明与投诉人身份不符。', article: '总局令第121号第十六条第六项' }
    await moveCase(officer, { caseId, act: 'refuse', typed: refusal })
    const night = (days: number) => contextOf(world, { actor: machine, now: later(days) })
    expect(await eraseOldIdentities(night(world.city.identityDays - 1))).toBe(0)
    expect(await eraseOldIdentities(night(world.city.identityDays + 2))).toBe(2)
    expect((await checkOf(caseId))?.sealed).toBeNull()
  })

  it('is taken back with the identity by the person concerned, and its seal is renewed with the vault', async () => {
    const { caseId, own, officer, keeper } = await doubted({ email: 'chen@example.com' })
    await moveCase(officer, { caseId, act: 'ask_identity', typed: asks })
    await proveIdentity(contextOf(world), { receipt: own, typed, photo: null })
    const checkId = await idOf(caseId)
    const fresh = readVaultKeys(`new:${Buffer.alloc(32, 7).toString('base64')}`, '')
    const vault = { current: 'new', keys: new Map([...world.vault.keys, ...fresh.keys]) }
    await rewrapIdentities({ db, vault })
    expect((await checkOf(caseId))?.key_id).toBe('new')
    expect((await openProof({ ...keeper, vault }, { checkId })).name).toBe('陈晓雯')
    await eraseIdentity(contextOf(world), { receipt: own })
    expect(await checkOf(caseId)).toMatchObject({ sealed: null, outcome: 'withdrawn', decided_by: 'citizen' })
    await expect(openProof({ ...keeper, vault }, { checkId })).rejects.toBeInstanceOf(Conflict)
    await expect(judgeProof(keeper, { checkId, confirmed: true, reason: '' })).rejects.toBeInstanceOf(Conflict)
  })
})

const typedOnce = { name: '陈晓雯', document: 'id_card', number: '11010519491231002X', photo: null }
