import type { Said } from '../../errors.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import type { WarningRules } from '../../reference/warning-rules.ts'
import type { WarningContent } from './warning-content.ts'

export type UpwardRule = WarningRules['upward'][number]

/** The rules by which a higher level must be told before this is published; none when the city may publish it alone. */
export function upwardRulesOn(content: WarningContent, rules: WarningRules, city: City): UpwardRule[] {
  const sectors = content.leaves.map((code) => city.leaves.get(code)?.sector)
  return rules.upward.filter(
    (rule) =>
      (!rule.sectors || rule.sectors.some((sector) => sectors.includes(sector))) &&
      (!rule.audiences || rule.audiences.includes(content.audience)) &&
      (!rule.levels || rule.levels.includes(content.level)) &&
      (!rule.beyond_city || content.beyondCity),
  )
}

/** One firm that is named, as far as it was heard. */
export type Hearing = { firm: string; answerBy: Date; heardAt: Date | null }

/** What was done before publishing. */
export type Preparations = {
  hearings: Hearing[]
  urgentReason: string | null
  reportedAt: Date | null
}

/** The firms named that were neither heard nor silent until their day. */
export function unheardFirms({ firms }: WarningContent, hearings: Hearing[], now: Date): string[] {
  return firms.filter((firm) => {
    const hearing = hearings.find((one) => one.firm === firm)
    return !hearing || (hearing.heardAt === null && hearing.answerBy > now)
  })
}

/**
 * What stands in the way of publishing a signed text: firms named that were not heard, unless it is urgent, and a higher level that must
 * be told first. Ending a warning needs neither. Empty when nothing does.
 */
export function obstacles(
  content: WarningContent,
  { rules, city, now, lifting }: { rules: WarningRules; city: City; now: Date; lifting: boolean },
  { hearings, urgentReason, reportedAt }: Preparations,
): Said[] {
  if (lifting) return []
  const unheard = urgentReason === null ? unheardFirms(content, hearings, now) : []
  const upward = reportedAt === null ? upwardRulesOn(content, rules, city) : []
  return [...unheard.map(notHeard), ...upward.map(notReported)]
}

const notHeard = (firm: string): Said => ({
  zh: `“${firm}”尚未被听取：请先告知并等其答复或到期，或写明紧急理由`,
  en: `“${firm}” was not heard: tell it and wait for its answer or its day, or say why it is urgent`,
})

const notReported = ({ zh, en, to, article }: Bilingual & Pick<UpwardRule, 'to' | 'article'>): Said => ({
  zh: `须先报告${to.zh}：${zh}（${article.zh}）`,
  en: `Report to ${to.en} first: ${en} (${article.en})`,
})
