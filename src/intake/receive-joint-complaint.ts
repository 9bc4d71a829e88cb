import { decideMove } from '../cases/acts/decide-move.ts'
import { recordMove } from '../cases/acts/record-move.ts'
import type { CaseFound } from '../cases/find-case.ts'
import { gatherCase } from '../cases/gather-case.ts'
import type { Context } from '../context.ts'
import type { JointFiling } from './joint-filing.ts'
import { type Receipt, receiveComplaint, type Via } from './receive-complaint.ts'

/**
 * Takes a filing of one person in, or one complaint of several people: a case, a receipt and a sealed identity for each, mediated together from the start, with the one who
 * files and at most one other as representatives. The files stay with the first. Sent again it files and joins nothing twice. Answers the
 * receipts in the order of the people. Throws Conflict when the submission key was used for another text.
 */
export async function receiveJointComplaint(
  context: Context,
  { first, others, second }: JointFiling,
  via: Via,
): Promise<[Receipt, ...Receipt[]]> {
  const own = await receiveComplaint(context, first, via)
  if (others.length === 0) return [own]
  const theirs = await Promise.all(others.map((one) => receiveComplaint(context, one, { channel: via.channel })))
  const speaker = second === null ? undefined : theirs[second]
  const cases = [own, ...theirs].map(({ caseId }) => caseId)
  await join(context, { cases, representatives: [own.caseId, ...(speaker ? [speaker.caseId] : [])] })
  return [own, ...theirs]
}

async function join(context: Context, said: { cases: number[]; representatives: number[] }): Promise<void> {
  const machine: Context = { ...context, actor: { kind: 'job', name: 'joint-filing' } }
  const typed = { cases: said.cases.join(' '), representatives: said.representatives.join(' ') }
  await context.db.transaction().execute(async (tx) => {
    // The same filing may be on its way twice: the second waits here, and finds them joined.
    await tx.selectFrom('case_file').select('id').where('id', 'in', said.cases).orderBy('id').forUpdate().execute()
    for (const one of await aloneOf({ ...machine, db: tx }, said.cases))
      await recordMove(tx, machine, decideMove(machine, one, 'file_jointly', typed))
  })
}

/** The cases that nobody joined yet. */
async function aloneOf(machine: Context, cases: number[]): Promise<CaseFound[]> {
  const alone: CaseFound[] = []
  for (const caseId of cases) {
    const one = await gatherCase(machine, caseId)
    if (one && one.joint === null && !one.done.includes('file_jointly')) alone.push(one)
  }
  return alone
}
