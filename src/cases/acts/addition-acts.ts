import type { ActRule } from './case-states.ts'
import { officerInCharge } from './who.ts'

export type AdditionAct = 'add' | 'acknowledge'

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}
const withBureau: ActRule['next'] = {
  dispatched: 'dispatched',
  referred: 'referred',
  handling: 'handling',
  answered: 'answered',
}

/** The rows of the table of acts for what the reporter hands in unasked, as long as the case is open, and for having read it. */
export const additionActs: Record<AdditionAct, ActRule> = {
  add: {
    ...quiet,
    label: { zh: '补充情况', en: 'Add to the case' },
    says: {
      zh: '案件结束前随时可以补充文字、照片或 PDF；时限不变。',
      en: 'While the case is open you may add words, photos or PDFs; the clocks do not change.',
    },
    next: { ...withBureau, to_dispatch: 'to_dispatch', to_rule: 'to_rule' },
    who: [{ role: 'reporter' }],
    asks: [
      {
        name: 'note',
        label: { zh: '补充的内容', en: 'What you add' },
        required: true,
        min: 2,
        max: 2000,
        audience: 'internal',
      },
    ],
    tells: ['lead'],
  },
  acknowledge: {
    ...quiet,
    label: { zh: '已阅补充', en: 'Read what was added' },
    says: {
      zh: '确认已看过诉求人新补充的内容；作其他办理也视为已阅。',
      en: 'Say that you have read what the reporter added; any other act says so too.',
    },
    next: withBureau,
    who: officerInCharge,
    asks: [],
    tells: [],
  },
}
