import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { addressesOf } from '../../enterprises/firm-letters.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { type RecallDue, recallDues } from './recall-clocks.ts'
import { recallLateLetters } from './recall-letters.ts'
import { stepNames } from './recall-words.ts'
import { recordRecallEvent } from './record-recall-event.ts'

/**
 * Calls once for each report that a followed recall owes and that is late: a task for its bureau, a letter to the bureau's duty desk and to
 * the firm's accounts. Answers how many it called for. May run in many processes: a thing late is called once for ever.
 */
export async function callLateReports(context: Context): Promise<number> {
  const { db, city, now } = context
  const recalls = await db
    .selectFrom('recall_follow_up as r')
    .innerJoin('notice as n', 'n.id', 'r.notice_id')
    .where('r.state', '=', 'open')
    .select(['r.notice_id', 'r.bureau', 'r.enterprise_id', 'r.regime', 'r.started_at', 'n.title', 'n.title_zh'])
    .orderBy('r.notice_id')
    .execute()
  let called = 0
  for (const recall of recalls) {
    const regime = city.recallRegimes.find(({ id }) => id === recall.regime)
    if (!regime) continue
    const reports = await readRecallReports(db, recall.notice_id)
    const dues = recallDues(city.calendar, { regime, startedAt: recall.started_at, reports }, now)
    const late = dues.filter((due) => due.late && due.metAt === null)
    if (late.length > 0) called += await call(context, { ...recall, title: recall.title_zh ?? recall.title }, late)
  }
  return called
}

type Followed = { notice_id: number; bureau: string; enterprise_id: number | null; title: string }

async function call(context: Context, recall: Followed, late: RecallDue[]): Promise<number> {
  return context.db.transaction().execute(async (tx) => {
    const fresh: RecallDue[] = []
    for (const due of late) {
      const event = { noticeId: recall.notice_id, act: 'late' as const, subject: due.key, reason: due.step.article.zh }
      if (await recordRecallEvent(tx, context, event)) fresh.push(due)
    }
    if (fresh.length === 0) return 0
    await openTask(tx, context, recall, late)
    const accounts = recall.enterprise_id === null ? [] : await addressesOf(tx, recall.enterprise_id)
    await oweLetters(tx, context.queue, recallLateLetters(context, recall, accounts, fresh), context.now)
    return fresh.length
  })
}

async function openTask(tx: Db, { now }: Context, { notice_id, bureau, title }: Followed, late: RecallDue[]) {
  const names = late.map(({ step, number }) => ({
    zh: `${stepNames[step.kind].zh}${step.every ? `（第 ${number} 次）` : ''}`,
    en: `${stepNames[step.kind].en}${step.every ? ` ${number}` : ''}`,
  }))
  await tx
    .insertInto('task')
    .values({
      kind: 'recall_report',
      bureau,
      notice_id,
      title_zh: `催交${names.map(({ zh }) => zh).join('、')}：${title}`,
      title_en: `Call for the ${names.map(({ en }) => en).join(', ')} of the recall`,
      because: late.map(({ step }) => `${step.article.zh} ${step.article.en}`),
      created_at: now,
      due_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['notice_id', 'kind', 'bureau']).doUpdateSet((eb) => ({
        title_zh: eb.ref('excluded.title_zh'),
        title_en: eb.ref('excluded.title_en'),
        because: eb.ref('excluded.because'),
        created_at: eb.ref('excluded.created_at'),
        done_at: null,
        done_by: null,
        result: null,
      })),
    )
    .execute()
}
