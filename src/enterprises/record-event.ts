import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { Tables } from '../db/tables.ts'

export type NewEnterpriseEvent = {
  enterpriseId: number
  act: Tables['enterprise_event']['act']
  /** What it was done to, e.g. `fact:7` or `request:3`. */
  subject: string
  reason: string
  detail?: object
}

/** Writes what was done to firms' records, in the caller's transaction. */
export async function recordEnterpriseEvents(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  events: NewEnterpriseEvent[],
): Promise<void> {
  if (events.length === 0) return
  const bureau = actor.kind === 'staff' ? actor.bureau : null
  const rows = events.map(({ enterpriseId, act, subject, reason, detail }) => ({
    enterprise_id: enterpriseId,
    at: now,
    actor: actorName(actor),
    bureau,
    act,
    subject,
    reason,
    detail: JSON.stringify(detail ?? {}),
  }))
  await tx.insertInto('enterprise_event').values(rows).execute()
}
