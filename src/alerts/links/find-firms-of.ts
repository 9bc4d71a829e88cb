import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { LinkState } from './link-decisions.ts'
import type { PartyRole } from './notice-parties.ts'

export type FirmOfNotice = {
  enterpriseId: number
  code: string
  name: string
  role: PartyRole
  state: LinkState
  because: string[]
}

const rank = sql`case f.state when 'confirmed' then 0 when 'proposed' then 1 else 2 end`

/** The local firms that a notice is about: for everybody those that a person confirmed, for staff of the register also what waits or is only alike. */
export async function findFirmsOf({ db, actor }: Context, { noticeId }: { noticeId: number }): Promise<FirmOfNotice[]> {
  const inside = may(actor, 'see_firms')
  const { rows } = await sql<FirmOfNotice>`
    select e.id as "enterpriseId", e.code, e.name, f.role, f.state, f.because
      from notice_firm f join enterprise e on e.id = f.enterprise_id
     where f.notice_id = ${noticeId} and f.state <> 'rejected' and (${inside} or (f.state = 'confirmed' and f.decided_by like 'staff:%'))
     order by ${rank}, f.score desc, e.id limit 20`.execute(db)
  return rows
}
