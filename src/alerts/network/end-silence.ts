import type { Db } from '../../db/open.ts'

/** Ends the silence of a member, in the caller's transaction; nothing where there is none. */
export async function endSilence(tx: Db, memberId: number, now: Date): Promise<void> {
  await tx
    .updateTable('network_silence')
    .set({ ended_at: now })
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .execute()
}
