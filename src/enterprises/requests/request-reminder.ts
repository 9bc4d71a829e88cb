import type { Clock } from '../../cases/clocks/clocks.ts'
import { roleNames } from '../../cases/reminders/reminder-letters.ts'
import type { Context } from '../../context.ts'
import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { ReminderRole, ReminderStep } from '../../reference/city.ts'
import { type RequestKind, requestKinds } from './procedures.ts'

type Reminded = {
  request: { id: number; kind: RequestKind; firm: string; documentNo: string; extended: boolean }
  clock: Clock
  step: ReminderStep
  told: { role: ReminderRole; bureau: string; because: 'step' | 'unacknowledged' }
}

/** To the duty mail of a desk: what a firm asked is due; null where the city has no duty mail. One letter for all that were told at one desk. */
export function requestReminder(
  { city, publicUrl }: Pick<Context, 'city' | 'publicUrl'>,
  { request: { id, kind, firm, documentNo, extended }, clock, step, told: { role, bureau, because } }: Reminded,
): NewLetter | null {
  if (!city.dutyMail) return null
  const over = step === 100
  const up = because === 'unacknowledged'
  const { zh, en } = requestKinds[kind]
  const last = clock.lastDay === null ? clock.dueAt.toISOString() : `${clock.lastDay} 24:00`
  const where = `${publicUrl}/bureau/firms#request-${id}`
  return {
    what: `firm-request:${id}`,
    recipient: city.dutyMail.replace('{bureau}', bureau.toLowerCase()),
    reason: `clock:${clock.rule.milestone}:${clock.startsAt.getTime()}:${step}${extended ? ':extended' : ''}${up ? `:${role}` : ''}`,
    subject: `【时限${over ? '已到' : `已用 ${step}%`}】${firm}的${zh} ${over ? 'Term is over' : `${step} % of the term`}`,
    body: [
      `${city.bureaus.get(bureau)?.zh ?? bureau}：${firm}对“${documentNo}”提出的${zh}，“${clock.zh}”${over ? '已经到期' : `已用去 ${step}%`}，期限 ${last}（${clock.article}）。`,
      ...(up ? [`上一级提醒未在一个工作日内确认，现提醒${roleNames[role].zh}。`] : []),
      `请到“时限提醒”页确认：${publicUrl}/bureau/deadlines`,
      `到“企业档案”页办理：${where}`,
      '',
      `${en} of ${firm} about ${documentNo}: “${clock.en}” ${over ? 'is over' : `has used ${step} % of its term`}; due ${last} (${clock.rule.articleEn}).`,
      ...(up ? [`It was not acknowledged within a working day, so the ${roleNames[role].en} is told.`] : []),
      `Please acknowledge it at ${publicUrl}/bureau/deadlines and deal with it at ${where}`,
    ].join('\n'),
  }
}
