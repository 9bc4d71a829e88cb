import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type EvaluationState = Tables['evaluation']['state']
/** What the joint-meeting office does to an evaluation as a whole. */
export type EvaluationAct = 'open' | 'decide' | 'report' | 'drop'

export const evaluationStates: Record<EvaluationState, Bilingual> = {
  draft: { zh: '草稿', en: 'Draft' },
  objecting: { zh: '征求异议', en: 'Open to objections' },
  decided: { zh: '已核定', en: 'Decided' },
  reported: { zh: '已通报', en: 'Reported' },
  dropped: { zh: '已作废', en: 'Dropped' },
}

/** The one table of the evaluation: draft → bureaus object → decided → reported to the whole city. Buttons, refusals and history read it. */
export const evaluationActs: Record<
  EvaluationAct,
  { label: Bilingual; says: Bilingual; from: EvaluationState[]; to: EvaluationState; tells: boolean }
> = {
  open: {
    label: { zh: '征求异议', en: 'Open to objections' },
    says: {
      zh: '各单位看到自己的计数和案件，在期限内提出异议。',
      en: 'Each bureau sees its own counts and cases and may object until the date of the rules.',
    },
    from: ['draft'],
    to: 'objecting',
    tells: true,
  },
  decide: {
    label: { zh: '核定', en: 'Decide' },
    says: {
      zh: '异议期满、各项异议都有答复后核定；成立的异议不计入。',
      en: 'When the days are over and every objection is answered; what was upheld is not counted.',
    },
    from: ['objecting'],
    to: 'decided',
    tells: false,
  },
  report: {
    label: { zh: '通报', en: 'Report' },
    says: { zh: '通报全市各单位。', en: 'Reports it to all bureaus of the city.' },
    from: ['decided'],
    to: 'reported',
    tells: true,
  },
  drop: {
    label: { zh: '作废', en: 'Drop' },
    says: { zh: '不再使用，保留在记录里。', en: 'No longer used; it stays on record.' },
    from: ['draft', 'objecting'],
    to: 'dropped',
    tells: false,
  },
}

/** The acts that an evaluation in this state is open to. */
export function actsOn(state: EvaluationState): EvaluationAct[] {
  return (Object.keys(evaluationActs) as EvaluationAct[]).filter((act) => evaluationActs[act].from.includes(state))
}

/** How much a reason says in an evaluation. */
export const evaluationReason = { min: 5, max: 1000 } as const
