import { may } from '../../accounts/permissions.ts'
import { type Actor, actorName } from '../../context.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { ResponseFound } from './find-response.ts'
import { runsResponse } from './response-sight.ts'
import type { ResponseState } from './response-words.ts'

export type ResponseMove = 'ask_closure' | 'refuse_closure' | 'close'

type Rule = {
  label: Bilingual
  says: Bilingual
  asks: Bilingual
  from: ResponseState
  to: ResponseState
  /** By whoever runs the response, or by another person than the one who asked (两人复核). */
  who: 'runs' | 'second_person'
  /** The least that must be written. */
  min: number
}

/** The one table of how a response ends: buttons, forms and refusals read it. */
export const responseMoves: Record<ResponseMove, Rule> = {
  ask_closure: {
    label: { zh: '申请结束', en: 'Ask to close' },
    says: { zh: '所有任务都已完成或写明未成时。', en: 'When every task is done, or ended with why it failed.' },
    asks: { zh: '结果小结', en: 'What came of it' },
    from: 'open',
    to: 'closing',
    who: 'runs',
    min: 2,
  },
  refuse_closure: {
    label: { zh: '不同意结束', en: 'Refuse' },
    says: { zh: '写明还差什么，行动继续。', en: 'Say what is missing; the response goes on.' },
    asks: { zh: '还差什么', en: 'What is missing' },
    from: 'closing',
    to: 'open',
    who: 'second_person',
    min: 2,
  },
  close: {
    label: { zh: '效果已核实，结束', en: 'It worked: close' },
    says: {
      zh: '申请人以外的另一人核实效果：看过什么、怎样证明危险已消除。',
      en: 'Another person than the one who asked verifies the effect: what was seen, and what proves the danger is gone.',
    },
    asks: { zh: '怎样核实的效果', en: 'How the effect was verified' },
    from: 'closing',
    to: 'closed',
    who: 'second_person',
    min: 10,
  },
}

export const responseMoveNames = Object.keys(responseMoves) as ResponseMove[]

/** Whether a move is open to somebody; a response with open tasks is not asked to close. */
export function mayMove(actor: Actor, found: ResponseFound, move: ResponseMove): boolean {
  const { from, who } = responseMoves[move]
  if (found.state !== from || (move === 'ask_closure' && found.openTasks > 0)) return false
  if (who === 'runs') return runsResponse(actor, found)
  return judgesClosure(actor, found) && found.closing_by !== actorName(actor)
}

/** Whether somebody may judge whether a response worked: the head of the bureau in the lead, or the joint office. */
export const judgesClosure = (actor: Actor, { lead }: ResponseFound): boolean =>
  actor.kind === 'staff' && may(actor, 'close_responses') && (may(actor, 'run_all_responses') || actor.bureau === lead)
