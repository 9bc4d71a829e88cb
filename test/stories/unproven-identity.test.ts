import { expect, it } from 'vitest'
import { lapseSupplements } from '../../src/cases/clocks/lapse-supplements.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../src/context.ts'
import { decideMatch } from '../../src/enterprises/cases/decide-match.ts'
import { decidePenalty } from '../../src/enterprises/cases/decide-penalty.ts'
import { readCasePenalty } from '../../src/enterprises/cases/read-case-penalty.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { aFirm } from '../enterprises/firms.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const at = (actor: Actor, day: number) =>
  contextOf(world, { actor, now: new Date(monday.getTime() + day * 86_400_000) })

it('a complaint whose identity is not proved ends, while the clue in it is filed, penalised and told to whoever reported it', async () => {
  const { code } = await aFirm(world)
  const filed = await receiveComplaint(contextOf(world), aComplaint({ claims: ['退货', '依法查处'] }), {
    channel: 'web',
  })
  const { caseId, receipt } = filed
  expect(filed.clue).not.toBeNull()
  const officer = await anOfficer(world.db, { bureau: filed.bureau.id })
  await moveCase(at(officer, 0), { caseId, act: 'sign', typed: {} })
  const asks = { text: '所留电话已停机，请提供身份证明。', due: '2026-11-20' }
  await moveCase(at(officer, 1), { caseId, act: 'ask_identity', typed: asks })
  expect(await lapseSupplements(at({ kind: 'job', name: 'lapse' }, 5))).toBe(1)
  const refused = await trackCase(at({ kind: 'citizen' }, 5), receipt)
  expect(refused).toMatchObject({ state: 'handling', tracks: ['report'] })
  expect(refused.events.at(-1)?.text).toContain('第十六条')
  await moveCase(at(officer, 6), {
    caseId,
    act: 'decide_filing',
    typed: { filing: 'filed', text: '核查属实，决定立案。' },
  })
  await decideMatch(at(officer, 6), { caseId, code, is: true })
  const typed = {
    ...{
      fact: '',
      document_no: '深市监处罚〔2026〕91号',
      happened_on: '2026-11-30',
      severity: 'general',
      safety: true,
    },
    ...{ subject: '销售不合格电饭煲', text: '经查证属实，已依法作出行政处罚。' },
  }
  await decidePenalty(at(officer, 14), { caseId, typed })
  const told = await trackCase(at({ kind: 'citizen' }, 15), receipt)
  expect(told.events.at(-1)?.text).toBe(typed.text)
  expect(JSON.stringify(told)).not.toContain(typed.document_no)
  expect(await readCasePenalty(at({ kind: 'citizen' }, 15), { caseId })).toMatchObject({
    decidedOn: '2026-11-30',
    published: { code },
  })
})
