import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../errors.ts'
import { readGiven, type Typed } from '../act-words.ts'
import { type Act, acts } from '../case-states.ts'
import { moveCase } from '../move-case.ts'
import { readIncident } from './read-incident.ts'
import { recordIncidentEvent } from './record-placing.ts'

/** Most cases that one form moves; the rest stay for the next. */
export const CASES_PER_ACT_MAX = 200

/** What became of each case: `refused` is null when the act was done. */
export type Acted = { caseId: number; title: string; refused: Said | null }

/**
 * One act of the table on every member case that the actor may do it on: officers work once. Each case moves by itself, with its own
 * event, letters and clocks; one that has moved meanwhile, or that the words do not fit, is named and the others go on. Throws Invalid before anything is done when
 * what the act asks for is missing, Conflict when no case is open to it.
 */
export async function actOnIncident(
  context: Context,
  { incidentId, act, typed }: { incidentId: number; act: Act; typed: Typed },
): Promise<Acted[]> {
  const { members } = await readIncident(context, incidentId)
  readGiven(context.city, act, typed)
  const open = members.filter((member) => member.acts.includes(act)).slice(0, CASES_PER_ACT_MAX)
  if (open.length === 0) throw new Conflict(noneOpen(act))
  const done: Acted[] = []
  for (const { caseId, title } of open) done.push({ caseId, title, refused: await move(context, caseId, act, typed) })
  const moved = done.filter(({ refused }) => refused === null).length
  const label = acts[act].label
  await recordIncidentEvent(context.db, {
    incident_id: incidentId,
    at: context.now,
    actor: actorName(context.actor),
    act: 'act',
    reason: `${label.zh} ${label.en}：${moved} / ${done.length} 案 cases`,
  })
  return done
}

async function move(context: Context, caseId: number, act: Act, typed: Typed): Promise<Said | null> {
  try {
    await moveCase(context, { caseId, act, typed })
    return null
  } catch (error) {
    if (error instanceof Conflict || error instanceof Forbidden || error instanceof NotFound) return error.said
    // What was typed fits the act and not this case: an answer that leaves out what this reporter asked for.
    if (error instanceof Invalid) return Object.values(error.fields)[0] ?? error.said
    throw error
  }
}

const noneOpen = (act: Act): Said => ({
  zh: `这一事件中没有您现在可以“${acts[act].label.zh}”的案件。`,
  en: `No case of this incident is open to “${acts[act].label.en}” by you now.`,
})
