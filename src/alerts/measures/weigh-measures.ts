import type { Context } from '../../context.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import type { NoticeRules } from '../../reference/notice-rules.ts'
import { countHits } from '../hits/count-hits.ts'
import { assessmentOf, type NoticeAssessment, rises } from '../notices/notice-assessment.ts'
import { writeDraft } from '../record-draft.ts'
import { gatherExports } from './gather-exports.ts'
import { earlierWarning, gatherFamily } from './gather-family.ts'
import { gatherHistory } from './gather-history.ts'
import { holdFamily } from './hold-family.ts'
import { recordMeasure } from './record-measure.ts'

const measuresPerRound = 50
/** A measure that told nothing for this long, whose clocks are past or open, is weighed no more. */
const restsAfter_days = 730

/**
 * Weighs measures anew for today, because their clocks move and export figures come: the longest unweighed first. A level that rose above
 * the one last drafted is drafted once for a person to release; a draft that nobody decided on yet is mended. Answers how many were weighed.
 */
export async function weighMeasures(context: Context & { rules: NoticeRules }): Promise<number> {
  const { db, now } = context
  const today = toShanghaiDate(now)
  const due = await db
    .selectFrom('measure')
    .where('weighed_on', '<', today)
    .where('withdrawn', '=', false)
    .where((eb) =>
      eb.or([
        eb('newest_on', '>=', addDays(today, -restsAfter_days)),
        eb('comment_until', '>=', addDays(today, -1)),
        eb('in_force_from', '>=', addDays(today, -restsAfter_days)),
      ]),
    )
    .select(['family', 'newest_id'])
    .orderBy('weighed_on')
    .limit(measuresPerRound)
    .execute()
  for (const { family, newest_id } of due) await weigh(context, family, newest_id, today)
  return due.length
}

async function weigh(
  context: Context & { rules: NoticeRules },
  family: string,
  newestId: number,
  today: string,
): Promise<void> {
  const { db, city, rules } = context
  const members = await gatherFamily(db, newestId)
  if (!members) return
  const ids = members.map(({ id }) => id)
  const earlier = await earlierWarning(db, ids)
  const figures = await gatherExports(db, members[0].notice.jurisdiction)
  const firms = await countHits(db, ids)
  const history = await gatherHistory(db, { noticeIds: ids, market: members[0].notice.jurisdiction, today })
  const assessed = assessmentOf(members, { city, rules, today, earlier, figures, firms, history })
  const { measure } = assessed
  await db.transaction().execute(async (tx) => {
    await holdFamily(tx, family, newestId, ids)
    if (measure) await recordMeasure(tx, context, { ...measure, family }, rules.tbt.version)
    const occasion = occasionOf(assessed, earlier)
    if (occasion !== null && assessed.draft) await writeDraft(tx, context, assessed.subject, assessed.draft, occasion)
  })
}

/** What a rise is drafted on: the draft that nobody decided on yet, else the level it rose to; null when it did not rise. */
function occasionOf({ measure }: NoticeAssessment, earlier: Awaited<ReturnType<typeof earlierWarning>>): string | null {
  if (!measure?.warning || earlier === null || !rises(earlier.level, measure.warning)) return null
  return earlier.state === 'draft' ? earlier.occasion : `level:${measure.warning.level}`
}
