import { type NewLetter, reporterOf } from '../jobs/owe-letters.ts'
import type { Bureau } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import type { Clock } from './clocks/clocks.ts'
import type { Opening } from './opening.ts'

type About = { caseId: number; title: string; bureau: Bureau; opening: Opening; publicUrl: string }

/** To the reporter, once, when the filing is in: who handles it and by when. The receipt code never travels by mail. */
export function acknowledgement({ caseId, title, bureau, opening, publicUrl }: About): NewLetter {
  return {
    what: `case:${caseId}`,
    recipient: reporterOf(caseId),
    reason: 'acknowledged',
    subject: `已收到：${title} Received`,
    body: [
      `您反映的“${title}”已收到，由${bureau.zh}办理。`,
      ...(opening.clue ? [`${opening.clue.zh}，投诉与举报两个程序同时开始，各有时限。`] : []),
      ...opening.clocks.map(promise),
      `查询进度：打开 ${publicUrl}/track ，输入提交时显示的回执码。回执码只显示一次，本信不含回执码。`,
      '',
      `We have received “${title}”. It is with the ${bureau.en}.`,
      ...(opening.clue ? [`Both tracks run, complaint and report: ${opening.clue.en}.`] : []),
      ...opening.clocks.map(promiseEn),
      `To follow it, open ${publicUrl}/track and enter the receipt code shown when you filed. It was shown once and is not in this letter.`,
    ].join('\n'),
  }
}

/** To the bureau's duty desk, once, when somebody can be hurt. Nothing about the reporter is in it. */
export function rapidResponseCall({
  caseId,
  to,
  title,
  bureau,
  opening,
  assessment,
  publicUrl,
}: About & { to: string; assessment: Assessment }): NewLetter {
  const rapid = opening.tasks.find((task) => task.kind === 'rapid_response')
  const due = rapid?.due_at ? inShanghai(rapid.due_at) : '尽快 as soon as possible'
  const because = [...assessment.danger.because, ...assessment.risk.because]
  return {
    what: `case:${caseId}`,
    recipient: to,
    reason: 'rapid_response',
    subject: `【快速处置】${title} Rapid response`,
    body: [
      `${bureau.zh}：一件来件可能危及人身安全，请立即处置，并于 ${due} 前反馈。`,
      ...because.map((reason) => `· ${reason}`),
      `案件：${publicUrl}/bureau/cases/${caseId}`,
      '',
      `${bureau.en}: people may be in danger. Please act at once and report by ${due}.`,
      `Case: ${publicUrl}/bureau/cases/${caseId}`,
    ].join('\n'),
  }
}

const promise = (clock: Clock): string => `· ${clock.zh}：${byWhen(clock)} 前（${clock.article}）`
const promiseEn = (clock: Clock): string => `· ${clock.en}: by ${byWhen(clock)}`

/** As the pages say it: a limit in days ends at 24:00 of its last day. */
export const byWhen = ({ lastDay, dueAt }: Clock): string => (lastDay === null ? inShanghai(dueAt) : `${lastDay} 24:00`)

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const inShanghai = (instant: Date): string => shanghai.format(instant)
