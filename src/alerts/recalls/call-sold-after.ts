import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'

const perRound = 100

type Found = { noticeId: number; title: string; publishedOn: string; bureau: string; cases: number[] }

/**
 * Finds reports that are linked to a recall and happened after it was published — still sold, or still used — and asks the lead bureau of
 * each to look whether the product is still on sale: one open task a recall and bureau, opened again with every new report. Answers how
 * many reports it called about. May run twice.
 */
export async function callSoldAfter(context: Context): Promise<number> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Found>`
      with called as (
        update recall_link set called_at = ${now}
         where (report_id, notice_id) in (
           select l.report_id, l.notice_id from recall_link l join report r on r.id = l.report_id join notice n on n.id = l.notice_id
            where l.state = 'confirmed' and l.called_at is null and n.kind = 'recall' and n.content ->> 'status' <> 'withdrawn'
              and r.occurred_on > n.published_on
            order by l.report_id limit ${perRound} for update of l skip locked)
        returning report_id, notice_id)
      select n.id as "noticeId", coalesce(n.title_zh, n.title) as title, n.published_on as "publishedOn", c.lead as bureau,
             array_agg(c.id order by c.id) as cases
        from called k join notice n on n.id = k.notice_id join case_file c on c.id = k.report_id
       group by n.id, c.lead order by n.id, c.lead`.execute(tx)
    for (const found of rows) await openTask(tx, context, found)
    return rows.reduce((sum, { cases }) => sum + cases.length, 0)
  })
}

async function openTask(tx: Db, { now }: Context, { noticeId, title, publishedOn, bureau, cases }: Found) {
  const numbers = cases.map((id) => `#${id}`).join('、')
  const because = [
    `${numbers} 所述发生在召回发布（${publishedOn}）之后 ${numbers} happened after the recall was published`,
  ]
  await tx
    .insertInto('task')
    .values({
      kind: 'sold_after_recall',
      bureau,
      notice_id: noticeId,
      title_zh: `召回之后仍有发生，核查是否仍在销售：${title}`,
      title_en: 'It still happens after the recall: look whether it is still sold',
      because,
      created_at: now,
      due_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['notice_id', 'kind', 'bureau']).doUpdateSet((eb) => ({
        because: sql<
          string[]
        >`case when task.done_at is null then task.because || excluded.because else excluded.because end`,
        created_at: eb.ref('excluded.created_at'),
        done_at: null,
        done_by: null,
        result: null,
      })),
    )
    .execute()
}
