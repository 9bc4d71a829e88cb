import { bureauAsk, noteAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'
import { anyState } from '../acts/desk-acts.ts'
import { involved } from '../acts/who.ts'

export type TaskAct = 'give_task' | 'finish_task'

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks' | 'who'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
  who: involved,
}

/** The rows of the table of acts for the steps into which a bureau divides its work on a case. Nothing of them is public. */
export const taskActs: Record<TaskAct, ActRule> = {
  give_task: {
    ...quiet,
    label: { zh: '安排任务', en: 'Give a task' },
    says: {
      zh: '主办单位可以交给本单位或协办单位，协办单位只能安排本单位；期限不晚于案件的时限。',
      en: 'The bureau in charge gives it to itself or a supporting bureau, a supporting one to itself; due not after the case’s clocks.',
    },
    next: { dispatched: 'dispatched', referred: 'referred', handling: 'handling', answered: 'answered' },
    asks: [
      {
        name: 'title',
        label: { zh: '做什么', en: 'What is to be done' },
        required: true,
        min: 2,
        max: 100,
        audience: 'internal',
      },
      { ...bureauAsk('哪个单位做', 'Bureau that does it'), audience: 'internal' },
      {
        name: 'due',
        label: { zh: '哪天之前', en: 'By which day' },
        required: true,
        min: 10,
        max: 10,
        audience: 'internal',
      },
      noteAsk(false),
    ],
    tells: ['other'],
  },
  finish_task: {
    ...quiet,
    label: { zh: '完成任务', en: 'Finish a task' },
    says: { zh: '写明完成情况；主办单位在案件页看到。', en: 'Say what was done; the case page shows it.' },
    next: anyState,
    asks: [noteAsk(true)],
    ownForm: true,
    tells: [],
  },
}
