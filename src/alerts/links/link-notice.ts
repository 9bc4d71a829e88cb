import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { RecallNotice, SampleNotice, SourceNotice } from '../../intake/notice.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import { countFrequencies } from './count-frequencies.ts'
import { judgeLink } from './judge-link.ts'
import { recallKeys } from './link-keys.ts'
import { isStanding, noticePortrait } from './notice-portrait.ts'
import { reportPortrait } from './portraits.ts'
import { readReports } from './read-reports.ts'
import { dropLinks, type FoundLink, recordLinks } from './record-links.ts'

/** A new recall or failed sample looks back over the reports of two years. */
const DAYS_BACK = 730
const CANDIDATES_MAX = 400

/**
 * Lets a recall or a failed sample, as it is told now, meet the reports of the last two years; a recall that was withdrawn, or a sample that
 * passed after all, gives up the links that no person made. Any other notice is passed over. May run twice.
 */
export async function linkNotice(context: Context, { noticeId }: { noticeId: number }): Promise<void> {
  const { db } = context
  const row = await db.selectFrom('notice').select('content').where('id', '=', noticeId).executeTakeFirst()
  // Written by import-notices.
  const notice = row?.content as SourceNotice | undefined
  if (notice?.kind !== 'recall' && notice?.kind !== 'sample') return
  const stands = isStanding(notice)
  const found = stands ? await meetReports(context, noticeId, notice) : []
  const keys = recallKeys(noticePortrait(notice, context.city))
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('link_block')
      .values({ kind: notice.kind, id: noticeId, day: notice.publishedOn, keys })
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ keys, day: notice.publishedOn }))
      .execute()
    await recordLinks(tx, context, found)
    if (!stands) await dropLinks(tx, context, noticeId)
  })
}

async function meetReports(
  { db, city, now }: Context,
  noticeId: number,
  notice: RecallNotice | SampleNotice,
): Promise<FoundLink[]> {
  const portrait = noticePortrait(notice, city)
  const keys = recallKeys(portrait).filter((key) => !key.startsWith('w:'))
  const reports = await readReports(db, await findReports(db, keys, addDays(toShanghaiDate(now), -DAYS_BACK)))
  const frequency = await countFrequencies(db, [portrait])
  return reports.flatMap((report) => {
    const link = judgeLink(reportPortrait(report, city), portrait, frequency)
    return link && link.tier !== 'text' ? [{ reportId: report.id, noticeId, ...link }] : []
  })
}

async function findReports(db: Db, keys: string[], since: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from link_block where kind = 'report' and keys && ${keys}::text[] and day >= ${since}
     order by id desc limit ${CANDIDATES_MAX}`.execute(db)
  return rows.map(({ id }) => id)
}
