import { may } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'

/** Whether the actor sees a response: whose bureau leads it or has a task in it, and those who see every task. */
export function seesResponse(actor: Actor, { lead, bureaus }: { lead: string; bureaus: string[] }): boolean {
  if (actor.kind !== 'staff') return false
  if (may(actor, 'see_all_tasks')) return true
  return may(actor, 'own_tasks') && (actor.bureau === lead || bureaus.includes(actor.bureau))
}

/** Whether the actor runs a response: a member of the bureau in the lead, or of the joint office. */
export function runsResponse(actor: Actor, { lead }: { lead: string }): boolean {
  if (actor.kind !== 'staff') return false
  return may(actor, 'run_all_responses') || (may(actor, 'open_responses') && actor.bureau === lead)
}

/** Whether the actor does a task: a member of the bureau that has it. */
export const doesTask = (actor: Actor, { bureau }: { bureau: string }): boolean =>
  actor.kind === 'staff' && may(actor, 'own_tasks') && actor.bureau === bureau

export const noSuchResponse = (): NotFound =>
  new NotFound({
    zh: '没有这次处置行动，或您的单位没有参与。',
    en: 'There is no such response, or your bureau has no part in it.',
  })

export const notYours = (): Forbidden =>
  new Forbidden({
    zh: '这一步由承办单位或联席会议办公室做。',
    en: 'This is for the bureau in charge or the joint office.',
  })
