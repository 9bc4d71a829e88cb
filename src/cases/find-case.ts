import { seesCase } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import type { Assessment } from '../triage/assessment.ts'
import type { CaseSight } from './acts/verdicts.ts'
import type { Apart } from './apart/apart.ts'
import type { CasePause } from './clocks/clock-holds.ts'
import type { ClockRow } from './clocks/clock-moves.ts'
import type { Filing } from './clocks/clocks.ts'
import { gatherCase } from './gather-case.ts'
import type { IdentityCheck } from './identity/identity-check.ts'
import type { Joint } from './joint/joint.ts'
import type { ItemFound } from './parts/parts.ts'

/** What a decision about a case needs to know of it. */
export type CaseFound = Omit<CaseSight, 'items'> & {
  id: number
  title: string
  moves: number
  danger: number
  risk: Assessment['risk']['level']
  dangerBecause: string[]
  /** What triage said when the report came in, and which model said it. */
  predicted: { lead: string; leaf: string; danger: number; kind: string; model: string }
  /** What the reporter ticked. */
  claims: string[]
  /** When it was last answered; null when it was not. */
  answeredAt: Date | null
  /** When it was last dispatched; null for one that was referred since, or waits for its first. */
  dispatchedAt: Date | null
  /** Whether letters reach the reporter. */
  byMail: boolean
  filing: Filing
  pauses: CasePause[]
  items: ItemFound[]
  aparts: Apart[]
  /** The joint complaint it is in; null for one that stands alone. */
  joint: Joint | null
  /** The check of the complainant's identity. */
  identity: IdentityCheck
  /** How many sub-tasks it has had. */
  subTasks: number
  clocks: ClockRow[]
}

/** Gathers a case for an act, in one query. Throws NotFound when there is none or the actor may not know that there is. */
export async function findCase(context: Context, caseId: number): Promise<CaseFound> {
  const found = await gatherCase(context, caseId)
  if (!found || !seesCase(context.actor, found)) throw noSuchCase()
  return found
}

/** The same words whether there is no such case or it is another bureau's. */
export function noSuchCase(): NotFound {
  return new NotFound({
    zh: '没有这个案件，或它不归您的单位办理。',
    en: 'There is no such case, or it is not with your bureau.',
  })
}
