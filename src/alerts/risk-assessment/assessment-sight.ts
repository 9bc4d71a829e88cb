import { may, type Permission } from '../../accounts/permissions.ts'
import type { Actor } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'

/** Whether the actor may see the assessments of a bureau: those of the own one, or every one's. */
export function seesAssessment(actor: Actor, { bureau }: { bureau: string }): boolean {
  if (actor.kind !== 'staff' || !worksOnRisk(actor)) return false
  return may(actor, 'see_all_cases') || actor.bureau === bureau
}

/** The bureau for which the actor acts. Throws Forbidden without the permission. */
export function bureauActing(actor: Actor, needed: Permission): string {
  if (actor.kind === 'staff' && may(actor, needed)) return actor.bureau
  throw new Forbidden({ zh: '您的岗位不能这样做。', en: 'Your role may not do that.' })
}

export const noSuchAssessment = (): NotFound =>
  new NotFound({
    zh: '没有这份风险评估，或它不归您的单位。',
    en: 'There is no such risk assessment, or it is not your bureau’s.',
  })

const worksOnRisk = (actor: Actor): boolean =>
  may(actor, 'assess_risks') || may(actor, 'validate_risk_assessments') || may(actor, 'see_all_cases')
