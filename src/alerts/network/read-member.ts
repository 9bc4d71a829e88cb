import type { Context } from '../../context.ts'
import { listMembers, type MemberListed } from './list-members.ts'
import { noSuchMember } from './network-keeper.ts'

export type MemberReport = { at: Date; via: 'form' | 'csv' | 'api'; taken: number; repeated: number; faults: number }
export type MemberRead = {
  member: MemberListed
  reports: MemberReport[]
  silences: { since: Date; endedAt: Date | null }[]
}

const shownMax = 50

/** The health of one source: its rhythm, its newest reports with what came of them, and its silences. Throws Forbidden, NotFound. */
export async function readMember(context: Context, { memberId }: { memberId: number }): Promise<MemberRead> {
  const [member] = await listMembers(context, { memberId })
  if (!member) throw noSuchMember()
  const { db } = context
  const reports = await db
    .selectFrom('network_report')
    .where('member_id', '=', memberId)
    .select(['at', 'via', 'taken', 'repeated', 'faults'])
    .orderBy('id', 'desc')
    .limit(shownMax)
    .execute()
  const silences = await db
    .selectFrom('network_silence')
    .where('member_id', '=', memberId)
    .select(['since', 'ended_at as endedAt'])
    .orderBy('since', 'desc')
    .limit(shownMax)
    .execute()
  return { member, reports, silences }
}
