import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Clock } from '../../cases/clocks/clocks.ts'
import type { Context } from '../../context.ts'
import type { FactRow } from '../register/fact-rows.ts'
import { type RequestRow, requestClock } from './open-request.ts'

export type RequestListed = Read & { clock: Clock; firmId: number }

/** `reminded`: how much of the running clock its desks were last told is used up, in per cent; null before the first. */
type Read = RequestRow & { code: string; firm: string; fact: FactRow; reminded: number | null }

const listedMax = 200

/** What firms asked, the soonest due first: a bureau's own, all for the joint-meeting office and dispatchers, a firm's own with what was decided. */
export async function listFirmRequests(
  context: Context,
  { enterpriseId = null }: { enterpriseId?: number | null } = {},
): Promise<RequestListed[]> {
  const { db, actor, city } = context
  const everyBureau = may(actor, 'forward_objections')
  const bureau = actor.kind === 'staff' && !everyBureau ? actor.bureau : null
  const own = actor.kind === 'firm' ? actor.enterpriseId : enterpriseId
  if (actor.kind !== 'firm' && !may(actor, 'see_firms')) return []
  const { rows } = await sql<Read>`
    select r.*, e.code, e.name as firm, to_jsonb(f) as fact,
           (select max(m.step) from firm_reminder m where m.request_id = r.id and m.told_at >= coalesce(r.forwarded_at, r.asked_at) and m.extended = r.extended) as reminded
      from firm_request r join enterprise e on e.id = r.enterprise_id join enterprise_fact f on f.id = r.fact_id
     where (${own}::int8 is null or r.enterprise_id = ${own}) and (${bureau}::text is null or r.bureau = ${bureau})
       and (${own}::int8 is not null or r.state <> 'decided')
     order by (r.state = 'decided'), r.due_at, r.id limit ${listedMax}`.execute(db)
  return rows.map((row) => ({ ...row, firmId: row.enterprise_id, clock: requestClock(city, row) }))
}
