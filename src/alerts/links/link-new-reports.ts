import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { RecallNotice, SampleNotice } from '../../intake/notice.ts'
import { countFrequencies } from './count-frequencies.ts'
import { judgeLink } from './judge-link.ts'
import { askedKeys, goodsKeys, reportKeys } from './link-keys.ts'
import { noticePortrait } from './notice-portrait.ts'
import { type ReportPortrait, reportPortrait } from './portraits.ts'
import { type ReportRow, readReports } from './read-reports.ts'
import { type FoundLink, recordLinks } from './record-links.ts'

const REPORTS_PER_ROUND = 50
const CANDIDATES_MAX = 120
const LIKE_GOODS_MAX = 20
const SHOWN_MAX = 3
/** Longer than a round takes; a worker that dies gives its turn up after it. */
const TURN_MS = 60_000
/** A row of case_event older than this has no unfinished transaction before it. */
const SETTLED_MS = 300_000

/**
 * Lets reports that have not met the recalls and failed samples meet them, oldest first. Answers how many. One worker at a time; a round that is cut off is
 * taken up by the next.
 */
export async function linkNewReports(context: Context): Promise<number> {
  const from = await takeTurn(context)
  if (from === null) return 0
  const ids = await findWaiting(context.db, from)
  for (const report of await readReports(context.db, ids)) await linkOne(context, report)
  await giveTurnBack(context, ids.length === 0)
  return ids.length
}

async function takeTurn({ db, now }: Context): Promise<number | null> {
  const until = new Date(now.getTime() + TURN_MS)
  const { rows } = await sql<{ swept_to: number }>`
    insert into link_turn (id, taken_until, swept_to) values (1, ${until}, 0)
    on conflict (id) do update set taken_until = ${until} where link_turn.taken_until <= ${now}
    returning swept_to`.execute(db)
  return rows[0]?.swept_to ?? null
}

async function findWaiting(db: Db, from: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select e.case_id as id from case_event e join assessment a on a.report_id = e.case_id
     where e.id > ${from} and e.act = 'receive'
       and not exists (select from link_block b where b.kind = 'report' and b.id = e.case_id)
     order by e.id limit ${REPORTS_PER_ROUND}`.execute(db)
  return rows.map(({ id }) => id)
}

async function linkOne(context: Context, report: ReportRow): Promise<void> {
  const { db, city } = context
  const portrait = reportPortrait(report, city)
  const found = await meetRecalls(context, report.id, portrait)
  const keys = reportKeys(portrait, `${report.title} ${report.product ?? ''}`)
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('link_block')
      .values({ kind: 'report', id: report.id, day: report.receivedOn, keys })
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ keys }))
      .execute()
    await recordLinks(tx, context, found)
  })
}

/** The recalls and failed samples it may be about, the likeliest first; of those that only look alike the best three. */
async function meetRecalls({ db, city }: Context, reportId: number, portrait: ReportPortrait): Promise<FoundLink[]> {
  const recalls = (await findRecalls(db, portrait)).map(({ id, content }) => ({
    id,
    of: noticePortrait(content, city),
  }))
  const frequency = await countFrequencies(
    db,
    recalls.map(({ of }) => of),
  )
  const judged = recalls.flatMap(({ id, of }) => {
    const link = judgeLink(portrait, of, frequency)
    return link ? [{ reportId, noticeId: id, ...link }] : []
  })
  const best = judged.sort((a, b) => b.score - a.score || b.noticeId - a.noticeId)
  return [
    ...best.filter(({ tier }) => tier !== 'text'),
    ...best.filter(({ tier }) => tier === 'text').slice(0, SHOWN_MAX),
  ]
}

type Candidate = { id: number; content: RecallNotice | SampleNotice }

async function findRecalls(db: Db, portrait: ReportPortrait): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select n.id, n.content from notice n
     where n.id in (
       (${newestHolding(askedKeys(portrait), CANDIDATES_MAX)})
       union
       (${newestHolding(goodsKeys(portrait), LIKE_GOODS_MAX)}))
       and n.content ->> 'status' is distinct from 'withdrawn'
     order by n.id`.execute(db)
  return rows
}

/**
 * The newest notices that hold any of the keys. Key by key, a look-up each: of all keys at once PostgreSQL reads every row and compares it with
 * each of a hundred keys, because it reckons that to be cheap.
 */
const newestHolding = (keys: string[], most: number): RawBuilder<unknown> => sql`
  select held.id from unnest(${keys}::text[]) as asked (key) cross join lateral (
    select b.id from link_block b where b.kind <> 'report' and b.keys @> array[asked.key] order by b.id desc limit ${most}) as held
   group by held.id order by held.id desc limit ${most}`

async function giveTurnBack({ db, now }: Context, allMet: boolean): Promise<void> {
  const settled = new Date(now.getTime() - SETTLED_MS)
  const sweptTo = allMet
    ? sql<number>`coalesce((select max(e.id) from case_event e where e.id > swept_to and e.at < ${settled}), swept_to)`
    : sql<number>`swept_to`
  await db.updateTable('link_turn').set({ taken_until: now, swept_to: sweptTo }).where('id', '=', 1).execute()
}
