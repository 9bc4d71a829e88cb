import type { Db } from '../../db/open.ts'
import type { Said } from '../../errors.ts'
import type { RecallDue, RecallReport } from './recall-clocks.ts'
import { stepNames } from './recall-words.ts'

/** What must come before a recall may be closed, in sentences; empty when nothing is missing. `openChecks`: bureaus that still look in the shops. */
export function closingLacks({
  reports,
  dues,
  openChecks,
}: {
  reports: Pick<RecallReport, 'kind'>[]
  dues: RecallDue[]
  openChecks: number
}): Said[] {
  const ended = reports.some(({ kind }) => kind === 'finish' || kind === 'summary')
  // What runs from the end, the summary, would never be called for again.
  const owed = dues.filter(({ step, metAt }) => step.from === 'finished' && metAt === null)
  return [...(ended ? [] : [notEnded]), ...owed.map(stillOwed), ...(openChecks > 0 ? [stillChecked] : [])]
}

/** How many bureaus were asked to look whether the product is still sold, and have not finished. */
export async function countOpenChecks(db: Db, noticeId: number): Promise<number> {
  const tasks = await db
    .selectFrom('task')
    .select('id')
    .where('notice_id', '=', noticeId)
    .where('kind', '=', 'sold_after_recall')
    .where('done_at', 'is', null)
    .execute()
  return tasks.length
}

const notEnded: Said = { zh: '企业还没有报告召回完成。', en: 'The firm has not reported the end.' }

const stillOwed = ({ step }: RecallDue): Said => ({
  zh: `${stepNames[step.kind].zh}还没有提交（${step.article.zh}）。`,
  en: `The ${stepNames[step.kind].en} has not been handed in (${step.article.en}).`,
})

const stillChecked: Said = {
  zh: '“召回后仍在售”的核查任务还没有完成，先在任务里写明结果。',
  en: 'A check whether it is still sold is open: say in its task what was found first.',
}
