import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { LinkTier } from './judge-link.ts'
import { type Pair, type PairGroup, pairGroups } from './link-pairs.ts'

export type LinkWaiting = Pair & {
  about: 'recall' | 'sample'
  /** The title of the case, or the name of the firm. */
  oursTitle: string
  theirsTitle: string
  tier: LinkTier
  score: number
  /** Probability times what is at stake: the order of the desk. */
  worth: number
}
export type LinksWaiting = { links: LinkWaiting[]; total: number; counts: Record<PairGroup, number> }

const LISTED_MAX = 500

/**
 * The links that nobody decided, what is worth most to decide first: the probability times the stakes — of a report its danger, and whether it
 * happened after the recall; of a firm the level of the warning on the notice. Of reports the cases that the reader sees; of firms all, for
 * those who keep the register.
 */
export async function listLinks({ db, actor }: Context, asked: { group: PairGroup | null }): Promise<LinksWaiting> {
  if (actor.kind !== 'staff') return { links: [], total: 0, counts: noCounts() }
  const everyCase = may(actor, 'see_all_cases')
  const ownCases = everyCase || may(actor, 'see_own_cases')
  const { rows } = await sql<LinkWaiting>`
    select * from (
      select 'report' as kind, l.report_id as ours, l.notice_id as "noticeId", n.kind as about, c.title as "oursTitle",
             coalesce(n.title_zh, n.title) as "theirsTitle", l.tier, l.score,
             l.score * (1 + c.danger + case when r.occurred_on > n.published_on then 1 else 0 end) as worth
        from recall_link l join case_file c on c.id = l.report_id join report r on r.id = l.report_id join notice n on n.id = l.notice_id
       where l.state = 'proposed' and ${ownCases} and (${everyCase} or c.lead = ${actor.bureau} or ${actor.bureau} = any(c.support))
      union all
      select 'firm', f.enterprise_id, f.notice_id, n.kind, e.name, coalesce(n.title_zh, n.title), f.tier, f.score,
             f.score * (1 + coalesce((select max(case w.level when 'red' then 3 when 'orange' then 2 when 'yellow' then 1 else 0 end)
                                        from warning w where w.notice_id = f.notice_id), 1))
        from notice_firm f join enterprise e on e.id = f.enterprise_id join notice n on n.id = f.notice_id
       where f.state = 'proposed' and ${may(actor, 'keep_firms')}) as open
     order by worth desc, "noticeId" desc, ours limit ${LISTED_MAX}`.execute(db)
  const links = rows.filter((row) => asked.group === null || isIn(row, asked.group))
  return { links, total: links.length, counts: countsOf(rows) }
}

const isIn = ({ kind, about }: LinkWaiting, group: PairGroup): boolean =>
  pairGroups[group].kind === kind && pairGroups[group].about === about

const groups = Object.keys(pairGroups) as PairGroup[]
const noCounts = () => countsOf([])

function countsOf(rows: LinkWaiting[]): Record<PairGroup, number> {
  const counts = groups.map((group) => [group, rows.filter((row) => isIn(row, group)).length])
  return Object.fromEntries(counts) as Record<PairGroup, number>
}
