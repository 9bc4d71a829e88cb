import { articleAsk, bureauAsk, noteAsk, reasonAsk } from './asks.ts'
import type { ActRule } from './case-states.ts'
import { officerInCharge } from './who.ts'

export type TurningAwayAct = 'refuse' | 'return'

/** The rows of the table of acts with which a bureau does not take a case on: refused for good, or back to dispatch. */
export const turningAwayActs: Record<TurningAwayAct, ActRule> = {
  refuse: {
    label: { zh: '不予受理', en: 'Do not accept' },
    says: {
      zh: '写明理由和依据，告知诉求人；此案就此结束。',
      en: 'Give reason and article to the reporter; this ends the case.',
    },
    next: { dispatched: 'refused', referred: 'refused', handling: 'refused' },
    who: officerInCharge,
    asks: [reasonAsk, articleAsk, noteAsk(false)],
    once: false,
    // What was accepted is mediated, answered or terminated (令121 art. 23(1)(6)); it can no longer be turned away (art. 16).
    notAfter: ['accept', 'answer'],
    meets: ['refused', 'signed', 'replied'],
    starts: ['refused'],
    tells: ['reporter'],
    tasks: 'finishes',
  },
  return: {
    label: { zh: '退单', en: 'Return' },
    says: {
      zh: '不属本单位职责时，受理之前退回分拨，并建议承办单位。',
      en: 'Not your remit: before you accept it, send it back to dispatch and propose a bureau.',
    },
    next: { dispatched: 'to_dispatch', referred: 'to_dispatch', handling: 'to_dispatch' },
    again: { dispatched: 'to_rule', referred: 'to_rule', handling: 'to_rule' },
    // Whoever accepted a matter keeps it to its end (首接负责).
    notAfter: ['rule', 'accept', 'answer'],
    who: officerInCharge,
    asks: [reasonAsk, articleAsk, bureauAsk('建议承办单位', 'Bureau proposed'), noteAsk(false)],
    once: false,
    // Who returns a case has taken note of it: the signing clock ends and starts anew for the next bureau.
    meets: ['returned', 'signed'],
    starts: [],
    tells: [],
    tasks: 'finishes',
  },
}
