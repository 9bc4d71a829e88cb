import type { Ask } from '../acts/asks.ts'
import { articleAsk, noteAsk, reasonAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'
import { head, officerInCharge } from '../acts/who.ts'

export type ClockAct =
  | 'ask_supplement'
  | 'supply'
  | 'go_on_unsupplied'
  | 'end_unsupplied'
  | 'start_testing'
  | 'end_testing'
  | 'suspend'
  | 'resume'
  | 'ask_extension'
  | 'extend'

const text = (zh: string, en: string, hint?: Ask['hint']): Ask => ({
  name: 'text',
  label: { zh, en },
  ...(hint ? { hint } : {}),
  required: true,
  min: 5,
  max: 1000,
  audience: 'public',
})

const handling: ActRule['next'] = { handling: 'handling' }
const stillOpen: ActRule['next'] = {
  dispatched: 'dispatched',
  referred: 'referred',
  handling: 'handling',
  answered: 'answered',
}
const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}

/** The rows of the table of acts that stop a clock, let it run on or lengthen it. Which clocks, the version of their rule says. */
export const clockActs: Record<ClockAct, ActRule> = {
  ask_supplement: {
    ...quiet,
    label: { zh: '请诉求人补充材料', en: 'Ask the reporter for more' },
    says: {
      zh: '写明缺什么。受理前、受理后各可请一次；规则允许的时限从今日起暂停，补充到了再继续。',
      en: 'Say what is missing. Once before acceptance and once after; the clocks whose rule allows it stand still until it comes.',
    },
    next: handling,
    who: officerInCharge,
    asks: [
      text('需要补充什么', 'What is needed', {
        zh: '诉求人会看到。逐项写清，并说明怎样算齐。',
        en: 'The reporter sees this. List each thing and say when it is complete.',
      }),
      noteAsk(false),
    ],
    pause: { kind: 'supplement', does: 'begins' },
    tells: ['reporter'],
  },
  supply: {
    ...quiet,
    label: { zh: '补充材料', en: 'Hand in what was asked' },
    says: {
      zh: '交上单位请您补充的内容，时限随即继续计算。',
      en: 'Hand in what the bureau asked for; the clocks run on.',
    },
    next: handling,
    who: [{ role: 'reporter' }, ...officerInCharge],
    asks: [{ ...text('补充的内容', 'What is handed in'), name: 'note', min: 2, max: 2000, audience: 'internal' }],
    pause: { kind: 'supplement', does: 'ends', by: 'received' },
    tells: ['reporter', 'lead'],
  },
  go_on_unsupplied: {
    ...quiet,
    label: { zh: '逾期未补充，继续办理', en: 'Nothing came in time; handling goes on' },
    says: { zh: '期限已过，按现有材料继续办理。', en: 'The term is over; the case goes on with what there is.' },
    next: handling,
    who: [{ role: 'machine' }],
    asks: [],
    pause: { kind: 'supplement', does: 'ends', by: 'lapsed' },
    tells: ['reporter'],
  },
  end_unsupplied: {
    ...quiet,
    label: { zh: '逾期未补充，不予受理', en: 'Nothing came in time; not accepted' },
    says: { zh: '规则规定逾期不补充即不予受理。', en: 'The rule says that without it the matter is not accepted.' },
    next: { handling: 'refused' },
    who: [{ role: 'machine' }],
    asks: [reasonAsk, { ...articleAsk, max: 400 }],
    notAfter: ['accept', 'answer'],
    meets: ['refused', 'signed', 'replied'],
    starts: ['refused'],
    tasks: 'finishes',
    pause: { kind: 'supplement', does: 'ends', by: 'lapsed' },
    tells: ['reporter'],
  },
  start_testing: {
    ...quiet,
    label: { zh: '开始检测鉴定', en: 'Start a test or appraisal' },
    says: {
      zh: '送检或鉴定期间，规则允许扣除的时限暂停；不允许的照常计算。',
      en: 'While it runs, the clocks whose rule excludes testing stand still; the others run on.',
    },
    next: handling,
    who: officerInCharge,
    asks: [text('检测什么、由谁检测', 'What is tested and by whom'), noteAsk(false)],
    pause: { kind: 'testing', does: 'begins' },
    tells: ['reporter'],
  },
  end_testing: {
    ...quiet,
    label: { zh: '检测鉴定结束', en: 'The test is over' },
    says: { zh: '收到检测结果，暂停的时限继续计算。', en: 'The result is in; the clocks run on.' },
    next: handling,
    who: officerInCharge,
    asks: [noteAsk(false)],
    pause: { kind: 'testing', does: 'ends', by: 'tested' },
    tells: ['reporter'],
  },
  suspend: {
    ...quiet,
    label: { zh: '中止办理', en: 'Suspend' },
    says: {
      zh: '须等法院裁判、其他机关决定或不可抗力消除时，由单位负责人中止；规则允许扣除的时限暂停，其余照常计算。',
      en: 'While a court, another authority or force majeure must be waited for; only clocks whose rule excludes it stand still.',
    },
    next: handling,
    who: head,
    asks: [reasonAsk, articleAsk],
    pause: { kind: 'suspension', does: 'begins' },
    tells: ['reporter'],
  },
  resume: {
    ...quiet,
    label: { zh: '恢复办理', en: 'Resume' },
    says: { zh: '中止的原因消除，暂停的时限继续计算。', en: 'The cause is gone; the clocks run on.' },
    next: handling,
    who: officerInCharge,
    asks: [noteAsk(false)],
    pause: { kind: 'suspension', does: 'ends', by: 'resumed' },
    tells: ['reporter'],
  },
  ask_extension: {
    ...quiet,
    label: { zh: '申请延长', en: 'Ask for an extension' },
    says: {
      zh: '请单位负责人批准延长；批准之前时限照常计算。',
      en: 'Ask the head of the bureau; until it is approved the clock runs on.',
    },
    next: stillOpen,
    who: [{ role: 'officer', at: 'lead' }],
    asks: [
      { ...noteAsk(true), label: { zh: '哪个时限、延长多久、为什么', en: 'Which clock, how much longer, and why' } },
    ],
    tells: [],
  },
  extend: {
    ...quiet,
    label: { zh: '批准延长', en: 'Approve an extension' },
    says: {
      zh: '由单位负责人批准，每个时限只有一次，须在到期之前；理由告知诉求人。',
      en: 'Approved by the head of the bureau, once for a clock, before it is over; the reporter is told why.',
    },
    next: stillOpen,
    who: head,
    asks: [
      {
        name: 'clock',
        label: { zh: '哪一个时限', en: 'Which clock' },
        required: true,
        min: 1,
        max: 80,
        audience: 'public',
      },
      {
        name: 'amount',
        label: { zh: '延长多少', en: 'By how much' },
        required: true,
        min: 1,
        max: 3,
        audience: 'public',
      },
      { ...text('延长的理由', 'Why it takes longer'), name: 'reason', max: 500 },
    ],
    tells: ['reporter'],
  },
}
