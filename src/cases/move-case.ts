import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { type NewLetter, oweLetters } from '../jobs/owe-letters.ts'
import { letterToBureau, letterToReporter } from './act-letters.ts'
import { type Given, publicWords, readGiven, type Typed } from './act-words.ts'
import { type Act, acts, type CaseState } from './case-states.ts'
import { moveClocks } from './clock-moves.ts'
import { type CaseFound, findCase } from './find-case.ts'
import { type LeadTask, tasksOfLead } from './lead-tasks.ts'
import { type Correction, recordCorrection } from './record-correction.ts'
import { type CaseFact, recordEvent } from './record-event.ts'
import { stateAfter } from './verdicts.ts'

export type Moved = { state: CaseState; lead: string }

/**
 * Does one act of the table on a case: the only way its state changes. Throws NotFound when the case is not the actor's to
 * see, Forbidden and Conflict as the table says, Invalid with a message per field. A refused act leaves no row.
 */
export async function moveCase(context: Context, { caseId, act, typed }: Move): Promise<Moved> {
  const found = await findCase(context, caseId)
  const decided = decide(context, found, act, typed)
  await context.db.transaction().execute(async (tx) => {
    await recordEvent(tx, context, decided.fact)
    if (decided.correction) await recordCorrection(tx, decided.correction)
    if (acts[act].tasks === 'finishes') await finishTasks(tx, context, found, act)
    await openTasks(tx, decided.tasks, context.now)
    await oweLetters(tx, context.queue, decided.letters, context.now)
  })
  return { state: decided.fact.to, lead: decided.fact.changes.lead ?? found.lead }
}

type Move = { caseId: number; act: Act; typed: Typed }
type Decided = { fact: CaseFact; correction: Correction | null; tasks: LeadTask[]; letters: NewLetter[] }

function decide(context: Context, found: CaseFound, act: Act, typed: Typed): Decided {
  const to = stateAfter(context.actor, found, act)
  const given = readGiven(context.city, act, typed)
  const rule = acts[act]
  const step = given.milestone === null ? [] : [given.milestone]
  const clocks = moveClocks({
    filing: found.filing,
    rows: found.clocks,
    meets: [...rule.meets, ...step],
    starts: [...rule.starts, ...step],
    at: context.now,
  })
  const words = publicWords(context.city, act, given, found.lead)
  const newLead = rule.tasks === 'opens' ? given.bureau : null
  return {
    fact: {
      found,
      to,
      clocks,
      changes: {
        ...(newLead === null ? {} : { lead: newLead, support: found.support.filter((id) => id !== newLead) }),
        ...(act === 'answer' && given.text !== null ? { answer: given.text } : {}),
      },
      event: eventOf(context, found, act, given, words),
    },
    correction: leadCorrected(context, found, act, given),
    tasks: newLead === null ? [] : tasksOfLead(found, newLead, clocks.nextDueAt, rule.label),
    letters: lettersOf(context, found, { act, words, newLead }),
  }
}

function eventOf(
  { actor }: Context,
  found: CaseFound,
  act: Act,
  given: Given,
  words: string | null,
): CaseFact['event'] {
  return {
    act,
    bureau: actor.kind === 'staff' ? actor.bureau : found.lead,
    to_bureau: given.bureau,
    milestone: given.milestone,
    reason: given.reason,
    article: given.article,
    public_text: words,
    internal_text: given.note,
  }
}

/** A person dispatched to another bureau than predicted, or the predicted bureau returned the case and proposes another. */
function leadCorrected({ actor, now }: Context, found: CaseFound, act: Act, given: Given): Correction | null {
  const { predicted } = found
  if (actor.kind !== 'staff' || given.bureau === null || given.bureau === predicted.lead) return null
  const returned = act === 'return'
  if (returned && found.lead !== predicted.lead) return null
  return {
    reportId: found.id,
    what: 'lead',
    predicted: predicted.lead,
    corrected: given.bureau,
    reason: given.reason ?? given.note,
    source: returned ? 'return' : 'dispatcher',
    by: actor,
    bureau: actor.bureau,
    at: now,
    model: predicted.model,
  }
}

type Told = { act: Act; words: string | null; newLead: string | null }

function lettersOf({ city, publicUrl }: Context, found: CaseFound, { act, words, newLead }: Told): NewLetter[] {
  const about = { caseId: found.id, move: found.moves + 1, act, title: found.title, words, publicUrl }
  const { tells } = acts[act]
  const bureau = city.bureaus.get(newLead ?? found.lead)
  const letters: NewLetter[] = []
  if (tells.includes('reporter') && found.byMail) letters.push(letterToReporter(about))
  if (tells.includes('lead') && bureau && city.dutyMail) {
    letters.push(letterToBureau(city.dutyMail.replace('{bureau}', bureau.id.toLowerCase()), bureau, about))
  }
  return letters
}

async function finishTasks(tx: Db, { actor, now }: Context, found: CaseFound, act: Act): Promise<void> {
  await tx
    .updateTable('task')
    .set({ done_at: now, done_by: actorName(actor), result: acts[act].label.zh })
    .where('case_id', '=', found.id)
    .where('bureau', '=', found.lead)
    .where('done_at', 'is', null)
    .execute()
}

/** A case that comes back to a bureau it was with before opens that bureau's task again. */
async function openTasks(tx: Db, tasks: LeadTask[], now: Date): Promise<void> {
  if (tasks.length === 0) return
  await tx
    .insertInto('task')
    .values(tasks.map((task) => ({ ...task, created_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'case_id', 'bureau']).doUpdateSet((eb) => ({
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
