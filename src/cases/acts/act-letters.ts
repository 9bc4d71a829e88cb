import { type NewLetter, reporterOf } from '../../jobs/owe-letters.ts'
import type { Bureau } from '../../reference/city.ts'
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

/** To the reporter: what was done, in the public words of the act alone; `status` is the short message. The receipt code never travels by mail. */
export function letterToReporter({
  caseId,
  move,
  act,
  title,
  words,
  publicUrl,
  status,
}: About & { status: string }): NewLetter {
  const { zh, en } = acts[act].label
  return {
    what: `case:${caseId}`,
    recipient: reporterOf(caseId),
    reason: `${act}:${move}`,
    subject: status,
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

/** To the duty desk of the bureau that has the case, or from which it is taken. Nothing about the reporter is in it. */
export function letterToBureau(to: string, bureau: Bureau, { caseId, move, act, title, publicUrl }: About): NewLetter {
  const { zh, en } = acts[act].label
  const said = bureauWords[act] ?? given
  return {
    what: `case:${caseId}`,
    recipient: to,
    reason: `${act}:${move}`,
    subject: `${zh}：${title} ${en}`,
    body: [
      `${bureau.zh}：“${title}”${said.zh}`,
      `案件：${publicUrl}/bureau/cases/${caseId}`,
      '',
      `${bureau.en}: “${title}” ${said.en}`,
      `Case: ${publicUrl}/bureau/cases/${caseId}`,
    ].join('\n'),
  }
}

const added = {
  zh: '的诉求人补充了内容，请查看。',
  en: ': the reporter has added to it. Please look.',
}
const given = { zh: '已交由贵单位，请及时签收办理。', en: 'has been given to you. Please sign for it.' }
/** Where the letter says something else than that the case is now theirs. */
const bureauWords: Partial<Record<Act, { zh: string; en: string }>> = {
  withdraw: {
    zh: '派单有误，已经撤回，贵单位无需再办理。',
    en: 'was given to you by mistake and is withdrawn; you need not handle it.',
  },
  give_part: {
    zh: '有一项诉求交由贵单位协办，请及时签收，办理后交回主办单位。',
    en: 'holds a demand that is given to you. Please sign for it and hand in what you find.',
  },
  hand_in_part: { zh: '有一项诉求已由协办单位办理并交回。', en: 'has a part handed in by the bureau that handled it.' },
  return_part: {
    zh: '有一项诉求被协办单位退回，请另行安排。',
    en: 'has a part that was returned. Please give it to another bureau or handle it.',
  },
  take_back_part: { zh: '的协办事项已经收回，贵单位无需再办理。', en: 'no longer needs your part.' },
  give_task: {
    zh: '中有一项任务交给贵单位，请在任务页查看并按期完成。',
    en: 'holds a task for you. Please see your page of tasks.',
  },
  dissent: {
    zh: '的投诉人不同意和解方案，此件单独继续办理。',
    en: ': the complainant does not consent to the settlement; it goes on alone.',
  },
  go_alone: {
    zh: '没有收到投诉人对和解方案的同意，此件单独继续办理。',
    en: ': no consent to the settlement came; it goes on alone.',
  },
  add: added,
  supply: added,
}

/** To the duty desk, when people can be hurt where that was not known: a person found it, or what the reporter added says so. Nothing about the reporter is in it. */
export function letterOfDanger(
  to: string,
  bureau: Bureau,
  {
    caseId,
    move,
    title,
    words,
    publicUrl,
    foundBy = 'person',
  }: Omit<About, 'act'> & { foundBy?: 'person' | 'machine' },
): NewLetter {
  const by = finders[foundBy]
  return {
    what: `case:${caseId}`,
    recipient: to,
    reason: `danger:${move}`,
    subject: `【快速处置】${title} Rapid response`,
    body: [
      `${bureau.zh}：${by.zh}，“${title}”可能危及人身安全，请立即处置并反馈。`,
      ...(words === null ? [] : [words]),
      `案件：${publicUrl}/bureau/cases/${caseId}`,
      '',
      `${bureau.en}: ${by.en} people may be in danger. Please act at once and report.`,
      `Case: ${publicUrl}/bureau/cases/${caseId}`,
    ].join('\n'),
  }
}

const finders = {
  person: { zh: '经人工研判', en: 'a person found that' },
  machine: { zh: '据诉求人补充的内容', en: 'by what the reporter added,' },
}
