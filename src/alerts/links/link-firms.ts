import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { recordEnterpriseEvents } from '../../enterprises/record-event.ts'
import type { SourceNotice } from '../../intake/notice.ts'
import { findRegister } from './find-register.ts'
import { type FirmJudged, judgeFirm } from './judge-firm.ts'
import { partiesOf } from './notice-parties.ts'
import { isStanding } from './notice-portrait.ts'
import { stateOf, withdrawnReason } from './record-links.ts'

/** Of the firms that are only alike, the best so many are kept. */
const SHOWN_MAX = 3
const PROPOSED_MAX = 8

type FoundFirm = FirmJudged & { enterpriseId: number }

/**
 * Compares the makers, importers and sellers that a recall or a failed sample names with the register: a number links, a name is proposed for a
 * person to say. What a person decided stands, also words that were said not to mean a firm. A notice that was withdrawn gives up what no
 * person decided. Any other notice is passed over. May run twice.
 */
export async function linkFirms(context: Context, { noticeId }: { noticeId: number }): Promise<void> {
  const { db, city } = context
  const row = await db.selectFrom('notice').select('content').where('id', '=', noticeId).executeTakeFirst()
  // Written by import-notices.
  const notice = row?.content as SourceNotice | undefined
  if (notice?.kind !== 'recall' && notice?.kind !== 'sample') return
  const parties = partiesOf(notice, city)
  const firms = isStanding(notice) ? await findRegister(db, city, parties) : []
  const judged = firms.flatMap(({ id, ...firm }) => {
    const link = judgeFirm(parties, firm)
    return link ? [{ enterpriseId: id, ...link }] : []
  })
  const found = await withoutApart(db, best(judged))
  await db.transaction().execute(async (tx) => {
    await giveUp(tx, context, noticeId, found)
    for (const link of found) await record(tx, context, noticeId, link)
  })
}

/** Of several firms that carry one name the numbered ones stand; of those only alike few are shown. */
function best(judged: FoundFirm[]): FoundFirm[] {
  const sorted = judged.toSorted((a, b) => b.score - a.score || a.enterpriseId - b.enterpriseId)
  const asked = sorted.filter(({ tier }) => tier !== 'text').slice(0, PROPOSED_MAX)
  return [...asked, ...sorted.filter(({ tier }) => tier === 'text').slice(0, SHOWN_MAX)]
}

/** A person said before that these words do not mean this firm. */
async function withoutApart(db: Db, found: FoundFirm[]): Promise<FoundFirm[]> {
  if (found.length === 0) return []
  const apart = await db
    .selectFrom('enterprise_apart')
    .select(['said', 'enterprise_id'])
    .where(
      'said',
      'in',
      found.map(({ said }) => said),
    )
    .execute()
  return found.filter(
    ({ said, enterpriseId, tier }) =>
      tier === 'identifier' || !apart.some((one) => one.said === said && one.enterprise_id === enterpriseId),
  )
}

/** What the machine found before and does not find any more is taken back; what it linked is rejected with the reason. */
async function giveUp(tx: Db, { actor, now }: Context, noticeId: number, found: FoundFirm[]): Promise<void> {
  const kept = found.map(({ enterpriseId }) => enterpriseId)
  await sql`
    update notice_firm set state = 'rejected', decided_at = ${now}, decided_by = ${actorName(actor)}, reason = ${withdrawnReason}
     where notice_id = ${noticeId} and state <> 'rejected' and (decided_by is null or decided_by not like 'staff:%')
       and enterprise_id <> all(${kept}::int8[])`.execute(tx)
}

async function record(tx: Db, context: Context, noticeId: number, found: FoundFirm): Promise<void> {
  const { actor, now } = context
  const { enterpriseId, role, said, tier, score, because } = found
  const state = stateOf[tier]
  const decided = state === 'confirmed' ? { at: now, by: actorName(actor) } : { at: null, by: null }
  const { rows } = await sql<{ before: string | null }>`
    with before as (select state from notice_firm where notice_id = ${noticeId} and enterprise_id = ${enterpriseId})
    insert into notice_firm as f (notice_id, enterprise_id, role, said, tier, score, because, state, found_at, decided_at, decided_by)
    values (${noticeId}, ${enterpriseId}, ${role}, ${said.slice(0, 200)}, ${tier}, ${score}, ${because}::text[], ${state}, ${now}, ${decided.at}, ${decided.by})
    on conflict (notice_id, enterprise_id) do update
       set role = excluded.role, said = excluded.said, tier = excluded.tier, score = excluded.score, because = excluded.because,
           state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by, reason = null
     where f.decided_by is null or f.decided_by not like 'staff:%'
    returning (select state from before) as before`.execute(tx)
  if (state !== 'confirmed' || rows.length === 0 || rows[0]?.before === state) return
  const event = { enterpriseId, act: 'match' as const, subject: `notice:${noticeId}`, reason: because.join('；') }
  await recordEnterpriseEvents(tx, context, [event])
}
