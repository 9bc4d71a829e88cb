import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'

/** Whether this actor works at quality warnings at all: writes, reviews, signs or publishes some. */
export function worksOnQuality(actor: Actor): boolean {
  return may(actor, 'write_quality_warnings') || may(actor, 'see_all_quality_warnings')
}

/** What of a quality warning this actor may see: everything with its drafts; what was sent to the own bureau; what is public; nothing. */
export type QualitySight = 'all' | 'sent' | 'public' | 'none'

export function qualitySight(
  actor: Actor,
  warning: { bureau: string | null; audience: string; drill: boolean; version: number; sentTo: string[] },
): QualitySight {
  if (actor.kind === 'staff') {
    if (may(actor, 'see_all_quality_warnings')) return 'all'
    if (may(actor, 'write_quality_warnings') && warning.bureau === actor.bureau) return 'all'
    if (warning.sentTo.includes(actor.bureau)) return 'sent'
  }
  return warning.version > 0 && warning.audience === 'public' && !warning.drill ? 'public' : 'none'
}
