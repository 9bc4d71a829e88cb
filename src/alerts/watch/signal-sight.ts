import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import { Forbidden } from '../../errors.ts'

/** Whose signals an actor sees: those of the whole city, of the own bureau's leaves, or none. */
export type SignalSight = 'all' | { lead: string } | null

export function signalSight(actor: Actor): SignalSight {
  if (may(actor, 'judge_signals')) return 'all'
  return actor.kind === 'staff' && may(actor, 'see_own_signals') ? { lead: actor.bureau } : null
}

/** The sight of somebody who has one. Throws Forbidden for others. */
export function sightRequired(actor: Actor): NonNullable<SignalSight> {
  const sight = signalSight(actor)
  if (sight === null) throw new Forbidden({ zh: '您的岗位不看信号。', en: 'Your role does not see signals.' })
  return sight
}
