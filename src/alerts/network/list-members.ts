import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { MemberKind } from './member-words.ts'
import { mustKeepNetwork } from './network-keeper.ts'

export type MemberListed = {
  id: number
  kind: MemberKind
  name: string
  district: string | null
  rhythmDays: number
  keyHint: string
  keyMadeAt: Date
  joinedAt: Date
  /** Its last report, one that there is nothing included; null before the first. */
  heardAt: Date | null
  disabledAt: Date | null
  /** Since when it owes a report that did not come; null while it keeps its rhythm. */
  silentSince: Date | null
  /** In the last thirty days: rows taken, and reports refused. */
  taken: number
  refused: number
}

const listedMax = 500

/** The members of the monitoring network with how each keeps its rhythm, the silent first. Throws Forbidden. */
export async function listMembers(
  { db, actor, now }: Context,
  { memberId = null }: { memberId?: number | null } = {},
): Promise<MemberListed[]> {
  mustKeepNetwork(actor)
  const month = new Date(now.getTime() - 30 * 86_400_000)
  const rows = await db
    .selectFrom('network_member as m')
    .leftJoin('network_silence as s', (join) => join.onRef('s.member_id', '=', 'm.id').on('s.ended_at', 'is', null))
    .$if(memberId !== null, (query) => query.where('m.id', '=', memberId ?? 0))
    .select(['m.id', 'm.kind', 'm.name', 'm.district', 'm.rhythm_days as rhythmDays', 'm.key_hint as keyHint'])
    .select(['m.key_made_at as keyMadeAt', 'm.joined_at as joinedAt', 'm.heard_at as heardAt'])
    .select(['m.disabled_at as disabledAt', 's.since as silentSince'])
    .select([
      sql<number>`(select coalesce(sum(taken), 0)::int from network_report where member_id = m.id and at > ${month})`.as(
        'taken',
      ),
      sql<number>`(select count(*)::int from network_report where member_id = m.id and at > ${month} and faults > 0)`.as(
        'refused',
      ),
    ])
    .orderBy(sql`m.disabled_at is not null`)
    .orderBy(sql`s.since is null`)
    .orderBy('m.id')
    .limit(listedMax)
    .execute()
  return rows
}
