import type { Clock } from '../../cases/clocks/clocks.ts'
import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { ReminderStep } from '../../reference/city.ts'
import { type RequestKind, requestKinds } from './procedures.ts'

type Reminded = {
  request: { id: number; kind: RequestKind; firm: string; documentNo: string; extended: boolean }
  clock: Clock
  step: ReminderStep
  bureau: string
}

/** To the duty mail of a desk: what a firm asked is due; null where the city has no duty mail. */
export function requestReminder(
  { city, publicUrl }: Pick<Context, 'city' | 'publicUrl'>,
  { request: { id, kind, firm, documentNo, extended }, clock, step, bureau }: Reminded,
): NewLetter | null {
  if (!city.dutyMail) return null
  const over = step === 100
  const { zh, en } = requestKinds[kind]
  const last = clock.lastDay === null ? clock.dueAt.toISOString() : `${clock.lastDay} 24:00`
  const where = `${publicUrl}/bureau/firms#request-${id}`
  return {
    what: `firm-request:${id}`,
    recipient: city.dutyMail.replace('{bureau}', bureau.toLowerCase()),
    reason: `clock:${clock.rule.milestone}:${clock.startsAt.getTime()}:${step}${extended ? ':extended' : ''}`,
    subject: `【时限${over ? '已到' : `已用 ${step}%`}】${firm}的${zh} ${over ? 'Term is over' : `${step} % of the term`}`,
    body: [
      `${city.bureaus.get(bureau)?.zh ?? bureau}：${firm}对“${documentNo}”提出的${zh}，“${clock.zh}”${over ? '已经到期' : `已用去 ${step}%`}，期限 ${last}（${clock.article}）。`,
      `请到“企业档案”页办理：${where}`,
      '',
      `${en} of ${firm} about ${documentNo}: “${clock.en}” ${over ? 'is over' : `has used ${step} % of its term`}; due ${last} (${clock.rule.articleEn}).`,
      `Please deal with it at ${where}`,
    ].join('\n'),
  }
}
