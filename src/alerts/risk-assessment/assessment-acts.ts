import type { Permission } from '../../accounts/permissions.ts'
import type { Tables } from '../../db/tables.ts'
import type { Bilingual } from '../../reference/city.ts'

export type AssessmentState = Tables['risk_assessment']['state']
export type SubjectKind = Tables['risk_assessment']['subject_kind']
/** What is done with a finished version; writing a new one is an act of its own (revise-assessment.ts). */
export type AssessmentAct = 'submit' | 'return' | 'validate'

export const assessmentStates: Record<AssessmentState, Bilingual> = {
  draft: { zh: '起草中', en: 'Being written' },
  submitted: { zh: '待复核', en: 'To be validated' },
  validated: { zh: '已复核', en: 'Validated' },
}

export const subjectKinds: Record<SubjectKind, Bilingual> = {
  signal: { zh: '信号', en: 'Signal' },
  incident: { zh: '事件', en: 'Incident' },
  case: { zh: '案件', en: 'Case' },
  notice: { zh: '召回或通报', en: 'Recall or bulletin' },
  free: { zh: '自行提出', en: 'Of its own' },
}

type ActRule = {
  label: Bilingual
  says: Bilingual
  from: AssessmentState
  to: AssessmentState
  needs: Permission
  /** Only by somebody who wrote no version of it (两人复核). */
  secondPerson: boolean
  reason: Bilingual
}

/** The one table of a risk assessment: buttons, forms, refusals and the history read it. */
export const assessmentActs: Record<AssessmentAct, ActRule> = {
  submit: {
    label: { zh: '送复核', en: 'Hand in' },
    says: {
      zh: '交给另一人复核；复核前不能再改。',
      en: 'Gives it to a second person; it cannot be changed until they have judged it.',
    },
    from: 'draft',
    to: 'submitted',
    needs: 'assess_risks',
    secondPerson: false,
    reason: { zh: '给复核人的话', en: 'A word to the second person' },
  },
  return: {
    label: { zh: '退回修改', en: 'Give back' },
    says: { zh: '写明哪里不对，起草人据此修改。', en: 'Say what is wrong; the author revises it.' },
    from: 'submitted',
    to: 'draft',
    needs: 'validate_risk_assessments',
    secondPerson: true,
    reason: { zh: '要改什么', en: 'What to change' },
  },
  validate: {
    label: { zh: '复核通过', en: 'Validate' },
    says: {
      zh: '您没有参与起草，并核对过情景、概率来源和后果。',
      en: 'You had no part in writing it and have checked scenarios, sources and toll.',
    },
    from: 'submitted',
    to: 'validated',
    needs: 'validate_risk_assessments',
    secondPerson: true,
    reason: { zh: '核对了什么', en: 'What was checked' },
  },
}

export const assessmentActNames = Object.keys(assessmentActs) as AssessmentAct[]
