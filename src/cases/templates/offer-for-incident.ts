import type { Context } from '../../context.ts'
import type { IncidentRead } from '../incidents/read-incident.ts'
import { listTemplates } from './list-templates.ts'
import { isTemplateAct, type OfferedTemplate, offeredTemplates } from './offered-templates.ts'

/**
 * The templates for acts done on all cases of an incident at once: for each act those that fit every case it is open on, so that no case is
 * answered under the Order of another.
 */
export async function offerForIncident(context: Context, { acts, members }: IncidentRead): Promise<OfferedTemplate[]> {
  const { actor, city } = context
  const open = acts.map(({ act }) => act).filter(isTemplateAct)
  if (actor.kind !== 'staff' || open.length === 0) return []
  const { current } = await listTemplates(context, { bureau: actor.bureau })
  return open.flatMap((act) => {
    const sights = members.filter((member) => member.acts.includes(act)).map(({ sight }) => sight)
    const distinct = [...new Map(sights.map((sight) => [JSON.stringify(sight), sight])).values()]
    const [first = [], ...others] = distinct.map((sight) =>
      offeredTemplates(city, current, sight).filter((one) => one.act === act),
    )
    return first.filter(({ value }) => others.every((list) => list.some((one) => one.value === value)))
  })
}
