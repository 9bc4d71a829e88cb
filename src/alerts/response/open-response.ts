import { may } from '../../accounts/permissions.ts'
import { byWhen } from '../../cases/case-letters.ts'
import { actorName, type Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import type { City, WarningColour } from '../../reference/city.ts'
import { findOrigin, type Origin, type OriginAsked } from './find-origin.ts'
import { mildestFirst, type PlannedTask, playbookOf, tasksFor } from './playbook-choice.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { recordTasks } from './record-tasks.ts'
import { responseLetters } from './response-letters.ts'
import { readWords } from './response-words.ts'

/** What is typed to open a response. */
export type TypedResponse = {
  title: string
  leaf: string
  colour: string
  lead: string
  drill: boolean
  situation: string
}

/**
 * Opens a response from a warning, a signal, an assessment or a case, or of its own: the tasks of the playbook for its sector and colour,
 * the first line of the situation log, and a letter to each bureau with a task. Answers its number. Throws Forbidden, NotFound when the
 * actor may not see what it is opened from, Invalid with a message per field.
 */
export async function openResponse(
  context: Context,
  { origin: asked, typed }: { origin: OriginAsked; typed: TypedResponse },
): Promise<number> {
  const { db, city, now, actor } = context
  const origin = await findOrigin(context, asked)
  const opening = readOpening(context, origin, typed)
  const tasks = tasksFor(city, { ...opening, at: now })
  return db.transaction().execute(async (tx) => {
    const { situation, ...values } = opening
    const { id } = await tx
      .insertInto('response')
      .values({
        ...values,
        ...origin.links,
        playbook: playbookOf(city, opening.leaf).id,
        state: 'open',
        opened_at: now,
        opened_by: actorName(actor),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordResponseEvent(tx, context, { responseId: id, act: 'open', text: situation })
    await recordTasks(tx, context, { response: { id, title: opening.title }, tasks })
    await oweLetters(tx, context.queue, callsFor(context, { id, ...opening }, tasks), now)
    return id
  })
}

type Opening = {
  title: string
  leaf: string | null
  colour: WarningColour
  lead: string
  drill: boolean
  situation: string
}

function readOpening({ actor, city }: Context, origin: Origin, typed: TypedResponse): Opening {
  if (actor.kind !== 'staff' || !may(actor, 'open_responses')) throw new Forbidden(notAllowed)
  const faults = faultsOf(city, origin, typed)
  if (!faults.lead && typed.lead !== actor.bureau && !may(actor, 'run_all_responses')) faults.lead = onlyOwn
  if (Object.keys(faults).length > 0) throw new Invalid(needsChange, faults)
  return {
    title: typed.title.trim(),
    leaf: city.leaves.has(typed.leaf) ? typed.leaf : null,
    colour: typed.colour as WarningColour,
    lead: typed.lead,
    drill: typed.drill,
    situation: readWords(typed.situation, 'situation', sayWhat),
  }
}

function faultsOf(city: City, origin: Origin, typed: TypedResponse): Record<string, Said> {
  const { title, leaf, colour, lead, drill, situation } = typed
  return {
    ...(title.trim().length < 2 || title.length > 100 ? { title: sayTitle } : {}),
    ...(leaf === 'NONE' || city.leaves.has(leaf) ? {} : { leaf: fromList }),
    ...(mildestFirst.some((one) => one === colour) ? {} : { colour: fromList }),
    ...(city.bureaus.has(lead) && !city.bureaus.get(lead)?.party ? {} : { lead: fromList }),
    ...(situation.trim().length < 2 ? { situation: sayWhat } : {}),
    ...(drill !== origin.drill && origin.kind !== 'free' ? { drill: origin.drill ? onlyDrill : noDrill } : {}),
  }
}

/** One letter for each bureau, with all that it has to do. */
function callsFor({ city, publicUrl }: Context, response: Opening & { id: number }, tasks: PlannedTask[]) {
  const byBureau = Map.groupBy(tasks, ({ bureau }) => bureau)
  return responseLetters(
    { city, publicUrl, response },
    [...byBureau].map(([bureau, own]) => ({
      bureau,
      reason: 'opened',
      subject: { zh: '快速处置', en: 'Rapid response' },
      lines: own.map(({ action, critical, clock }) => ({
        zh: `· ${action.zh}，${byWhen(clock)} 前${critical ? '（关键任务）' : ''}（${clock.article}）`,
        en: `· ${action.en}, by ${byWhen(clock)}${critical ? ' (critical)' : ''}`,
      })),
    })),
  )
}

const notAllowed = { zh: '您的岗位不能启动处置行动。', en: 'Your role opens no responses.' }
const needsChange = { zh: '还没有启动，请看各栏的提示。', en: 'Not opened yet; see the note beside each field.' }
const sayTitle = { zh: '请写标题，2 至 100 字', en: 'Give it a title of 2 to 100 characters' }
const sayWhat = { zh: '请写明现在知道什么', en: 'Say what is known now' }
const fromList = { zh: '请从列表中选择', en: 'Choose from the list' }
const onlyOwn = {
  zh: '只能由本单位牵头；由别的单位牵头请联席会议办公室启动',
  en: 'Only your own bureau can lead; the joint office opens responses under others',
}
const noDrill = {
  zh: '演练不能挂在真实的预警、信号、评估或案件上',
  en: 'A drill hangs on no real warning, signal, assessment or case',
}
const onlyDrill = { zh: '演练预警只能启动演练', en: 'From a drill warning only a drill is opened' }
