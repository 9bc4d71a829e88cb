import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { ConcernState } from './concern-moves.ts'

export type ConcernFound = {
  id: number
  family: string
  state: ConcernState
  reason: string
  meeting: string | null
  meetingOn: string | null
  result: string | null
  moves: number
  openedAt: Date
  title: string
  titleZh: string | null
  market: string | null
  /** How many firms say that the measure hits them. */
  firms: number
}

/** A trade concern as trade officials see it. Throws NotFound for others. */
export async function findConcern(context: Context, concernId: number): Promise<ConcernFound> {
  if (!may(context.actor, 'review_measures')) throw new NotFound(missingConcern)
  const row = await concernRows(context).where('c.id', '=', concernId).executeTakeFirst()
  if (!row) throw new NotFound(missingConcern)
  return row
}

/** Concerns with what their pages say of the measure. */
export const concernRows = ({ db }: Pick<Context, 'db'>) =>
  db
    .selectFrom('trade_concern as c')
    .innerJoin('measure as m', 'm.family', 'c.family')
    .select([
      'c.id',
      'c.family',
      'c.state',
      'c.reason',
      'c.meeting',
      'c.meeting_on as meetingOn',
      'c.result',
      'c.moves',
    ])
    .select(['c.opened_at as openedAt', 'm.title', 'm.title_zh as titleZh', 'm.market'])
    .select(
      sql<number>`(select count(*)::int from measure_hit h where h.family = c.family and h.state = 'stands')`.as(
        'firms',
      ),
    )

export const missingConcern = { zh: '没有这项特别贸易关注。', en: 'There is no such trade concern.' }
