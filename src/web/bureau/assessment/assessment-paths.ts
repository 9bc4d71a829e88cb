import type { AssessmentAct } from '../../../alerts/risk-assessment/assessment-acts.ts'
import type { SubjectAsked } from '../../../alerts/risk-assessment/find-subject.ts'

/** An act is a noun: validating assessment 3 is POST /bureau/assessments/3/validation. */
export const assessmentNouns: Record<AssessmentAct, string> = {
  submit: 'submission',
  return: 'return',
  validate: 'validation',
}

export const assessmentPaths = {
  list: '/bureau/assessments',
  form: '/bureau/assessments/new',
  /** The form about a matter, e.g. `/bureau/assessments/new?subject=case:7`. */
  about: ({ kind, id }: SubjectAsked): string => `/bureau/assessments/new?subject=${kind}:${id}`,
  one: (id: number): string => `/bureau/assessments/${id}`,
  versions: (id: number): string => `/bureau/assessments/${id}/versions`,
  pdf: (id: number, number: number): string => `/bureau/assessments/${id}/versions/${number}/pdf`,
  act: (id: number, act: AssessmentAct): string => `/bureau/assessments/${id}/${assessmentNouns[act]}`,
} as const
