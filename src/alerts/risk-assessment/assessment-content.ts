import { isCounted, readScenarios, type TypedScenario } from '../../cases/risk/risk-factors.ts'
import { Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import type { Scenario } from '../../triage/risk-scenario.ts'
import type { Toll } from './incident-grade.ts'

/** A scenario as an assessment tells it: how it comes to harm, and for each step where its probability is taken from. */
export type ToldScenario = Scenario & { story: string; sources: string[] }

/** What a person writes in a risk assessment; `content` of `risk_assessment_version`. */
export type AssessmentContent = {
  title: string
  leaf: string | null
  /** The product or service: kind, make, how it is used. */
  description: string
  scenarios: ToldScenario[]
  /** Who is exposed, in words, and which of the city's vulnerable groups are among them. */
  exposed: string
  groups: string[]
  /** How many are in use, and how many people that touches; null when not known. */
  units: number | null
  people: number | null
  /** What has happened so far; null when nothing has. */
  toll: Toll | null
  uncertainty: string
}

/** The form as typed: every value a word, so that nothing is lost when something needs a change. */
export type TypedAssessment = {
  title: string
  /** A leaf, or `NONE` for none of them. */
  leaf: string
  description: string
  scenarios: (TypedScenario & { story: string; sources: string[] })[]
  exposed: string
  groups: string[]
  units: string
  people: string
  field: string
  figures: Record<string, string>
  is: string[]
  uncertainty: string
}

export const longest = { title: 100, description: 2000, story: 300, source: 120, exposed: 500, uncertainty: 1000 }

/**
 * Reads the form. A draft may lack words; what is wrong in itself is refused. Throws Invalid with a message per field: no title, no
 * scenario, a factor outside its list, a number that is none.
 */
export function readTyped(city: City, typed: TypedAssessment): AssessmentContent {
  const faults = faultsOf(city, typed)
  const counted = typed.scenarios.filter(isCounted)
  const scenarios = scenariosIn(city, typed, faults)
  if (Object.keys(faults).length > 0) throw new Invalid(needsChange, faults)
  return {
    title: typed.title,
    leaf: city.leaves.has(typed.leaf) ? typed.leaf : null,
    description: typed.description,
    scenarios: scenarios.map((scenario, i) => ({
      ...scenario,
      story: counted[i]?.story ?? '',
      sources: scenario.steps.map((_, step) => counted[i]?.sources[step] ?? ''),
    })),
    exposed: typed.exposed,
    groups: typed.groups,
    units: countIn(typed.units),
    people: countIn(typed.people),
    toll: tollIn(typed),
    uncertainty: typed.uncertainty,
  }
}

/** What an assessment must say before a second person can judge it, by field; empty when it says everything. */
export function missingIn(content: AssessmentContent): Record<string, Said> {
  const { description, exposed, uncertainty, scenarios } = content
  const blank = (text: string) => text.trim().length < 2
  const untold = scenarios.findIndex(({ story }) => blank(story))
  const unsourced = scenarios.findIndex(({ sources }) => sources.some(blank))
  return {
    ...(blank(description) ? { description: sayWhat } : {}),
    ...(untold >= 0 ? { scenarios: sayHow(untold + 1) } : {}),
    ...(untold < 0 && unsourced >= 0 ? { scenarios: saySource(unsourced + 1) } : {}),
    ...(blank(exposed) ? { exposed: sayWho } : {}),
    ...(blank(uncertainty) ? { uncertainty: sayUnsure } : {}),
  }
}

function faultsOf(city: City, typed: TypedAssessment): Record<string, Said> {
  const { measures, circumstances, fields } = city.incidentGrading
  const numbers = [
    ...(['units', 'people'] as const).map((name) => [name, typed[name]] as const),
    ...measures.map(({ id }) => [`figure-${id}`, typed.figures[id] ?? ''] as const),
  ]
  const known =
    typed.is.every((id) => circumstances.some((one) => one.id === id)) &&
    typed.groups.every((id) => city.riskFactors.groups.some((one) => one.id === id))
  return {
    ...(typed.title.length < 2 ? { title: sayTitle } : {}),
    ...(typed.leaf === 'NONE' || city.leaves.has(typed.leaf) ? {} : { leaf: fromList }),
    ...(typed.field === '' || fields.some(({ id }) => id === typed.field) ? {} : { field: fromList }),
    ...(known ? {} : { groups: fromList }),
    ...(typed.field === '' && hasToll(typed) ? { field: sayField } : {}),
    ...Object.fromEntries(numbers.filter(([, text]) => !isNumber(text)).map(([name]) => [name, notNumber])),
  }
}

function scenariosIn(city: City, { scenarios }: TypedAssessment, faults: Record<string, Said>): Scenario[] {
  try {
    return readScenarios(city, scenarios)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    Object.assign(faults, error.fields)
    return []
  }
}

const NUMBER = /^\d{1,9}(\.\d{1,2})?$/
const plain = (text: string): string => text.normalize('NFKC').replace(/[,，\s]/g, '')
const isNumber = (text: string): boolean => plain(text) === '' || NUMBER.test(plain(text))
const countIn = (text: string): number | null => (plain(text) === '' ? null : Number(plain(text)))

const hasToll = ({ figures, is }: TypedAssessment): boolean =>
  is.length > 0 || Object.values(figures).some((text) => Number(plain(text)) > 0)

function tollIn(typed: TypedAssessment): Toll | null {
  if (!hasToll(typed)) return null
  const given = Object.entries(typed.figures).map(([id, text]) => [id, countIn(text) ?? 0] as const)
  return { field: typed.field, figures: Object.fromEntries(given.filter(([, count]) => count > 0)), is: typed.is }
}

const needsChange = { zh: '还没有保存，请看各栏的提示。', en: 'Not saved yet; see the note beside each field.' }
const sayTitle = { zh: '请写一个标题', en: 'Give it a title' }
const fromList = { zh: '请从列表中选择', en: 'Choose from the list' }
const notNumber = { zh: '请填数字，例如 1200', en: 'Give a number such as 1200' }
const sayField = { zh: '填了后果，请选按哪个领域分级', en: 'A toll is given: choose the field whose grades apply' }
const sayWhat = { zh: '请写明是什么产品或服务、怎样使用', en: 'Say which product or service it is and how it is used' }
const sayWho = { zh: '请写明谁会接触到', en: 'Say who is exposed' }
const sayUnsure = {
  zh: '请写明哪些还不确定、还缺什么材料',
  en: 'Say what is uncertain and what is still missing',
}
const sayHow = (n: number): Said => ({
  zh: `情景 ${n}：请写明伤害怎样发生`,
  en: `Scenario ${n}: say how it comes to harm`,
})
const saySource = (n: number): Said => ({
  zh: `情景 ${n}：请给每一步的概率写明来源`,
  en: `Scenario ${n}: say where each step’s probability is from`,
})
