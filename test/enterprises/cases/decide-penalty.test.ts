import { expect, test } from 'vitest'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { receiptHash } from '../../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import { decideMatch } from '../../../src/enterprises/cases/decide-match.ts'
import { decidePenalty } from '../../../src/enterprises/cases/decide-penalty.ts'
import { readCaseFirm } from '../../../src/enterprises/cases/read-case-firm.ts'
import { readCasePenalty } from '../../../src/enterprises/cases/read-case-penalty.ts'
import { readFirm } from '../../../src/enterprises/read-firm.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { aFirm, takeIn } from '../firms.ts'

const world = await useWorld()
const { db } = world
const penalty = {
  fact: '',
  document_no: '深市监处罚〔2026〕88号',
  happened_on: '2026-11-16',
  severity: 'general',
  subject: '销售未经强制认证的电热水壶',
  safety: true,
  text: '经查证属实，已依法作出行政处罚。',
}

/** A report of a violation that was filed, about a firm of the register. */
async function filed(filing: 'filed' | 'not_filed' = 'filed') {
  const firm = await aFirm(world)
  const caseId = await openCaseAt(world, { state: 'handling', kind: 'report' })
  const officer = contextOf(world, { actor: await anOfficer(db) })
  await decideMatch(officer, { caseId, code: firm.code, is: true })
  await moveCase(officer, { caseId, act: 'decide_filing', typed: { filing, text: '已到现场核查。' } })
  return { firm, caseId, officer }
}
const penaltiesOf = (enterpriseId: number) =>
  db
    .selectFrom('enterprise_fact')
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '=', 'penalty')
    .selectAll()
    .execute()

test('a decision that the register does not hold is entered once: the sheet that tells it later adds nothing', async () => {
  const { firm, caseId, officer } = await filed()
  const receipt = 'PPPPP-QQQQQ-RRRRR-SSSSS'
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  await decidePenalty(officer, { caseId, typed: penalty })
  const [row] = await penaltiesOf(firm.id)
  expect(row).toMatchObject({ document_no: penalty.document_no, case_id: null, source: 'import', state: 'standing' })
  expect(row?.shown_until).not.toBeNull()
  await takeIn(world, 'penalties', [
    {
      code: firm.code,
      result: 'decided',
      severity: 'general',
      safety: '是',
      subject: penalty.subject,
      document_no: penalty.document_no,
      authority: world.city.bureaus.get('AMR')?.zh ?? '',
      bureau: 'AMR',
      happened_on: penalty.happened_on,
    },
  ])
  expect((await penaltiesOf(firm.id)).map(({ id }) => id)).toEqual([row?.id])
  const read = await readCase(officer, caseId)
  const clocks = Object.fromEntries(read.clocks.map(({ clock, metAt }) => [clock.rule.id, metAt]))
  expect(clocks['AMR_REPORT.penalty_decision']).toEqual(monday)
  expect(clocks['AMR_REPORT.publish_penalty']).toBeNull()
  const told = await trackCase(contextOf(world), receipt)
  expect(told.events.at(-1)?.text).toBe(penalty.text)
  expect(JSON.stringify(told)).not.toContain(penalty.document_no)
  expect(await readCasePenalty(contextOf(world), { caseId })).toEqual({
    decidedOn: '2026-11-16',
    published: { code: firm.code, name: '深圳市虚构一号电器有限公司', documentNo: penalty.document_no },
  })
  const shown = await readFirm(contextOf(world), { code: firm.code, look: 'record' })
  expect(JSON.stringify(shown)).toContain(penalty.document_no)
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`case:${caseId}|"case_id":${caseId}|${penalty.text}`))
})

test('a penalty on the record already is chosen, and may end several cases; when its publication ends the reporter keeps the outcome', async () => {
  const { firm, caseId, officer } = await filed()
  await decidePenalty(officer, { caseId, typed: penalty })
  const second = await openCaseAt(world, { state: 'handling', kind: 'report' })
  await decideMatch(officer, { caseId: second, code: firm.code, is: true })
  await moveCase(officer, { caseId: second, act: 'decide_filing', typed: { filing: 'filed', text: '并案查处。' } })
  const offered = await readCaseFirm(officer, { caseId: second })
  expect(offered.penalties).toMatchObject([{ documentNo: penalty.document_no }])
  const chosen = {
    ...penalty,
    fact: String(offered.penalties[0]?.id),
    document_no: '',
    severity: '',
    subject: '',
    happened_on: '',
  }
  await decidePenalty(officer, { caseId: second, typed: chosen })
  expect(await penaltiesOf(firm.id)).toHaveLength(1)
  await db
    .updateTable('enterprise_fact')
    .set({ shown_until: '2026-11-15' })
    .where('enterprise_id', '=', firm.id)
    .execute()
  expect(await readCasePenalty(contextOf(world), { caseId: second })).toEqual({
    decidedOn: '2026-11-16',
    published: null,
  })
  await db.updateTable('enterprise_fact').set({ state: 'removed' }).where('enterprise_id', '=', firm.id).execute()
  expect(await readCasePenalty(contextOf(world), { caseId: second })).toBeNull()
})

test('nothing is recorded for a case that was not filed, twice, of no firm, by another bureau or with a fault', async () => {
  const dropped = await filed('not_filed')
  await expect(decidePenalty(dropped.officer, { caseId: dropped.caseId, typed: penalty })).rejects.toBeInstanceOf(
    Conflict,
  )
  const { firm, caseId, officer } = await filed()
  const other = contextOf(world, { actor: await anOfficer(db, { bureau: 'EEB' }) })
  await expect(decidePenalty(other, { caseId, typed: penalty })).rejects.toBeInstanceOf(NotFound)
  const dispatcher = contextOf(world, { actor: await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' }) })
  await expect(decidePenalty(dispatcher, { caseId, typed: penalty })).rejects.toBeInstanceOf(Forbidden)
  const wrong = { ...penalty, document_no: '', severity: 'x', happened_on: '2026-11-17' }
  const refusal = await decidePenalty(officer, { caseId, typed: wrong }).catch((error) => error)
  expect(refusal).toBeInstanceOf(Invalid)
  expect(Object.keys(refusal.fields).sort()).toEqual(['document_no', 'happened_on', 'severity'])
  await expect(decidePenalty(officer, { caseId, typed: { ...penalty, fact: '999999' } })).rejects.toBeInstanceOf(
    Invalid,
  )
  expect(await penaltiesOf(firm.id)).toEqual([])
  expect(await db.selectFrom('case_penalty').where('case_id', '=', caseId).select('fact_id').execute()).toEqual([])
  await decidePenalty(officer, { caseId, typed: penalty })
  await expect(decideMatch(officer, { caseId, code: firm.code, is: false })).rejects.toBeInstanceOf(Conflict)
  await expect(decidePenalty(officer, { caseId, typed: penalty })).rejects.toBeInstanceOf(Conflict)
})
