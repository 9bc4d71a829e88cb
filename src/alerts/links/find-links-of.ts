import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { LinkTier } from './judge-link.ts'
import type { LinkState } from './link-decisions.ts'

export type LinkOfCase = {
  noticeId: number
  title: string
  titleZh: string | null
  /** ISO date of the recall. */
  publishedOn: string | null
  tier: LinkTier
  score: number
  because: string[]
  state: LinkState
  /** A person decided; else the machine linked it by an identifier, or nobody did. */
  decidedByPerson: boolean
  decidedAt: Date | null
  reason: string | null
  /** What was complained of happened after the recall: it was sold, or still used, although recalled. */
  afterRecall: boolean
}

const rank = sql`case state when 'confirmed' then 0 when 'proposed' then 1 when 'shown' then 2 else 3 end`

/** The recalls that a case meets, the surest first. For whoever sees the case: the page has asked. */
export async function findLinksOf({ db }: Context, caseId: number): Promise<LinkOfCase[]> {
  const { rows } = await sql<LinkOfCase>`
    select l.notice_id as "noticeId", n.title, n.title_zh as "titleZh", n.published_on as "publishedOn", l.tier, l.score, l.because, l.state,
           coalesce(l.decided_by like 'staff:%', false) as "decidedByPerson", l.decided_at as "decidedAt", l.reason,
           coalesce(r.occurred_on > n.published_on, false) as "afterRecall"
      from recall_link l join notice n on n.id = l.notice_id join report r on r.id = l.report_id
     where l.report_id = ${caseId} order by ${rank}, l.score desc, l.notice_id desc limit 20`.execute(db)
  return rows
}
