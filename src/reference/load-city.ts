import { basename } from 'node:path'
import { checkCity } from './check-city.ts'
import type { City } from './city.ts'
import type { Fault } from './city-file.ts'
import { type CityFiles, readCityFiles } from './city-files.ts'
import {
  bureausOf,
  calendarOf,
  districtsOf,
  hazardsOf,
  lexiconOf,
  productGroupsOf,
  riskFactorsOf,
  riskMatrixOf,
  sectorsOf,
} from './city-parts.ts'
import { clockRulesOf, remindersOf } from './clock-rules.ts'
import { commentRoutesOf } from './comment-routes.ts'
import { dangerRulesOf } from './danger-rules.ts'
import { evaluationRulesOf } from './evaluation-rules.ts'
import { incidentGradingOf } from './incident-grading.ts'
import { playbooksOf } from './playbooks.ts'
import { populationOf } from './report-ground.ts'
import { templatesOf } from './template-shape.ts'

/** Every fault found in a city's files, each with file and line; thrown once, so that one start shows all there is to mend. */
export class CityFaults extends Error {
  readonly faults: Fault[]
  constructor(directory: string, faults: Fault[]) {
    const lines = faults.map((fault) => `  ${fault.file}:${fault.line}  ${fault.message}`)
    super(`城市配置有 ${faults.length} 处错误 / ${faults.length} faults in ${directory}:\n${lines.join('\n')}`)
    this.name = 'CityFaults'
    this.faults = faults
  }
}

/**
 * Reads `city/<name>/`, checks every file and how they refer to each other, and answers the city as typed data.
 * Throws one `CityFaults` that lists every fault with its file and line.
 */
export function loadCity(directory: string): City {
  const faults: Fault[] = []
  const files = readCityFiles(directory, faults)
  if (files) {
    checkCity(files)
    const city = assemble(directory, files)
    if (faults.length === 0) return city
  }
  throw new CityFaults(directory, faults.sort(byPlace))
}

function assemble(directory: string, files: CityFiles): City {
  const sectors = sectorsOf(files.sectors.value)
  return {
    id: basename(directory),
    ...cityOf(files.city.value),
    sectors,
    leaves: new Map(sectors.flatMap((sector) => sector.leaves.map((leaf) => [leaf.code, leaf]))),
    ...bureausOf(files.bureaus.value),
    districts: districtsOf(files.districts.value),
    clockRules: clockRulesOf(files.clocks),
    supplementTerm: files.clocks.value.supplement,
    reminders: remindersOf(files.clocks),
    calendar: calendarOf(files.calendar.value),
    hazards: hazardsOf(files.hazards.value),
    dangerRules: dangerRulesOf(files.dangerRules.value),
    riskMatrix: riskMatrixOf(files.riskMatrix.value),
    riskFactors: riskFactorsOf(files.riskMatrix.value),
    incidentGrading: incidentGradingOf(files.incidentThresholds.value),
    playbooks: playbooksOf(files.playbooks.value),
    productGroups: productGroupsOf(files.products.value),
    sourcePlans: files.sources.value,
    evaluationRules: evaluationRulesOf(files.evaluation),
    credit: files.creditRules.value,
    replyTemplates: templatesOf(files.templates.value),
    population: populationOf(files.population),
    targets: files.targets.value.targets,
    warningRules: files.warningColours.value.versions,
    ...commentRoutesOf(files.commentRoutes.value),
    recallRegimes: files.recallRules.value.regimes,
    lexicon: lexiconOf(files.lexicon),
  }
}

/** What city.yaml itself says. */
function cityOf(value: CityFiles['city']['value']) {
  return {
    name: { zh: value.zh, en: value.en },
    code: value.code,
    hotline: value.hotline,
    website: value.website,
    identityDays: value.identity_days,
    fallbackBureau: value.fallback_bureau,
    dispatchBureau: value.dispatch_bureau,
    defaultClocks: value.default_clocks,
    dangerClocks: value.danger_clocks,
    againClocks: value.again_clocks,
    partClocks: value.part_clocks,
    noticeClocks: value.notice_clocks,
    tradeBureau: value.trade_bureau,
    dutyMail: value.duty_mail,
  }
}

function byPlace(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line
}
