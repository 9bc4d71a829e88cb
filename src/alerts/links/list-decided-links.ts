import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { LinkTier } from './judge-link.ts'
import type { Pair } from './link-pairs.ts'

export type LinkDecided = Pair & {
  about: 'recall' | 'sample'
  oursTitle: string
  theirsTitle: string
  tier: LinkTier
  state: 'confirmed' | 'rejected'
  decidedAt: Date
  /** Null for what the machine linked or gave up by itself. */
  decidedBy: string | null
  reason: string | null
}

const LISTED_MAX = 100

/** The last links that were decided, by people or by a number alone, as far as the reader may decide on them; `state` alone when asked for. */
export async function listDecidedLinks(
  { db, actor }: Context,
  asked: { state: 'confirmed' | 'rejected' | null },
): Promise<LinkDecided[]> {
  if (actor.kind !== 'staff') return []
  const everyCase = may(actor, 'see_all_cases')
  const ownCases = everyCase || may(actor, 'see_own_cases')
  const { rows } = await sql<LinkDecided>`
    select d.*, a.name as "decidedBy" from (
      select 'report' as kind, l.report_id as ours, l.notice_id as "noticeId", n.kind as about, c.title as "oursTitle",
             coalesce(n.title_zh, n.title) as "theirsTitle", l.tier, l.state, l.decided_at as "decidedAt", l.decided_by as by, l.reason
        from recall_link l join case_file c on c.id = l.report_id join notice n on n.id = l.notice_id
       where l.decided_at is not null and ${ownCases} and (${everyCase} or c.lead = ${actor.bureau} or ${actor.bureau} = any(c.support))
      union all
      select 'firm', f.enterprise_id, f.notice_id, n.kind, e.name, coalesce(n.title_zh, n.title), f.tier, f.state, f.decided_at, f.decided_by, f.reason
        from notice_firm f join enterprise e on e.id = f.enterprise_id join notice n on n.id = f.notice_id
       where f.decided_at is not null and ${may(actor, 'keep_firms')}) as d
      left join account a on d.by = 'staff:' || a.id
     where ${asked.state}::text is null or d.state = ${asked.state}
     order by "decidedAt" desc, "noticeId" desc, ours limit ${LISTED_MAX}`.execute(db)
  return rows
}
