import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { NoticeRules } from '../../reference/notice-rules.ts'
import { countHits } from '../hits/count-hits.ts'
import { gatherExports } from '../measures/gather-exports.ts'
import { earlierWarning, gatherFamily } from '../measures/gather-family.ts'
import { gatherHistory } from '../measures/gather-history.ts'
import { holdFamily } from '../measures/hold-family.ts'
import { recordMeasure } from '../measures/record-measure.ts'
import { dropSuperseded, writeDraft } from '../record-draft.ts'
import { closeTasks, openTasks } from './follow-up-tasks.ts'
import { assessmentOf, type NoticeAssessment, type Reading } from './notice-assessment.ts'

/**
 * Decides whether a notice as told in `version` concerns the city, and if so drafts the warning and the bureaus' tasks. The
 * last follow-up speaks for its family; an earlier draft that nobody decided on is dropped as superseded. May run twice: a
 * version is drafted once, and a version that has been told anew since is left to its own job.
 */
export async function assessNotice(
  context: Context & { rules: NoticeRules },
  { noticeId, version }: { noticeId: number; version: number },
): Promise<void> {
  const { db, city, rules, now } = context
  const members = await gatherFamily(db, noticeId)
  if (!members || members[0].version > version) return
  const ids = members.map(({ id }) => id)
  const earlier = await earlierWarning(db, ids)
  const figures = await gatherExports(db, members[0].notice.kind === 'bulletin' ? members[0].notice.jurisdiction : null)
  const firms = await countHits(db, ids)
  const today = toShanghaiDate(now)
  const history = await gatherHistory(db, { noticeIds: ids, market: members[0].notice.jurisdiction, today })
  const assessed = assessmentOf(members, { city, rules, today, earlier, figures, firms, history })
  const hasPast = earlier !== null || ids.length > 1
  await db.transaction().execute(async (tx) => {
    if (assessed.subject.notice.kind === 'bulletin') await holdFamily(tx, assessed.family, noticeId, ids)
    await keepReadings(tx, assessed, now)
    if (assessed.measure) await recordMeasure(tx, context, assessed.measure, rules.tbt.version)
    const draftId = assessed.draft ? await writeDraft(tx, context, assessed.subject, assessed.draft) : null
    if (draftId === null && assessed.because !== 'no_sector') return
    if (hasPast) await dropSuperseded(tx, context, ids, draftId)
    if (hasPast) await closeTasks(tx, context, ids)
    if (assessed.draft) await openTasks(tx, context, assessed.subject, assessed.draft)
  })
}

async function keepReadings(tx: Db, { family, readings }: NoticeAssessment, now: Date): Promise<void> {
  await tx
    .insertInto('notice_reading')
    .values(readings.map((reading) => readingRow(family, reading, now)))
    .onConflict((conflict) =>
      conflict.column('notice_id').doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        family: eb.ref('excluded.family'),
        newest: eb.ref('excluded.newest'),
        leaves: eb.ref('excluded.leaves'),
        relief: eb.ref('excluded.relief'),
        withdrawn: eb.ref('excluded.withdrawn'),
        comment_until: eb.ref('excluded.comment_until'),
        in_force_from: eb.ref('excluded.in_force_from'),
        clocks: eb.ref('excluded.clocks'),
        read_at: eb.ref('excluded.read_at'),
      })),
    )
    .execute()
}

function readingRow(family: string, { member, newest, leaves, relief, withdrawn, state }: Reading, now: Date) {
  return {
    notice_id: member.id,
    version: member.version,
    family,
    newest,
    leaves,
    relief,
    withdrawn,
    comment_until: state?.comment.latest ?? null,
    in_force_from: state?.inForce.earliest ?? null,
    clocks: JSON.stringify(state ? { comment: state.comment, adoption: state.adoption, inForce: state.inForce } : {}),
    read_at: now,
  }
}
