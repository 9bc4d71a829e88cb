import { type Weighed, weigh } from '../../cases/risk/risk-factors.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import type { AssessmentContent } from './assessment-content.ts'
import { type Graded, gradeIncident, versionOn } from './incident-grade.ts'

/** What an assessment comes to, as weighed on the day it was written; `result` of `risk_assessment_version`. */
export type AssessmentResult = {
  weighed: Weighed
  /** The statutory grade of what has happened; null when nothing reached one. */
  graded: Graded | null
  /** The thresholds it was graded by; null where no toll is given or no version is in force. */
  gradedBy: { source: Bilingual; effectiveFrom: string } | null
}

/** Weighs scenarios by the city's matrix with the sensitivity check, and grades the toll by the thresholds in force on `day`. */
export function resultOf(city: City, { scenarios, toll }: AssessmentContent, day: string): AssessmentResult {
  const version = toll && versionOn(city, toll.field, day)
  return {
    weighed: weigh(
      city,
      scenarios.map(({ hazard, group, severity, steps }) => ({ hazard, group, severity, steps })),
    ),
    graded: toll && gradeIncident(city, toll, day),
    gradedBy: version ? { source: version.source, effectiveFrom: version.effectiveFrom } : null,
  }
}
