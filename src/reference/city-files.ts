import { type CityFile, type Fault, readCityFile, readText } from './city-file.ts'
import {
  bureausShape,
  calendarShape,
  cityShape,
  clocksShape,
  districtsShape,
  hazardsShape,
  productsShape,
  riskMatrixShape,
  sectorsShape,
} from './city-shapes.ts'
import { commentRoutesShape } from './comment-routes.ts'
import { creditRulesShape } from './credit-rules.ts'
import { dangerRulesShape } from './danger-rules.ts'
import { evaluationShape } from './evaluation-rules.ts'
import { incidentThresholdsShape } from './incident-shapes.ts'
import { playbooksShape } from './playbook-shapes.ts'
import { recallRulesShape } from './recall-rules.ts'
import { populationShape, targetsShape } from './report-ground.ts'
import { sourcePlansShape } from './source-plans.ts'
import { templatesShape } from './template-shape.ts'
import { warningColoursShape } from './warning-rules.ts'

/** Every file of a city, read and of the right shape. */
export type CityFiles = {
  [K in keyof ReturnType<typeof readEach>]: NonNullable<ReturnType<typeof readEach>[K]>
}

/** Reads every file of the city; null, with the faults, when one cannot be read or has the wrong shape. */
export function readCityFiles(directory: string, faults: Fault[]): CityFiles | null {
  const files = readEach(directory, faults)
  return complete(files) ? files : null
}

function readEach(directory: string, faults: Fault[]) {
  return {
    city: readCityFile(directory, 'city.yaml', cityShape, faults),
    sectors: readCityFile(directory, 'sectors.yaml', sectorsShape, faults),
    bureaus: readCityFile(directory, 'bureaus.yaml', bureausShape, faults),
    districts: readCityFile(directory, 'districts.yaml', districtsShape, faults),
    clocks: readCityFile(directory, 'clocks.yaml', clocksShape, faults),
    calendar: readCityFile(directory, 'calendar.yaml', calendarShape, faults),
    hazards: readCityFile(directory, 'hazards.yaml', hazardsShape, faults),
    dangerRules: readCityFile(directory, 'danger-rules.yaml', dangerRulesShape, faults),
    riskMatrix: readCityFile(directory, 'risk-matrix.yaml', riskMatrixShape, faults),
    evaluation: readCityFile(directory, 'evaluation.yaml', evaluationShape, faults),
    incidentThresholds: readCityFile(directory, 'incident-thresholds.yaml', incidentThresholdsShape, faults),
    population: readCityFile(directory, 'population.yaml', populationShape, faults),
    targets: readCityFile(directory, 'quality-targets.yaml', targetsShape, faults),
    playbooks: readCityFile(directory, 'playbooks.yaml', playbooksShape, faults),
    products: readCityFile(directory, 'products.yaml', productsShape, faults),
    sources: readCityFile(directory, 'sources.yaml', sourcePlansShape, faults),
    creditRules: readCityFile(directory, 'credit-rules.yaml', creditRulesShape, faults),
    templates: readCityFile(directory, 'reply-templates.yaml', templatesShape, faults),
    warningColours: readCityFile(directory, 'warning-colours.yaml', warningColoursShape, faults),
    commentRoutes: readCityFile(directory, 'comment-routes.yaml', commentRoutesShape, faults),
    recallRules: readCityFile(directory, 'recall-rules.yaml', recallRulesShape, faults),
    lexicon: readLexicon(directory, faults),
  }
}

function readLexicon(directory: string, faults: Fault[]): CityFile<string> | null {
  const name = 'lexicon.txt'
  const text = readText(directory, name, faults)
  if (text === null) return null
  return { name, value: text, fault: ([line], message) => faults.push({ file: name, line: Number(line), message }) }
}

function complete(files: ReturnType<typeof readEach>): files is CityFiles {
  return Object.values(files).every((file) => file !== null)
}
