import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { evaluationReason } from '../evaluation/evaluation-acts.ts'
import { readReport } from './read-report.ts'
import { type ReportAct, reportActs, reportStates } from './report-acts.ts'

/** Releases, drops or withdraws a report, with a reason: a person's act. Throws NotFound, Forbidden, Invalid, Conflict. */
export async function moveReport(
  context: Context,
  input: { reportId: number; act: ReportAct; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  const { state } = await readReport(context, { reportId: input.reportId })
  if (!may(actor, 'keep_reports')) throw new Forbidden(officeOnly)
  const { from, to } = reportActs[input.act]
  if (state !== from) throw new Conflict(notNow(state))
  const reason = readReason(input.reason, evaluationReason)
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('quality_report')
      .set({ state: to, ...(to === 'released' ? { released_at: now } : {}) })
      .where('id', '=', input.reportId)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(notNow(state))
    await tx
      .insertInto('quality_report_event')
      .values({ report_id: input.reportId, at: now, actor: actorName(actor), act: input.act, reason })
      .execute()
  })
}

const officeOnly = { zh: '报告由联席会议办公室发布。', en: 'Reports are released by the joint-meeting office.' }
const notNow = (state: keyof typeof reportStates) => ({
  zh: `这份报告现在是“${reportStates[state].zh}”，或同事刚刚处理过，不能这样处理。`,
  en: `This report is “${reportStates[state].en}”, or a colleague has just acted on it; that cannot be done to it.`,
})
