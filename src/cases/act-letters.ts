import { type NewLetter, reporterOf } from '../jobs/owe-letters.ts'
import type { Bureau } from '../reference/city.ts'
import { type Act, acts } from './case-states.ts'

type About = {
  caseId: number
  /** Which act of this case it is, counted from 1: one letter per act, for ever. */
  move: number
  act: Act
  title: string
  words: string | null
  publicUrl: string
}

/** To the reporter: what was done, in the public words of the act alone. The receipt code never travels by mail. */
export function letterToReporter({ caseId, move, act, title, words, publicUrl }: About): NewLetter {
  const { zh, en } = acts[act].label
  return {
    what: `case:${caseId}`,
    recipient: reporterOf(caseId),
    reason: `${act}:${move}`,
    subject: `${zh}：${title} ${en}`,
    body: [
      `您反映的“${title}”有新进展：${zh}。`,
      ...(words === null ? [] : ['', words, '']),
      `查询全部进度：打开 ${publicUrl}/track ，输入提交时显示的回执码。`,
      '',
      `There is news of “${title}”: ${en}.`,
      `To see everything so far, open ${publicUrl}/track and enter the receipt code shown when you filed.`,
    ].join('\n'),
  }
}

/** To the duty desk of the bureau that now has the case. Nothing about the reporter is in it. */
export function letterToBureau(to: string, bureau: Bureau, { caseId, move, act, title, publicUrl }: About): NewLetter {
  const { zh, en } = acts[act].label
  return {
    what: `case:${caseId}`,
    recipient: to,
    reason: `${act}:${move}`,
    subject: `${zh}：${title} ${en}`,
    body: [
      `${bureau.zh}：“${title}”已交由贵单位，请及时签收办理。`,
      `案件：${publicUrl}/bureau/cases/${caseId}`,
      '',
      `${bureau.en}: “${title}” has been given to you. Please sign for it.`,
      `Case: ${publicUrl}/bureau/cases/${caseId}`,
    ].join('\n'),
  }
}
