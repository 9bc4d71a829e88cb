import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../errors.ts'
import { templateActs } from '../../reference/reply-templates.ts'
import { readGiven, type Typed } from '../acts/act-words.ts'
import { type Act, acts } from '../acts/case-states.ts'
import { moveCase } from '../move-case.ts'
import { readCase } from '../read-case.ts'
import { fillTyped } from '../templates/fill-template.ts'
import { isTemplateAct } from '../templates/offered-templates.ts'
import { readIncident } from './read-incident.ts'
import { recordIncidentEvent } from './record-placing.ts'

/** Most cases that one form moves; the rest stay for the next. */
export const CASES_PER_ACT_MAX = 200

/** What became of each case: `refused` is null when the act was done. */
export type Acted = { caseId: number; title: string; refused: Said | null }

/**
 * One act of the table on every member case that the actor may do it on: officers work once. Each case moves by itself, with its own
 * event, letters and clocks, in words filled from it where a template left a place; one that has moved meanwhile, or that the words do not fit, is named and the others go on. Throws Invalid before anything is done when
 * what the act asks for is missing, Conflict when no case is open to it.
 */
export async function actOnIncident(
  context: Context,
  { incidentId, act, typed }: { incidentId: number; act: Act; typed: Typed },
): Promise<Acted[]> {
  const { members } = await readIncident(context, incidentId)
  const open = members.filter((member) => member.acts.includes(act)).slice(0, CASES_PER_ACT_MAX)
  const [first] = open
  readGiven(context.city, act, first ? await wordsFor(context, first.caseId, { act, typed }) : typed)
  if (!first) throw new Conflict(noneOpen(act))
  const done: Acted[] = []
  for (const { caseId, title } of open)
    done.push({ caseId, title, refused: await move(context, caseId, { act, typed }) })
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

type Meant = { act: Act; typed: Typed }

/** What was typed for all, with the placeholders of a template filled from this case. */
async function wordsFor(context: Context, caseId: number, { act, typed }: Meant): Promise<Typed> {
  if (!isTemplateAct(act) || !typed[templateActs[act]]?.includes('{')) return typed
  const { city, now } = context
  return fillTyped(typed, act, { read: await readCase(context, caseId), city, now })
}

async function move(context: Context, caseId: number, meant: Meant): Promise<Said | null> {
  try {
    await moveCase(context, { caseId, act: meant.act, typed: await wordsFor(context, caseId, meant) })
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
