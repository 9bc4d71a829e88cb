import type { NewLetter } from '../../jobs/owe-letters.ts'
import { addWorkdays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { City, ReminderRole, ReminderStep } from '../../reference/city.ts'
import type { Clock } from '../clocks/clocks.ts'

/** One reminder as it is about to be written: `clock_reminder` in schema.sql. */
export type NewReminder = {
  case_id: number
  rule: string
  starts_at: Date
  step: ReminderStep
  role: ReminderRole
  bureau: string
  because: 'step' | 'unacknowledged'
  told_at: Date
  answer_by: Date
}

/** Until when a reminder is to be acknowledged: the end of the city's last working day for it. */
export function answerBy({ calendar, reminders }: City, now: Date): Date {
  return shanghaiInstant(addWorkdays(calendar, toShanghaiDate(now), reminders.answerWithin).date, '24:00')
}

/** To the duty mail of the bureau that was told; null where the city has none. One letter for all that were told at one desk. */
export function reminderLetter(
  { city, publicUrl }: { city: City; publicUrl: string },
  reminder: NewReminder,
  { clock, title }: { clock: Clock; title: string },
): NewLetter | null {
  if (!city.dutyMail) return null
  const { case_id, rule, step, starts_at, bureau, role } = reminder
  const up = reminder.because === 'unacknowledged'
  const over = step === 100
  return {
    what: `case:${case_id}`,
    recipient: city.dutyMail.replace('{bureau}', bureau.toLowerCase()),
    reason: `clock:${rule}:${starts_at.getTime()}:${step}${up ? `:${role}` : ''}`,
    subject: `【时限${over ? '已到' : `已用 ${step}%`}】${title} ${over ? 'Term is over' : `${step} % of the term`}`,
    body: [
      `${city.bureaus.get(bureau)?.zh ?? bureau}：案件“${title}”的“${clock.zh}”${over ? '已经到期' : `已用去 ${step}%`}，期限 ${lastDay(clock)}（${clock.article}）。`,
      ...(up ? [`上一级提醒未在一个工作日内确认，现提醒${roleNames[role].zh}。`] : []),
      `请到“时限提醒”页确认：${publicUrl}/bureau/deadlines`,
      `案件：${publicUrl}/bureau/cases/${case_id}`,
      '',
      `“${clock.en}” of this case ${over ? 'is over' : `has used ${step} % of its term`}; due ${lastDay(clock)} (${clock.rule.articleEn}).`,
      ...(up ? [`It was not acknowledged within a working day, so the ${roleNames[role].en} is told.`] : []),
      `Please acknowledge it at ${publicUrl}/bureau/deadlines`,
    ].join('\n'),
  }
}

export const roleNames: Record<ReminderRole, { zh: string; en: string }> = {
  officer: { zh: '承办人员', en: 'officer' },
  head: { zh: '单位负责人', en: 'head of bureau' },
  joint_office: { zh: '联席会议办公室', en: 'joint-meeting office' },
}

const lastDay = ({ lastDay: day, dueAt }: Clock): string => (day === null ? dueAt.toISOString() : `${day} 24:00`)
