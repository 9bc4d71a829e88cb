import type { Context } from '../../context.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { recovery } from './recall-clocks.ts'

export type PublicRecallListed = {
  noticeId: number
  what: string
  publishedAt: Date
  state: 'open' | 'closed'
  share: number | null
}

const LISTED_MAX = 100

/** The recalls whose page a person published, the newest first. */
export async function listPublicRecalls({ db }: Context): Promise<PublicRecallListed[]> {
  const rows = await db
    .selectFrom('recall_follow_up')
    .select(['notice_id', 'what', 'published_at', 'state'])
    .where('published_at', 'is not', null)
    .orderBy('published_at', 'desc')
    .limit(LISTED_MAX)
    .execute()
  return Promise.all(
    rows.map(async ({ notice_id, what, published_at, state }) => ({
      noticeId: notice_id,
      what,
      publishedAt: published_at as Date,
      state,
      share: recovery(await readRecallReports(db, notice_id))?.share ?? null,
    })),
  )
}
