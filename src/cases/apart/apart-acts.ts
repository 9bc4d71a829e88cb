import type { Ask } from '../acts/asks.ts'
import { articleAsk, reasonAsk } from '../acts/asks.ts'
import type { ActRule } from '../acts/case-states.ts'

export type ApartAct = 'set_apart' | 'object' | 'rule_objection'

/** What an act does to a judgement or a demand that is judged apart. */
export type ApartDoes = 'sets' | 'objects' | 'rules'

const quiet: Pick<ActRule, 'once' | 'meets' | 'starts' | 'tasks'> = {
  once: false,
  meets: [],
  starts: [],
  tasks: 'keeps',
}
const answered: ActRule['next'] = { answered: 'answered', closed: 'closed' }
/** Reopened, a case is handled again while an objection still waits. */
const since: ActRule['next'] = { ...answered, handling: 'handling' }
const office: ActRule['who'] = [{ role: 'joint_office', at: 'any' }]

const apartAsk: Ask = {
  name: 'apart',
  label: { zh: '单列什么', en: 'What is set apart' },
  required: true,
  min: 1,
  max: 20,
  audience: 'internal',
}

/**
 * The rows of the table of acts for demands that the law bars and demands that are unreasonable: they are judged apart, so that no bureau
 * is blamed for them (广东 2021: left out of satisfaction). The office decides, never the bureau itself; the reporter objects once, and
 * another person of the office rules on it.
 */
export const apartActs: Record<ApartAct, ActRule> = {
  set_apart: {
    ...quiet,
    label: { zh: '评价单列', en: 'Judge it apart' },
    says: {
      zh: '法律不允许或不合理的诉求，写明理由和依据，评价单列、不计入考核；诉求人会看到，并可提出一次异议。',
      en: 'A demand that the law bars or that is unreasonable is counted apart, with reason and article. The reporter sees it and may object once.',
    },
    next: answered,
    who: office,
    asks: [
      apartAsk,
      {
        name: 'ground',
        label: { zh: '属于哪种', en: 'Which kind' },
        required: true,
        min: 1,
        max: 20,
        audience: 'public',
      },
      reasonAsk,
      articleAsk,
    ],
    apart: 'sets',
    tells: ['reporter'],
  },
  object: {
    ...quiet,
    label: { zh: '对单列提出异议', en: 'Object to its being judged apart' },
    says: { zh: '写明为什么不同意，只能提出一次。', en: 'Say why you do not agree; once only.' },
    next: since,
    who: [{ role: 'reporter' }],
    asks: [{ ...apartAsk, required: false }, reasonAsk],
    ownForm: true,
    apart: 'objects',
    tells: [],
  },
  rule_objection: {
    ...quiet,
    label: { zh: '裁定异议', en: 'Rule on the objection' },
    says: {
      zh: '由作出单列的人以外的人裁定；裁定撤销的，评价重新计入。',
      en: 'By another person than the one who set it apart; where it is lifted, the judgement counts again.',
    },
    next: since,
    who: office,
    asks: [
      { ...apartAsk, required: false },
      {
        name: 'ruling',
        label: { zh: '裁定', en: 'Ruling' },
        required: true,
        min: 1,
        max: 20,
        audience: 'public',
      },
      reasonAsk,
    ],
    apart: 'rules',
    tells: ['reporter'],
  },
}
