import type { RecallNotice } from '../../intake/notice.ts'
import type { City, RiskLevel } from '../../reference/city.ts'
import { countryName } from '../../reference/countries.ts'
import type { RecallLevelRule } from '../../reference/notice-rules.ts'
import type { WarningReason } from './notice-warning.ts'
import type { LeafConcerned } from './sector-evidence.ts'

const riskNames: Record<RiskLevel, [string, string]> = {
  serious: ['严重', 'serious'],
  high: ['高', 'high'],
  medium: ['中', 'medium'],
  low: ['低', 'low'],
}

/** The five parts of a recall's level, each with its sentence, also where it gives nothing. */
export function recallParts(
  notice: RecallNotice,
  leaves: LeafConcerned[],
  city: City,
  rule: RecallLevelRule,
): WarningReason[] {
  return [
    riskPart(notice, city, rule),
    statedPart(notice, rule),
    casualtiesPart(notice, rule),
    originPart(notice, city, rule),
    spreadPart(notice, leaves, rule),
  ]
}

/** Severity of the worst hazard (4 after a death) against the probability that reports suggest, by the city's matrix. */
export function recallRisk(
  notice: RecallNotice,
  city: City,
  rule: RecallLevelRule,
): { level: RiskLevel; severity: number; probability: number; hazard: string } | null {
  const hazards = city.hazards
    .filter((hazard) => notice.hazards.includes(hazard.id))
    .sort((a, b) => b.severity - a.severity)
  const [worst] = hazards
  const hurt = (notice.deaths ?? 0) + (notice.injuries ?? 0)
  if (!worst && hurt === 0) return null
  const severity = (notice.deaths ?? 0) > 0 ? 4 : (worst?.severity ?? 2)
  const units = notice.unitsAffected.value ?? 0
  const observed = hurt > 0 && units > 0 ? hurt / units : 0
  const assumed = hurt > 0 ? rule.risk.probability_reported : rule.risk.probability_no_report
  const probability = Math.min(1, Math.max(observed, assumed))
  const band = city.riskMatrix.bands.find((one) => probability > one.above) ?? city.riskMatrix.bands.at(-1)
  const level = band?.levels[severity - 1]
  return level ? { level, severity, probability, hazard: worst?.zh ?? '' } : null
}

function riskPart(notice: RecallNotice, city: City, rule: RecallLevelRule): WarningReason {
  const risk = recallRisk(notice, city, rule)
  if (!risk) return { part: 'A', points: 0, zh: '未识别出危害', en: 'No hazard recognised' }
  const [zh, en] = riskNames[risk.level]
  const named = city.hazards.filter((hazard) => notice.hazards.includes(hazard.id))
  return {
    part: 'A',
    points: rule.risk.points[risk.level],
    zh: `危害${named.map((hazard) => hazard.zh).join('、')}，程度 ${risk.severity}，风险矩阵得${zh}风险`,
    en: `Hazard ${named.map((hazard) => hazard.en).join(', ')}, severity ${risk.severity}: ${en} risk by the matrix`,
  }
}

function statedPart(notice: RecallNotice, rule: RecallLevelRule): WarningReason {
  if (!notice.riskLevelStated)
    return { part: 'B', points: 0, zh: '来源未给出风险级别', en: 'The source states no level of risk' }
  const [zh, en] = riskNames[notice.riskLevelStated]
  return {
    part: 'B',
    points: rule.stated[notice.riskLevelStated],
    zh: `来源定为${zh}风险`,
    en: `The source calls the risk ${en}`,
  }
}

function casualtiesPart(notice: RecallNotice, rule: RecallLevelRule): WarningReason {
  const { death, injuries_10, injury } = rule.casualties
  const deaths = notice.deaths ?? 0
  const injuries = notice.injuries ?? 0
  const points = deaths > 0 ? death : injuries >= 10 ? injuries_10 : injuries > 0 ? injury : 0
  if (notice.deaths === null && notice.injuries === null)
    return { part: 'C', points: 0, zh: '未说明伤亡', en: 'Nothing said of deaths or injuries' }
  return {
    part: 'C',
    points,
    zh: `死亡 ${deaths} 人，受伤 ${injuries} 人`,
    en: `${deaths} deaths, ${injuries} injuries`,
  }
}

function originPart(notice: RecallNotice, city: City, rule: RecallLevelRule): WarningReason {
  const maker = localMaker(notice, city)
  if (maker)
    return { part: 'D', points: rule.origin.local_maker, zh: `本市企业：${maker}`, en: `A firm of this city: ${maker}` }
  const origin = notice.countryOfOrigin
  if (origin === 'CHN')
    return {
      part: 'D',
      points: rule.origin.china,
      zh: '原产中国，未点名本市企业',
      en: 'Made in China; no firm of this city is named',
    }
  if (origin === null) return { part: 'D', points: rule.origin.unknown, zh: '原产地未说明', en: 'Origin not stated' }
  const name = countryName(origin)
  return { part: 'D', points: rule.origin.elsewhere, zh: `原产${name.zh}`, en: `Made in ${name.en}` }
}

/** A maker, importer or brand owner whose city or name is this city's. Shops that only sold it do not count. */
export function localMaker(notice: RecallNotice, city: City): string | null {
  const zh = city.name.zh.replace(/市$/, '')
  const en = city.name.en.toLowerCase()
  const here = (text: string | null) => text !== null && (text.includes(zh) || text.toLowerCase().includes(en))
  return notice.firms.find((firm) => firm.role !== 'retailer' && (here(firm.city) || here(firm.name)))?.name ?? null
}

function spreadPart(notice: RecallNotice, leaves: LeafConcerned[], rule: RecallLevelRule): WarningReason {
  const units = notice.unitsAffected.value
  const byUnits =
    units === null ? 0 : units >= 100_000 ? rule.spread.units_100000 : units >= 10_000 ? rule.spread.units_10000 : 0
  const children = leaves.some((leaf) => rule.children_leaves.includes(leaf.code))
  const about = notice.unitsAffected.status === 'approx' ? { zh: '约 ', en: 'about ' } : { zh: '', en: '' }
  return {
    part: 'E',
    points: byUnits + (children ? rule.spread.children : 0),
    zh: `${units === null ? '数量未说明' : `涉及${about.zh}${units} 件`}${children ? '，儿童用品' : ''}`,
    en: `${units === null ? 'Units not stated' : `${about.en}${units} units`}${children ? ', for children' : ''}`,
  }
}
