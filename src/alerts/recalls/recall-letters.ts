import type { Context } from '../../context.ts'
import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import { shanghaiMinute, toShanghaiDate } from '../../reference/calendar.ts'
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

/** What a firm is told when its recall begins to be followed: what it owes, by when and under what, and where it hands in. */
export function recallOpenedLetters(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  { notice_id, title }: Pick<Followed, 'notice_id' | 'title'>,
  accounts: string[],
  dues: RecallDue[],
): NewLetter[] {
  const url = `${publicUrl}${firmPaths.recall(notice_id)}`
  const told = dues.map(({ step, dueAt }) => ({ name: stepNames[step.kind], by: byWhen(step, dueAt), step }))
  const body = [
    `${title}：从现在起跟进。贵单位应当提交：`,
    ...told.map(({ name, by, step }) => `· ${name.zh}：${by} 前（${step.article.zh}）`),
    url,
    '',
    'This recall is followed from now on. You are to hand in:',
    ...told.map(({ name, by, step }) => `· ${name.en}: by ${by} (${step.article.en})`),
    url,
  ].join('\n')
  const letter = { what: `recall:${notice_id}`, reason: 'opened', body }
  return accounts.map((recipient) => ({
    ...letter,
    recipient,
    subject: `【召回跟进】${title} Your recall: what to hand in, and by when`,
  }))
}

/** A term in hours ends at an instant, any other at 24:00 of its last day. */
const byWhen = ({ unit }: RecallDue['step'], dueAt: Date): string =>
  unit === 'hour' ? shanghaiMinute(dueAt) : `${toShanghaiDate(new Date(dueAt.getTime() - 1))} 24:00`

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
