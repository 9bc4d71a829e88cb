import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Tier } from './firm-match.ts'

export type MatchListed = {
  caseId: number
  title: string
  said: string
  code: string
  name: string
  tier: Tier
  score: number
  because: string[]
}

/** Proposed firms of the own bureau's cases, of every case for who sees them all; the surest first. */
export async function listMatches({ db, actor }: Context): Promise<MatchListed[]> {
  if (actor.kind !== 'staff' || !may(actor, 'keep_firms')) return []
  const bureau = may(actor, 'see_all_cases') ? null : actor.bureau
  const { rows } = await sql<MatchListed>`
    select m.case_id as "caseId", c.title, m.said, e.code, e.name, m.tier, m.score, m.because
      from enterprise_match m join case_file c on c.id = m.case_id join enterprise e on e.id = m.enterprise_id
     where m.state = 'proposed' and (${bureau}::text is null or c.lead = ${bureau} or ${bureau} = any(c.support))
     order by m.score desc, m.case_id limit 100`.execute(db)
  return rows
}
