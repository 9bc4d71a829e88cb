import type { Bilingual } from '../../reference/city.ts'
import type { RiskClass, RiskRule } from '../../reference/credit-rules.ts'
import { type Graded, type GradedFact, monthsApart } from './grade.ts'

/** The internal risk class of a firm (企业信用风险分类): how often it is looked at, never public and never mixed with the grade. Pure. */

export type RiskInput = {
  graded: Graded
  facts: GradedFact[]
  industry: string | null
  /** Cases about it of the last half year, still open, in which somebody can be hurt. Unverified: a reason to look, not to judge. */
  openDanger: number
}
export type RiskReason = Bilingual & { points: number }
export type RiskRead = { class: RiskClass; points: number; because: RiskReason[] }

/** The class on a civil day, with its reasons; each reason has its points. */
export function riskClassOf(rule: RiskRule, { graded, facts, industry, openDanger }: RiskInput, day: string): RiskRead {
  const because = [
    lost(rule, graded),
    dangers(rule, openDanger),
    inspected(rule, facts, day),
    permits(rule, facts, day),
    base(rule, industry),
  ].filter((reason) => reason.points > 0)
  const points = Math.round(because.reduce((sum, reason) => sum + reason.points, 0) * 10) / 10
  const { D, C, B } = rule.classes
  return { class: points >= D ? 'D' : points >= C ? 'C' : points >= B ? 'B' : 'A', points, because }
}

function lost(rule: RiskRule, { lines, caps }: Graded): RiskReason {
  const down = lines.reduce((sum, { points }) => sum - Math.min(0, points), 0)
  const capped = caps.some(({ grade }) => grade === 'D') ? rule.classes.D : caps.length > 0 ? rule.classes.C : 0
  const points = Math.round(Math.max(down * rule.grade_share, capped) * 10) / 10
  return { points, zh: '公开记录中的问题', en: 'Faults on the public record' }
}

function dangers(rule: RiskRule, openDanger: number): RiskReason {
  const points = Math.min(rule.open_danger_total, openDanger * rule.open_danger)
  return {
    points,
    zh: `未办结的涉险投诉举报 ${openDanger} 件`,
    en: `${openDanger} open cases in which somebody can be hurt`,
  }
}

function inspected(rule: RiskRule, facts: GradedFact[], day: string): RiskReason {
  const recent = facts.some(
    ({ kind, happenedOn }) =>
      (kind === 'inspection' || kind === 'sample') && monthsApart(happenedOn, day) <= rule.inspected_within_months,
  )
  const within = rule.inspected_within_months
  return {
    points: recent ? 0 : rule.not_inspected,
    zh: `${within} 个月内没有检查`,
    en: `Not inspected for ${within} months`,
  }
}

function permits(rule: RiskRule, facts: GradedFact[], day: string): RiskReason {
  const held = facts.filter(
    ({ kind, result, state }) => kind === 'permit' && result === 'granted' && state === 'standing',
  )
  const lapsed = held.length > 0 && held.every(({ endsOn }) => endsOn !== null && endsOn < day)
  return { points: lapsed ? rule.permit_lapsed : 0, zh: '许可已过有效期', en: 'Its permits have run out' }
}

function base(rule: RiskRule, industry: string | null): RiskReason {
  const code = Object.keys(rule.industries)
    .filter((start) => industry?.startsWith(start))
    .sort((a, b) => b.length - a.length)[0]
  const points = code === undefined ? 0 : (rule.industries[code] ?? 0)
  return { points, zh: `行业 ${industry ?? ''}`, en: `Industry ${industry ?? ''}` }
}
