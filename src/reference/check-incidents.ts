import { checkDates, clockIdsOf } from './check-clocks.ts'
import type { CityFiles } from './city-files.ts'
import { idsOf, once, twice, unknown } from './fault-words.ts'

const gravestFirst = ['extraordinary', 'major', 'large', 'ordinary']

type Thresholds = CityFiles['incidentThresholds']['value']
type Grade = Thresholds['fields'][number]['versions'][number]['grades'][number]

/** Names that point nowhere, dates with gaps, and figures by which more harm would be the lesser grade. */
export function checkIncidentThresholds(files: CityFiles): void {
  const { incidentThresholds: file } = files
  const sectors = new Set(files.sectors.value.sectors.map(({ code }) => code))
  const seen = new Set<string>()
  file.value.fields.forEach((field, d) => {
    const at = ['fields', d]
    once(seen, field.id, () => file.fault([...at, 'id'], twice('领域', 'field', field.id)))
    for (const code of field.sectors)
      if (!sectors.has(code)) file.fault([...at, 'sectors'], unknown('领域', 'sector', code))
    checkDates(field.versions, (v, message) => file.fault([...at, 'versions', v, 'until'], `${field.id} ${message}`))
    field.versions.forEach(({ grades }, v) => {
      for (const [g, grade] of grades.entries())
        checkGrade(files, grade, grades[g - 1], [...at, 'versions', v, 'grades', g])
    })
  })
}

function checkGrade(files: CityFiles, grade: Grade, graver: Grade | undefined, at: (string | number)[]): void {
  const { incidentThresholds: file, clocks } = files
  const measures = idsOf(file.value.measures)
  const circumstances = idsOf(file.value.circumstances)
  const rules = clockIdsOf(clocks)
  if (graver && gravestFirst.indexOf(grade.grade) <= gravestFirst.indexOf(graver.grade))
    file.fault([...at, 'grade'], '级别应由重到轻，各写一次 / grades go from gravest to mildest, each once')
  grade.any.forEach(({ at_least, is }, l) => {
    const here = [...at, 'any', l]
    for (const id of Object.keys(at_least)) {
      if (!measures.has(id)) file.fault(here, unknown('后果数字', 'measure', id))
      const above = alone(graver, id)
      if (Object.keys(at_least).length === 1 && is.length === 0 && above !== null && (at_least[id] ?? 0) >= above)
        file.fault(here, `${id} 应小于上一级的 ${above} / must be below ${above} of the graver grade`)
    }
    for (const id of is) if (!circumstances.has(id)) file.fault(here, unknown('情形', 'circumstance', id))
  })
  grade.report.forEach(({ clock }, r) => {
    if (!rules.has(clock)) file.fault([...at, 'report', r, 'clock'], unknown('时限', 'clock rule', clock))
  })
}

/** The figure of a measure that by itself gives this grade; null when none does. */
function alone(grade: Grade | undefined, measure: string): number | null {
  const line = grade?.any.find(({ at_least, is }) => is.length === 0 && Object.keys(at_least).join() === measure)
  return line?.at_least[measure] ?? null
}
