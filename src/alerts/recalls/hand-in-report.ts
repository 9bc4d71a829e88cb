import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../errors.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import type { RecallStep } from '../../reference/recall-rules.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { recallDues } from './recall-clocks.ts'
import { keepsRecall, notFollowed, notYours } from './recall-sight.ts'

export const REPORT_NOTE_MAX = 2000
type Handed = {
  noticeId: number
  kind: RecallStep['kind']
  /** ISO date that the figures are of. */
  asOf: string
  affected: number | null
  recovered: number | null
  note: string
}

/**
 * Takes what a recalling firm hands in, from its account or through an officer of the bureau that follows it. Figures count from the start;
 * fewer than before need a word on why. When nothing is late any more, the task that called for it ends. Throws NotFound, Forbidden,
 * Conflict on a recall that is closed, Invalid with a sentence a field.
 */
export async function handInReport(context: Context, handed: Handed): Promise<void> {
  const { db, actor, city, now } = context
  const { noticeId, kind, note } = handed
  const recall = await db
    .selectFrom('recall_follow_up')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .executeTakeFirst()
  if (!recall) throw new NotFound(notFollowed)
  const own = actor.kind === 'firm' && recall.enterprise_id === actor.enterpriseId
  if (!own && !keepsRecall(actor, recall.bureau)) throw new Forbidden(notYours)
  if (recall.state === 'closed') throw new Conflict({ zh: '这次召回已经办结。', en: 'This recall is closed.' })
  const before = await readRecallReports(db, noticeId)
  const figures = checked(context, handed, toShanghaiDate(recall.started_at), before.at(-1)?.recovered ?? 0)
  const regime = city.recallRegimes.find(({ id }) => id === recall.regime)
  const after = [...before, { kind, asOf: handed.asOf, note, handedInAt: now, ...figures }]
  const dues = regime ? recallDues(city.calendar, { regime, startedAt: recall.started_at, reports: after }, now) : []
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('recall_report')
      .values({
        notice_id: noticeId,
        kind,
        as_of: handed.asOf,
        ...figures,
        note,
        handed_in_at: now,
        handed_in_by: actorName(actor),
      })
      .execute()
    if (dues.some(({ metAt, late }) => metAt === null && late)) return
    await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actorName(actor), result: '已提交 handed in' })
      .where('notice_id', '=', noticeId)
      .where('kind', '=', 'recall_report')
      .where('done_at', 'is', null)
      .execute()
  })
}

function checked(
  { now }: Context,
  { asOf, affected, recovered, note }: Handed,
  startedOn: string,
  before: number,
): { affected: number; recovered: number } {
  const faults: Record<string, Said> = {}
  if (!isRealDate(asOf) || asOf > toShanghaiDate(now) || asOf < startedOn)
    faults.as_of = {
      zh: `请填写数据截至的日期，${startedOn} 至今天`,
      en: `Give the day of the figures, from ${startedOn} to today`,
    }
  if (affected === null || affected < 1) faults.affected = { zh: '请填写涉及数量', en: 'Give how many are affected' }
  if (recovered === null || recovered < 0 || recovered > (affected ?? 0))
    faults.recovered = {
      zh: '已处置数量应在 0 与涉及数量之间',
      en: 'How many were recovered lies between 0 and those affected',
    }
  else if (recovered < before && note.trim().length < 5)
    faults.note = {
      zh: `比上次报告的 ${before} 件少，请说明原因`,
      en: `Fewer than the ${before} told before: say why`,
    }
  if (note.length > REPORT_NOTE_MAX)
    faults.note = { zh: `说明不超过 ${REPORT_NOTE_MAX} 个字`, en: `At most ${REPORT_NOTE_MAX} characters` }
  if (affected !== null && recovered !== null && Object.keys(faults).length === 0) return { affected, recovered }
  throw new Invalid({ zh: '还没有提交，请看各栏的提示。', en: 'Not handed in yet: see each field.' }, faults)
}
