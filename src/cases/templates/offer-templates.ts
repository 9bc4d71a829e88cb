import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { CaseRead } from '../read-case.ts'
import { listTemplates } from './list-templates.ts'
import { isTemplateAct, type OfferedTemplate, offeredTemplates } from './offered-templates.ts'

/** The templates for the acts that are open to the actor on this case: those of the city and of the own bureau. None where no act takes one. */
export async function offerTemplates(context: Context, read: CaseRead): Promise<OfferedTemplate[]> {
  const { actor, city } = context
  const open = read.acts.filter(isTemplateAct)
  if (actor.kind !== 'staff' || open.length === 0) return []
  const { current } = await listTemplates(context, { bureau: actor.bureau })
  const sight = { leaf: read.leaf.code, tracks: read.tracks, receivedOn: toShanghaiDate(read.report.receivedAt) }
  return offeredTemplates(city, current, sight).filter(({ act }) => open.includes(act))
}
