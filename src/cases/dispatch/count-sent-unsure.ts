import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/**
 * A text that may cost a life does not wait for a dispatcher, even where the model is not sure of the bureau: it goes to the
 * likeliest at once. Until that bureau signs for it or a person says who is right, it belongs under a dispatcher's eyes.
 * Of `case_file as c` beside its `assessment as a`.
 */
export const sentUnsure = sql<boolean>`(c.danger >= 2 or c.risk = 'serious') and c.state in ('dispatched', 'referred')
  and a.detail ->> 'sure' = 'false' and a.lead = c.lead
  and not exists (select from correction k where k.report_id = c.id)`

/** How many such texts there are. */
export async function countSentUnsure({ db }: Context): Promise<number> {
  const { rows } = await sql<{ unsure: number }>`
    select count(*)::int as unsure from case_file c join assessment a on a.report_id = c.id where ${sentUnsure}`.execute(
    db,
  )
  return rows[0]?.unsure ?? 0
}
