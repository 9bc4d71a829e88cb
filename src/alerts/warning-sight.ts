import { may } from '../accounts/permissions.ts'
import type { Actor } from '../context.ts'
import { type WarningKind, type WarningState, warningKinds } from './warning-acts.ts'

/** The kinds of warning that this actor decides on. */
export function kindsDecided(actor: Actor): WarningKind[] {
  return (Object.keys(warningKinds) as WarningKind[]).filter((kind) => may(actor, warningKinds[kind].decides))
}

/** The states in which this actor may see warnings of a kind: everybody those that were released, who decides on them all. */
export function statesSeen(actor: Actor, kind: WarningKind): WarningState[] {
  return kindsDecided(actor).includes(kind)
    ? ['draft', 'released', 'dropped', 'lifted', 'expired']
    : ['released', 'lifted']
}
