import type { Actor } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { acts } from '../acts/case-states.ts'

/** The account of somebody who may dispatch, by the table of acts. Throws Forbidden for everybody else. */
export function dispatcherOf(actor: Actor): number {
  const may = actor.kind === 'staff' && acts.dispatch.who.some(({ role }) => role === actor.role)
  if (actor.kind === 'staff' && may) return actor.accountId
  throw new Forbidden({ zh: '分拨由热线分拨人员来做。', en: 'Dispatching is for the dispatchers of the hotline.' })
}
