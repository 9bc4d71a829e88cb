import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { recallDue, reviewDue } from './follow-up-due.ts'
import { type Draft, type Member, reasonLines } from './notice-assessment.ts'

/**
 * Closes the open follow-ups of these notices: a later telling takes their place. A report that a firm owes and a look into the shops stay:
 * the law and the reports behind them ask for those, whatever the notice says now.
 */
export async function closeTasks(tx: Db, { actor, now }: Context, noticeIds: number[]): Promise<void> {
  await tx
    .updateTable('task')
    .set({ done_at: now, done_by: actorName(actor), result: '由后续通报取代 superseded by a later notice' })
    .where('notice_id', 'in', noticeIds)
    .where('kind', 'in', ['recall_follow_up', 'tbt_review'])
    .where('done_at', 'is', null)
    .execute()
}

/**
 * Opens one follow-up for each bureau in charge, again where one was closed. Relief is news and asks for no work, except where a
 * bureau acted on a recall that was withdrawn since: what it did is to be looked at again.
 */
export async function openTasks(tx: Db, context: Context, subject: Member, drafted: Draft): Promise<void> {
  if (subject.notice.kind === 'recall' && subject.notice.status === 'withdrawn')
    await reopenAfterWithdrawal(tx, context, subject, drafted)
  if (drafted.warning.relief || isOldNews(subject, context.now)) return
  const tasks = tasksOf(context.city, subject, drafted, context.now)
  if (tasks.length === 0) return
  await tx
    .insertInto('task')
    .values(tasks.map((task) => ({ ...task, notice_id: subject.id, created_at: context.now })))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'notice_id', 'bureau']).doUpdateSet((eb) => ({
        title_zh: eb.ref('excluded.title_zh'),
        title_en: eb.ref('excluded.title_en'),
        because: eb.ref('excluded.because'),
        created_at: eb.ref('excluded.created_at'),
        due_at: eb.ref('excluded.due_at'),
        done_at: null,
        done_by: null,
        result: null,
      })),
    )
    .execute()
}

/** A recall older than this was followed up in its own time, or meets a report of ours and calls then. */
const newsFor_days = 180

/** Read for the first time long after it was published, as an archive is: its warning is drafted, and no bureau's clock starts. */
function isOldNews({ notice, before = null }: Member, now: Date): boolean {
  if (notice.kind !== 'recall' || notice.publishedOn === null || before !== null) return false
  return notice.publishedOn < addDays(toShanghaiDate(now), -newsFor_days)
}

async function reopenAfterWithdrawal(tx: Db, { city, now }: Context, subject: Member, { words }: Draft): Promise<void> {
  const due = recallDue(city, now)
  await tx
    .updateTable('task')
    .set({
      title_zh: `召回已撤回，请复核已采取的措施：${words.title.zh}`,
      title_en: `The recall was withdrawn, look again at what was done: ${words.title.en}`,
      because: [
        '来源撤回了这次召回，此前据此办理的事项需要复核 The source withdrew this recall; what was done because of it is to be looked at again',
      ],
      created_at: now,
      due_at: due.dueAt,
      done_at: null,
      done_by: null,
      result: null,
    })
    .where('notice_id', '=', subject.id)
    .where('kind', '=', 'recall_follow_up')
    .execute()
}

function tasksOf(city: City, subject: Member, { warning, words, comment }: Draft, now: Date) {
  const recall = subject.notice.kind === 'recall'
  const due = comment === null ? recallDue(city, now) : reviewDue(city, comment, now)
  const bureaus = recall ? leadsOf(city, warning) : [city.tradeBureau]
  const because = [due.because, ...reasonLines(city, warning)].map(({ zh, en }) => `${zh} ${en}`)
  return bureaus.map((bureau) => ({
    kind: recall ? ('recall_follow_up' as const) : ('tbt_review' as const),
    bureau,
    title_zh: `${recall ? '召回跟进' : '通报研判'}：${words.title.zh}`,
    title_en: `${recall ? 'Follow up' : 'Review'}: ${words.title.en}`,
    because,
    due_at: due.dueAt,
  }))
}

/** The bureaus in charge of the leaves that are concerned directly; of the first leaf when none is. */
function leadsOf(city: City, { leaves }: Draft['warning']): string[] {
  const direct = leaves.filter(({ label }) => label === 'direct')
  const meant = direct.length > 0 ? direct : leaves.slice(0, 1)
  return [...new Set(meant.map(({ code }) => city.leaves.get(code)?.lead ?? city.fallbackBureau))]
}
