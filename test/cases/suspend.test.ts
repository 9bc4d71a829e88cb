import { expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden } from '../../src/errors.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const at = (actor: Actor, day: number) =>
  contextOf(world, { actor, now: new Date(monday.getTime() + day * 86_400_000) })
const why = { reason: '须以相关案件的法院裁判为依据。', article: '《市场监督管理行政处罚程序规定》第四十六条' }

it('a suspended case: the clock of the penalty stands still, the others run on, until it is resumed', async () => {
  const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', kind: 'report' })
  const [officer, head] = [await anOfficer(world.db), await anOfficer(world.db, { role: 'head' })]
  const filed = { filing: 'filed', text: '核查属实，决定立案。' }
  await moveCase(at(officer, 0), { caseId, act: 'decide_filing', typed: filed })
  const dueOf = async (rule: string, day: number) => {
    const { clocks } = await readCase(at(officer, day), caseId)
    return clocks.find(({ clock }) => clock.rule.id === rule)?.clock
  }
  const before = await dueOf('AMR_REPORT.penalty_decision', 0)
  await expect(moveCase(at(officer, 1), { caseId, act: 'suspend', typed: why })).rejects.toBeInstanceOf(Forbidden)
  await expect(moveCase(at(officer, 1), { caseId, act: 'resume', typed: {} })).rejects.toBeInstanceOf(Conflict)
  await moveCase(at(head, 1), { caseId, act: 'suspend', typed: why })
  expect((await dueOf('AMR_REPORT.penalty_decision', 1))?.pauses).toMatchObject([{ kind: 'suspension', to: null }])
  expect((await dueOf('AMR_REPORT.tell_reporter', 1))?.pauses).toEqual([])
  expect((await readCase(at(head, 1), caseId)).events.at(-1)?.publicText).toContain(why.article)
  await expect(moveCase(at(head, 2), { caseId, act: 'suspend', typed: why })).rejects.toBeInstanceOf(Conflict)
  await moveCase(at(officer, 15), { caseId, act: 'resume', typed: {} })
  const after = await dueOf('AMR_REPORT.penalty_decision', 15)
  const moved = ((after?.dueAt.getTime() ?? 0) - (before?.dueAt.getTime() ?? 0)) / 86_400_000
  expect(moved).toBeGreaterThanOrEqual(14)
})
