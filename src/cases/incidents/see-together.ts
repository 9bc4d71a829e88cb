import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import { noSuchCase } from '../find-case.ts'

export const REASON_UNITS_MIN = 4
export const REASON_UNITS_MAX = 300

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

/** Throws Invalid when there is no reason or one longer than is kept. */
export function readReason(typed: string): string {
  const reason = typed.trim()
  if (reason.length >= REASON_UNITS_MIN && reason.length <= REASON_UNITS_MAX) return reason
  const said = {
    zh: `请写明理由，${REASON_UNITS_MIN} 到 ${REASON_UNITS_MAX} 个字。`,
    en: `Give a reason of ${REASON_UNITS_MIN} to ${REASON_UNITS_MAX} characters.`,
  }
  throw new Invalid(said, { reason: said })
}
