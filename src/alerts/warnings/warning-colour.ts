import type { Bilingual, City } from '../../reference/city.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import { gradeIncident, incidentGrades } from '../risk-assessment/incident-grade.ts'
import { type ColourBasis, type SignalStrength, spreadNames, strengthNames } from './warning-content.ts'

/** One input of the colour: which colour it alone would give (null: none), and in words. */
export type ColourReason = Bilingual & { part: 'consequence' | 'matrix' | 'signal'; level: WarningLevel | null }

/** What a colour is worked out by: the city, its rule, and the civil day whose statutory thresholds hold. */
export type ColourGround = { city: City; rules: WarningRules; day: string }

/** The colour that the rule proposes, with every input, and the single inputs whose next step would change it. */
export type ColourProposal = {
  level: WarningLevel | null
  reasons: ColourReason[]
  flips: (Bilingual & { to: WarningLevel | null })[]
  /** Only a count speaks for it: no consequence and no assessed risk. */
  statisticsAlone: boolean
}

const upward: (WarningLevel | null)[] = [null, 'blue', 'yellow', 'orange', 'red']
const rank = (level: WarningLevel | null): number => upward.indexOf(level)
const higher = (one: WarningLevel | null, other: WarningLevel | null) => (rank(one) >= rank(other) ? one : other)
const lower = (one: WarningLevel | null, other: WarningLevel | null) => (rank(one) <= rank(other) ? one : other)

/** Whether one colour is graver than another. */
export const graver = (one: WarningLevel, than: WarningLevel): boolean => rank(one) > rank(than)

/**
 * The colour of a quality warning: the graver of what the consequences and the risk matrix give, which a signal may raise by one step but
 * never above the cap of the rule. Levels after art. 63 of the Emergency Response Law; the tables and their sources are the city's
 * (warning-colours.yaml). A proposal: a person decides, and answers for it.
 */
export function warningColour(basis: ColourBasis, ground: ColourGround): ColourProposal {
  const { level, reasons, statisticsAlone } = colourOf(basis, ground)
  return { level, reasons, statisticsAlone, flips: flipsOf(basis, ground, level) }
}

function colourOf(basis: ColourBasis, ground: ColourGround): Omit<ColourProposal, 'flips'> {
  const { rules } = ground
  const consequence = byConsequence(basis, ground)
  const matrix = byMatrix(basis, rules)
  const grounds = higher(consequence.level, matrix.level)
  const signal = bySignal(basis.signal, grounds, rules)
  const level = higher(grounds, signal.level)
  return { level, reasons: [consequence, matrix, signal], statisticsAlone: grounds === null }
}

function byConsequence({ toll }: ColourBasis, { city, rules, day }: ColourGround): ColourReason {
  const none = { zh: '没有计入分级的后果', en: 'No consequence that counts' }
  const graded = toll === null ? null : gradeIncident(city, toll, day)
  if (!toll || !graded) return { part: 'consequence', level: null, ...none }
  const field = city.incidentGrading.fields.find(({ id }) => id === toll.field)
  const { numeral, zh, en } = incidentGrades[graded.grade]
  const { source } = graded.version
  return {
    part: 'consequence',
    level: rules.consequence[graded.grade],
    zh: `${field?.zh ?? toll.field}${numeral}级（${zh}）：${graded.because.map((line) => line.zh).join('；')}。依据 ${source.zh}`,
    en: `${field?.en ?? toll.field}, grade ${numeral} (${en}): ${graded.because.map((line) => line.en).join('; ')}. ${source.en}`,
  }
}

const riskNames: Record<NonNullable<ColourBasis['risk']>, Bilingual> = {
  low: { zh: '低风险', en: 'low risk' },
  medium: { zh: '中风险', en: 'medium risk' },
  high: { zh: '高风险', en: 'high risk' },
  serious: { zh: '严重风险', en: 'serious risk' },
}

function byMatrix({ risk, spread }: ColourBasis, rules: WarningRules): ColourReason {
  if (risk === null) return { part: 'matrix', level: null, zh: '尚未评估风险', en: 'The risk is not assessed' }
  const where = spreadNames[spread]
  const name = riskNames[risk]
  return {
    part: 'matrix',
    level: rules.matrix[spread][risk],
    zh: `${name.zh} × ${where.zh}`,
    en: `${name.en} × ${where.en.toLowerCase()}`,
  }
}

function bySignal(signal: SignalStrength, grounds: WarningLevel | null, rules: WarningRules): ColourReason {
  const said = strengthNames[signal]
  if (signal === 'none') return { part: 'signal', level: null, zh: '没有统计信号', en: 'No statistical signal' }
  const alone = rules.signal[signal]
  const oneUp = upward[Math.min(rank(grounds) + 1, upward.length - 1)] ?? null
  const raised = lower(grounds === null ? alone : oneUp, rules.signal.cap)
  return {
    part: 'signal',
    level: raised,
    zh: `${said.zh}。统计最多提高一级，且单凭统计不高于${colourNames[rules.signal.cap].zh}`,
    en: `${said.en}. Statistics raise by one step at most and never above ${colourNames[rules.signal.cap].en}`,
  }
}

export const colourNames: Record<WarningLevel, Bilingual> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
}

const risksUpward = ['low', 'medium', 'high', 'serious'] as const
const spreadsUpward = ['single', 'cluster', 'districts'] as const

/** What would change the colour if one input were a step worse. */
function flipsOf(basis: ColourBasis, ground: ColourGround, level: WarningLevel | null): ColourProposal['flips'] {
  const worse: (Bilingual & { basis: ColourBasis })[] = []
  const risk = risksUpward[basis.risk === null ? 0 : risksUpward.indexOf(basis.risk) + 1]
  if (risk)
    worse.push({ zh: `风险升为${riskNames[risk].zh}`, en: `at ${riskNames[risk].en}`, basis: { ...basis, risk } })
  const spread = spreadsUpward[spreadsUpward.indexOf(basis.spread) + 1]
  if (spread)
    worse.push({
      zh: `波及${spreadNames[spread].zh}`,
      en: `spread to: ${spreadNames[spread].en.toLowerCase()}`,
      basis: { ...basis, spread },
    })
  if (basis.toll !== null) {
    const { figures } = basis.toll
    const toll = { ...basis.toll, figures: { ...figures, deaths: (figures.deaths ?? 0) + 1 } }
    worse.push({ zh: '再有一人死亡', en: 'one more death', basis: { ...basis, toll } })
  }
  return worse.flatMap(({ zh, en, basis: changed }) => {
    const to = colourOf(changed, ground).level
    return to === level ? [] : [{ zh, en, to }]
  })
}
