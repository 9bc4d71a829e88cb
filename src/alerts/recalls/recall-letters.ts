import type { Context } from '../../context.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { RecallDue } from './recall-clocks.ts'
import { stepNames } from './recall-words.ts'

type Followed = { notice_id: number; bureau: string; title: string }

/** Letters about reports that are late: to the duty desk of the bureau, and to each open account of the firm (`accounts`, addresses). */
export function recallLateLetters(
  { city, publicUrl }: Pick<Context, 'city' | 'publicUrl'>,
  recall: Followed,
  accounts: string[],
  late: RecallDue[],
): NewLetter[] {
  const desk = city.dutyMail?.replace('{bureau}', recall.bureau.toLowerCase())
  const recipients = [
    ...(desk ? [{ recipient: desk, url: `${publicUrl}/bureau/recalls/${recall.notice_id}` }] : []),
    ...accounts.map((recipient) => ({ recipient, url: `${publicUrl}${firmPaths.recall(recall.notice_id)}` })),
  ]
  return recipients.flatMap(({ recipient, url }) => late.map((due) => letter(recall, due, recipient, url)))
}

function letter({ notice_id, title }: Followed, { key, step }: RecallDue, recipient: string, url: string): NewLetter {
  const { zh, en } = stepNames[step.kind]
  return {
    what: `recall:${notice_id}`,
    recipient,
    reason: `late:${key}`,
    subject: `【召回报告逾期】${zh} ${title} Recall: ${en} late`,
    body: [
      `${title}：${zh}尚未提交。`,
      step.article.zh,
      url,
      '',
      `The ${en} of this recall has not been handed in.`,
      step.article.en,
      url,
    ].join('\n'),
  }
}
