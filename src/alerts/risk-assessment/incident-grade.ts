import type { Bilingual, City } from '../../reference/city.ts'
import type { GradeLine, GradeVersion, IncidentGrade, ReportDuty } from '../../reference/incident-grading.ts'

/** What is known of an accident or incident: its field of law, figures by measure, and the circumstances that hold. */
export type Toll = { field: string; figures: Record<string, number>; is: string[] }

/** The grade the toll reaches, by which lines, whom it must be reported to, and what the next grade still lacks. */
export type Graded = {
  grade: IncidentGrade
  /** Each line that gives the grade, in words. */
  because: Bilingual[]
  report: ReportDuty[]
  /** The figures that would make it a grade graver, each with what is missing. */
  next: { grade: IncidentGrade; lacks: Bilingual[] } | null
  version: Pick<GradeVersion, 'effectiveFrom' | 'force' | 'source' | 'note'>
}

export const incidentGrades: Record<IncidentGrade, Bilingual & { numeral: string }> = {
  extraordinary: { numeral: 'Ⅰ', zh: '特别重大', en: 'extraordinarily serious' },
  major: { numeral: 'Ⅱ', zh: '重大', en: 'major' },
  large: { numeral: 'Ⅲ', zh: '较大', en: 'relatively large' },
  ordinary: { numeral: 'Ⅳ', zh: '一般', en: 'ordinary' },
}

/**
 * The statutory grade of an accident or incident under the version in force on a civil day: the gravest grade one of whose lines holds.
 * A threshold includes its number. Null below every grade, without a version on that day, or for a field the city does not know.
 */
export function gradeIncident(city: City, toll: Toll, day: string): Graded | null {
  const version = versionOn(city, toll.field, day)
  if (!version) return null
  const at = version.grades.findIndex(({ any }) => any.some((line) => holds(line, toll)))
  const reached = version.grades[at]
  if (!reached) return null
  const { effectiveFrom, force, source, note } = version
  const graver = version.grades[at - 1]
  return {
    grade: reached.grade,
    because: reached.any.filter((line) => holds(line, toll)).map((line) => lineWords(city, line)),
    report: reached.report,
    next: graver ? { grade: graver.grade, lacks: lacksOf(city, graver.any, toll) } : null,
    version: { effectiveFrom, force, source, note },
  }
}

/** The version of a field's thresholds in force on a civil day. */
export function versionOn({ incidentGrading }: City, field: string, day: string): GradeVersion | null {
  const versions = incidentGrading.fields.find(({ id }) => id === field)?.versions ?? []
  return (
    versions.find(
      ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day < effectiveTo),
    ) ?? null
  )
}

/** The field whose thresholds fit a sector; null where the city names none. */
export function fieldOfSector({ incidentGrading }: City, sector: string): string | null {
  return incidentGrading.fields.find(({ sectors }) => sectors.includes(sector))?.id ?? null
}

function holds({ atLeast, is }: GradeLine, { figures, is: given }: Toll): boolean {
  const reached = Object.entries(atLeast).every(([measure, least]) => (figures[measure] ?? 0) >= least)
  return reached && is.every((circumstance) => given.includes(circumstance))
}

function lineWords({ incidentGrading }: City, { atLeast, is }: GradeLine): Bilingual {
  const { measures, circumstances } = incidentGrading
  const parts = [
    ...Object.entries(atLeast).map(([id, least]) => {
      const { zh, en } = named(measures, id)
      return { zh: `${zh} ≥ ${least}`, en: `${en} ≥ ${least}` }
    }),
    ...is.map((id) => named(circumstances, id)),
  ]
  return { zh: parts.map(({ zh }) => zh).join('，且'), en: parts.map(({ en }) => en).join(', and ') }
}

/** Only figures that are already there or stand alone in their line say how near the next grade is. */
function lacksOf({ incidentGrading }: City, lines: GradeLine[], { figures }: Toll): Bilingual[] {
  return lines.flatMap(({ atLeast, is }) => {
    const [only, ...more] = Object.entries(atLeast)
    if (!only || more.length > 0 || is.length > 0 || !figures[only[0]]) return []
    const { zh, en } = named(incidentGrading.measures, only[0])
    const lack = only[1] - (figures[only[0]] ?? 0)
    return [{ zh: `${zh}再增加 ${lack}`, en: `${en}: ${lack} more` }]
  })
}

const named = (list: (Bilingual & { id: string })[], id: string): Bilingual => {
  const found = list.find((one) => one.id === id)
  return found ? { zh: found.zh, en: found.en } : { zh: id, en: id }
}
