import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import type { CaseFound } from '../find-case.ts'
import { recordCorrection } from '../record-correction.ts'
import { type CaseFact, recordEvent } from '../record-event.ts'
import type { LeadTask } from '../tasks/lead-tasks.ts'
import { type Act, acts, caseStates } from './case-states.ts'
import type { Decided } from './decide-move.ts'

/** Writes one decided act in the caller's transaction. Throws Conflict, and leaves no row, when the case has moved since. */
export async function recordMove(tx: Db, context: Context, decided: Decided): Promise<void> {
  const { act, fact, corrections, tasks, letters } = decided
  await recordEvent(tx, context, fact)
  for (const correction of corrections) await recordCorrection(tx, correction)
  if (acts[act].tasks === 'finishes') await finishTasks(tx, context, fact, act)
  await endSubTasks(tx, context, fact, act)
  await openTasks(tx, tasks, context.now)
  await oweLetters(tx, context.queue, letters, context.now)
}

async function finishTasks(tx: Db, context: Context, { found }: CaseFact, act: Act): Promise<void> {
  await openOnes(tx, context, found, act).where('bureau', '=', found.lead).where('kind', '!=', 'sub_task').execute()
}

/** Steps of the work outlive an answer — a second look once all is put right — but neither the case nor their bureau's place in it. */
async function endSubTasks(tx: Db, context: Context, { found, to, changes }: CaseFact, act: Act): Promise<void> {
  const { lead, support } = { ...found, ...changes }
  const ofCase = openOnes(tx, context, found, act).where('kind', '=', 'sub_task')
  if (caseStates[to].final) await ofCase.execute()
  else if (found.subTasks > 0) await ofCase.where('bureau', 'not in', [lead, ...support]).execute()
}

const openOnes = (tx: Db, { actor, now }: Context, { id }: CaseFound, act: Act) =>
  tx
    .updateTable('task')
    .set({ done_at: now, done_by: actorName(actor), result: acts[act].label.zh })
    .where('case_id', '=', id)
    .where('done_at', 'is', null)

/** A case that comes back to a bureau it was with before opens that bureau's task again. */
async function openTasks(tx: Db, tasks: LeadTask[], now: Date): Promise<void> {
  if (tasks.length === 0) return
  await tx
    .insertInto('task')
    .values(tasks.map((task) => ({ ...task, created_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'case_id', 'bureau', 'number']).doUpdateSet((eb) => ({
        because: eb.ref('excluded.because'),
        created_at: eb.ref('excluded.created_at'),
        due_at: eb.ref('excluded.due_at'),
        done_at: null,
        done_by: null,
        result: null,
      })),
    )
    .execute()
}
