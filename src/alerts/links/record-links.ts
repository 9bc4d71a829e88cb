import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { LinkJudged, LinkTier } from './judge-link.ts'
import type { LinkState } from './link-decisions.ts'

export type FoundLink = Pick<LinkJudged, 'tier' | 'score' | 'because'> & { reportId: number; noticeId: number }

export const withdrawnReason = '通报已撤回或更正 The notice was withdrawn or corrected'

/** What the machine may do by itself at each tier. */
export const stateOf: Record<LinkTier, LinkState> = {
  identifier: 'confirmed',
  name: 'proposed',
  scored: 'proposed',
  text: 'shown',
}
const actOf: Partial<Record<LinkState, 'propose' | 'confirm'>> = { proposed: 'propose', confirmed: 'confirm' }

/** Keeps what was found. What a person decided stands; found again in the same state it is only written anew, without an event. */
export async function recordLinks(tx: Db, { actor, now }: Context, found: FoundLink[]): Promise<void> {
  for (const { reportId, noticeId, tier, score, because } of found) {
    const state = stateOf[tier]
    const decided = state === 'confirmed' ? now : null
    const by = state === 'confirmed' ? actorName(actor) : null
    const { rows } = await sql<{ before: LinkState | null }>`
      with before as (select state from recall_link where report_id = ${reportId} and notice_id = ${noticeId})
      insert into recall_link as l (report_id, notice_id, tier, score, because, state, found_at, decided_at, decided_by)
      values (${reportId}, ${noticeId}, ${tier}, ${score}, ${because}::text[], ${state}, ${now}, ${decided}, ${by})
      on conflict (report_id, notice_id) do update
         set tier = excluded.tier, score = excluded.score, because = excluded.because, state = excluded.state,
             decided_at = excluded.decided_at, decided_by = excluded.decided_by
       where l.decided_by is null or l.decided_by not like 'staff:%'
      returning (select state from before) as before`.execute(tx)
    const act = actOf[state]
    if (!act || rows.length === 0 || rows[0]?.before === state) continue
    const event = { report_id: reportId, notice_id: noticeId, at: now, actor: actorName(actor), act, tier, score }
    await tx
      .insertInto('recall_link_event')
      .values({ ...event, reason: because.join('；') })
      .execute()
  }
}

/** Gives up what the machine linked or proposed to a recall that was withdrawn, or to a sample that passed after all. */
export async function dropLinks(tx: Db, { actor, now }: Context, noticeId: number): Promise<void> {
  const reason = withdrawnReason
  await sql`
    with dropped as (
      update recall_link set state = 'rejected', decided_at = ${now}, decided_by = ${actorName(actor)}, reason = ${reason}
       where notice_id = ${noticeId} and state <> 'rejected' and (decided_by is null or decided_by not like 'staff:%')
      returning report_id, tier, score)
    insert into recall_link_event (report_id, notice_id, at, actor, act, tier, score, reason)
    select report_id, ${noticeId}, ${now}, ${actorName(actor)}, 'reject', tier, score, ${reason} from dropped`.execute(
    tx,
  )
}
