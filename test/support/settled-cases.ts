import { randomUUID } from 'node:crypto'
import type { Typed } from '../../src/cases/acts/act-words.ts'
import type { Act } from '../../src/cases/acts/case-states.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { judgeAnswer } from '../../src/cases/tracking/judge-answer.ts'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import type { Actor, World } from '../../src/context.ts'
import { openCaseAt } from './cases.ts'
import { anOfficer } from './factories.ts'
import { contextOf, monday } from './world.ts'

const days = (count: number): Date => new Date(monday.getTime() + count * 86_400_000)
const answer: Typed = { text: '经现场检查，商家已为您办理退款并下架该批产品。' }

const move = (world: World, actor: Actor, caseId: number, act: Act, typed: Typed, now: Date) =>
  moveCase(contextOf(world, { actor, now }), { caseId, act, typed })

type Settling = { lead: string; after?: number; solved?: 'solved' | 'unsolved' | null; reopen?: boolean }

/** A case that its bureau answers after some days and its reporter judges the day after; `solved` null: not at all. */
async function settledCase(world: World, officer: Actor, said: Settling): Promise<number> {
  const { lead, after = 0, solved = 'solved', reopen = false } = said
  const caseId = await openCaseAt(world, { state: 'dispatched', lead })
  const receipt = randomUUID()
  await world.db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  await move(world, officer, caseId, 'sign', {}, days(after))
  await move(world, officer, caseId, 'answer', answer, days(after))
  const judged = { receipt, satisfied: solved === 'unsolved' ? 'no' : 'yes', why: '店家没有退钱给我', reopen }
  if (solved !== null) await judgeAnswer(contextOf(world, { now: days(after + 1) }), { ...judged, solved })
  return caseId
}

/**
 * Cases of November: 26 that AMR answers, all but one on the day, of which one is unsolved and sent back and one not judged; 22 that HCB
 * answers after three days and solves half of; one that AMR returns and is given again; one that nobody has touched.
 */
export async function aMonthOfCases(world: World) {
  const amr = await anOfficer(world.db, { bureau: 'AMR' })
  const hcb = await anOfficer(world.db, { bureau: 'HCB' })
  const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
  const good: number[] = []
  for (let nth = 0; nth < 24; nth += 1) good.push(await settledCase(world, amr, { lead: 'AMR' }))
  const bad = await settledCase(world, amr, { lead: 'AMR', after: 5, solved: 'unsolved', reopen: true })
  const silent = await settledCase(world, amr, { lead: 'AMR', solved: null })
  for (let nth = 0; nth < 22; nth += 1)
    await settledCase(world, hcb, { lead: 'HCB', after: 3, solved: nth < 11 ? 'solved' : 'unsolved' })
  const returned = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
  const wrongly = { reason: '不属本局职责范围', article: '三定方案', bureau: 'HCB' }
  await move(world, amr, returned, 'return', wrongly, days(1))
  await move(world, dispatcher, returned, 'dispatch', { bureau: 'AMR' }, days(2))
  await openCaseAt(world, { state: 'dispatched', lead: 'AMR', openedAt: days(20) })
  return { amr, good, bad, silent }
}
