import type { Ask } from '../acts/asks.ts'
import { articleAsk, bureauAsk, noteAsk, reasonAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'
import { coHandler, desk, officerInCharge } from '../acts/who.ts'

export type PartAct = 'mark_item' | 'give_part' | 'sign_part' | 'hand_in_part' | 'return_part' | 'take_back_part'

/** What an act does to the demands of a case and the parts that other bureaus have in it. */
export type PartDoes = 'marks' | 'gives' | 'signs' | 'hands_in' | 'returns' | 'takes_back'

const itemAsk: Ask = {
  name: 'item',
  label: { zh: '哪一项诉求', en: 'Which demand' },
  required: false,
  min: 1,
  max: 1,
  audience: 'internal',
}

const found = (name: 'fact' | 'result', zh: string, en: string): Ask => ({
  name,
  label: { zh, en },
  hint: {
    zh: '主办单位据此写答复，不要写任何人的姓名、电话或住址。',
    en: 'The bureau in charge writes its answer from it. No names, phones or addresses.',
  },
  required: true,
  min: 5,
  max: 1500,
  audience: 'internal',
})

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}
const underWay: ActRule['next'] = { dispatched: 'dispatched', referred: 'referred', handling: 'handling' }
/** A part goes on while the case as a whole looks for its bureau. */
const untilAnswered: ActRule['next'] = { ...underWay, to_dispatch: 'to_dispatch', to_rule: 'to_rule' }

/**
 * The rows of the table of acts for a case with several demands: each may go to a bureau of its own, under its own clock, and all parts
 * come back into one answer (首接负责: the lead answers; a part is returned once and then stays).
 */
export const partActs: Record<PartAct, ActRule> = {
  mark_item: {
    ...quiet,
    label: { zh: '标出一项诉求', en: 'Set a demand apart' },
    says: {
      zh: '机器没有分出的诉求，用一句话标出，再交有关单位协办；诉求人会看到这一项。',
      en: 'Name in a sentence a demand that the machine did not set apart, to give it to another bureau. The reporter sees it.',
    },
    next: underWay,
    who: [...officerInCharge, ...desk],
    asks: [
      {
        name: 'text',
        label: { zh: '这一项诉求', en: 'The demand' },
        hint: {
          zh: '只写要求什么，不要写人名、电话或住址。',
          en: 'What is asked for, without names, phones or addresses.',
        },
        required: true,
        min: 4,
        max: 200,
        audience: 'public',
      },
    ],
    part: 'marks',
    tells: [],
  },
  give_part: {
    ...quiet,
    label: { zh: '交单位协办', en: 'Give a demand to another bureau' },
    says: {
      zh: '一项诉求属于别的单位时交其协办，另有时限；由主办单位汇总后一次答复。',
      en: 'A demand of another bureau’s remit goes to it under a clock of its own; the bureau in charge writes the one answer.',
    },
    next: underWay,
    who: [...officerInCharge, ...desk],
    asks: [itemAsk, bureauAsk('协办单位', 'Bureau that handles it'), noteAsk(false)],
    part: 'gives',
    tells: ['reporter', 'other'],
  },
  sign_part: {
    ...quiet,
    label: { zh: '签收协办', en: 'Sign for the part' },
    says: { zh: '确认由本单位办理这一项。', en: 'Confirm that your bureau handles this demand.' },
    next: untilAnswered,
    who: coHandler,
    asks: [itemAsk],
    part: 'signs',
    tells: [],
  },
  hand_in_part: {
    ...quiet,
    label: { zh: '交回办理情况', en: 'Hand in the part' },
    says: {
      zh: '写明查到的事实、处理结果和依据，主办单位据此答复；这一项即告完成。',
      en: 'State fact, result and legal basis; the bureau in charge answers from it and this demand is done.',
    },
    next: untilAnswered,
    who: coHandler,
    asks: [
      itemAsk,
      found('fact', '查明的事实', 'Facts found'),
      found('result', '处理结果', 'Result'),
      {
        ...articleAsk,
        hint: { zh: '没有可不填。', en: 'Leave empty if there is none.' },
        required: false,
        audience: 'internal',
      },
    ],
    part: 'hands_in',
    tells: ['lead'],
  },
  return_part: {
    ...quiet,
    label: { zh: '退回协办', en: 'Return the part' },
    says: {
      zh: '不属本单位职责时退回主办单位并建议单位；每一项只能退一次，再交办后不得再退。',
      en: 'Not your remit: back to the bureau in charge with a proposal. Each demand is returned once; given again, it stays.',
    },
    next: untilAnswered,
    who: coHandler,
    asks: [itemAsk, reasonAsk, articleAsk, bureauAsk('建议承办单位', 'Bureau proposed')],
    part: 'returns',
    tells: ['lead'],
  },
  take_back_part: {
    ...quiet,
    label: { zh: '收回协办', en: 'Take the part back' },
    says: {
      zh: '交错了单位，或改由本单位办理时收回。',
      en: 'When it went to the wrong bureau, or the bureau in charge handles it after all.',
    },
    next: untilAnswered,
    who: [...officerInCharge, ...desk],
    asks: [itemAsk, { ...noteAsk(true), label: { zh: '收回理由', en: 'Why it is taken back' } }],
    part: 'takes_back',
    tells: ['other'],
  },
}
