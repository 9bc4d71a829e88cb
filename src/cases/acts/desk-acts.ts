import { noteAsk } from './asks.ts'
import type { ActRule } from './case-states.ts'
import { desk, officerInCharge } from './who.ts'

export type DeskAct = 'withdraw' | 'correct' | 'risk'

/** An act that changes no state, in whichever the case is. */
export const anyState: ActRule['next'] = {
  to_dispatch: 'to_dispatch',
  to_rule: 'to_rule',
  dispatched: 'dispatched',
  referred: 'referred',
  handling: 'handling',
  answered: 'answered',
  closed: 'closed',
  refused: 'refused',
}

/** The rows of the table of acts with which the desk overrules what was decided: the bureau, the reading, the risk. */
export const deskActs: Record<DeskAct, ActRule> = {
  withdraw: {
    label: { zh: '撤回派单', en: 'Withdraw the dispatch' },
    says: {
      zh: '派错单位时收回重派；已承诺的日期不推迟。',
      en: 'Take it back from the wrong bureau and dispatch it anew; no promised date moves later.',
    },
    next: { dispatched: 'to_dispatch', referred: 'to_dispatch', handling: 'to_dispatch' },
    who: desk,
    asks: [{ ...noteAsk(true), label: { zh: '撤回理由', en: 'Why it is withdrawn' } }],
    once: false,
    meets: [],
    starts: [],
    undoes: ['dispatched', 'referred'],
    tells: ['lead'],
    tasks: 'finishes',
  },
  correct: {
    label: { zh: '更正研判', en: 'Correct the reading' },
    says: {
      zh: '更正类别、性质或危险程度；时限按规则重新核定，只早不晚。',
      en: 'Correct leaf, kind or danger; the clocks follow from the rules anew and no date moves later.',
    },
    next: anyState,
    who: desk,
    asks: [{ ...noteAsk(true), label: { zh: '更正理由', en: 'Why it is corrected' } }],
    once: false,
    meets: [],
    starts: [],
    ownForm: true,
    tells: [],
    tasks: 'keeps',
  },
  risk: {
    label: { zh: '调整风险', en: 'Revise the risk' },
    says: { zh: '逐项修改风险情景的因素。', en: 'Change the factors of the risk scenarios one by one.' },
    next: anyState,
    who: [...officerInCharge, ...desk],
    asks: [{ ...noteAsk(true), label: { zh: '调整理由', en: 'Why it is revised' } }],
    once: false,
    meets: [],
    starts: [],
    ownForm: true,
    tells: [],
    tasks: 'keeps',
  },
}
