import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { noSuchCase } from '../find-case.ts'

export const REASON_UNITS_MAX = 300
/** How much a reason for grouping says. */
export const groupingReason = { min: 4, max: REASON_UNITS_MAX } as const

export type SeenCase = { id: number; title: string; lead: string; incidentId: number | null; model: string }

/** Cases by number, with their incident. Whoever sees a case may say with which it belongs; throws NotFound when one is not theirs to see. */
export async function seeTogether({ db, actor }: Context, caseIds: number[]): Promise<SeenCase[]> {
  const rows = await db
    .selectFrom('case_file as c')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .leftJoin('incident_member as m', 'm.report_id', 'c.id')
    .where('c.id', 'in', caseIds)
    .select(['c.id', 'c.title', 'c.lead', 'c.support', 'a.model', 'm.incident_id as incidentId'])
    .execute()
  const seen = rows.filter((row) => seesCase(actor, row))
  if (seen.length < new Set(caseIds).size) throw noSuchCase()
  return caseIds.flatMap((id) => seen.find((row) => row.id === id) ?? [])
}
