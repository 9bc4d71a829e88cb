import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type SealHorizon, sealAudit } from '../../src/accounts/seal-audit.ts'
import { verifyAudit } from '../../src/accounts/verify-audit.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const note = async (caseId: number, words: string) => {
  const actor = await anOfficer(db)
  await moveCase(contextOf(world, { actor }), { caseId, act: 'note', typed: { note: words } })
}
/** Looks and seals until nothing is left; other tests on the same server may have transactions under way that it waits for. */
async function sealAll(): Promise<void> {
  let horizon: SealHorizon | null = null
  await expect
    .poll(
      async () => {
        horizon = (await sealAudit({ db, now: monday }, horizon)).horizon
        return (await verify()).unsealed
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBe(0)
}
const verify = (noted: string | null = null) => verifyAudit({ db }, { noted })
/** As somebody would who has the database to himself. */
const behindOurBack = (change: string) =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql.raw(change).execute(tx)
  })

it('a chain over what happened holds, and grows with it', async () => {
  const caseId = await openCaseAt(world, { state: 'handling' })
  await note(caseId, '已电话联系')
  await sealAll()
  const first = await verify()
  expect(first).toMatchObject({ whole: true, unsealed: 0, brokenAt: null })
  await note(caseId, '已到现场')
  expect(await verify()).toMatchObject({ whole: true, unsealed: 1 })
  await sealAll()
  expect(await verify(first.head)).toMatchObject({ whole: true, unsealed: 0, rows: first.rows + 1, notedFound: true })
})

it.each([
  ['a row changed', `update case_event set internal_text = '没有联系' where id = (select max(id) - 1 from case_event)`],
  ['a row taken out', 'delete from case_event where id = (select max(id) - 1 from case_event)'],
  [
    'two rows exchanged',
    `update case_event set internal_text = case when internal_text = '一' then '二' else '一' end where internal_text in ('一', '二')`,
  ],
  [
    'a seal recomputed alone',
    `update audit_seal set head = repeat('a', 64) where id = (select min(id) from audit_seal)`,
  ],
])('%s is found', async (_, change) => {
  const caseId = await openCaseAt(world, { state: 'handling' })
  for (const words of ['一一', '二二', '三三']) await note(caseId, words)
  await sealAll()
  expect((await verify()).whole).toBe(true)
  await behindOurBack(change.replaceAll(`'一'`, `'一一'`).replaceAll(`'二'`, `'二二'`))
  const found = await verify()
  expect(found.whole).toBe(false)
  expect(found.brokenAt).not.toBeNull()
})

it('an end cut off and forgotten is found by a head noted elsewhere', async () => {
  const caseId = await openCaseAt(world, { state: 'handling' })
  await note(caseId, '保留')
  await sealAll()
  await note(caseId, '要消失的')
  await sealAll()
  const { head } = await verify()
  await behindOurBack('delete from audit_seal where id = (select max(id) from audit_seal)')
  await behindOurBack(`delete from case_event where internal_text = '要消失的'`)
  expect((await verify()).whole).toBe(true)
  expect(await verify(head)).toMatchObject({ whole: false, notedFound: false })
})

it('history refuses to be rewritten in the ordinary way', async () => {
  const caseId = await openCaseAt(world, { state: 'handling' })
  await note(caseId, '已联系')
  await expect(db.updateTable('case_event').set({ internal_text: '没有' }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('case_event').execute()).rejects.toThrow('append-only')
})

it('two workers seal every row once', async () => {
  const caseId = await openCaseAt(world, { state: 'handling' })
  for (let n = 0; n < 6; n++) await note(caseId, `第 ${n} 次联系`)
  const horizons: (SealHorizon | null)[] = [null, null]
  await expect
    .poll(
      async () => {
        const sealed = await Promise.all(horizons.map((horizon) => sealAudit({ db, now: monday }, horizon)))
        sealed.forEach(({ horizon }, worker) => {
          horizons[worker] = horizon
        })
        return (await verify()).unsealed
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBe(0)
  expect(await verify()).toMatchObject({ whole: true })
})
