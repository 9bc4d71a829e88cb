import { may } from '../../accounts/permissions.ts'
import type { Actor, Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { readIncident } from './read-incident.ts'

/** The incident and who acts, when this person may make it public or take it back. Throws NotFound, Forbidden. */
export async function publishable(
  context: Context,
  incidentId: number,
): Promise<{ id: number; by: Extract<Actor, { kind: 'staff' }> }> {
  const { id } = await readIncident(context, incidentId)
  const { actor } = context
  if (actor.kind !== 'staff' || !may(actor, 'publish_incidents')) throw new Forbidden(notYours)
  return { id, by: actor }
}

const notYours = {
  zh: '由单位负责人或联席会议办公室公开事件。',
  en: 'Incidents are made public by heads of bureaus and the joint-meeting office.',
}
export const changedMeanwhile = {
  zh: '刚才有人改动了公开页面，请看过现在的内容再办理。',
  en: 'Somebody changed the public page just now: look at it as it stands first.',
}
