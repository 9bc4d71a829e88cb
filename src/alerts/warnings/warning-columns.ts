import type { WarningReason } from '../notices/notice-warning.ts'
import { type ColourGround, warningColour } from './warning-colour.ts'
import { audiences, type WarningContent } from './warning-content.ts'

/** What the row of a warning holds of its text, for lists, letters and subscriptions. */
export function warningColumns(content: WarningContent, ground: ColourGround) {
  const { level, leaves, title, audience, districts, endsAt } = content
  const advice = content.advice[audience]
  return {
    level,
    leaves,
    title_zh: title.zh,
    title_en: title.en,
    advice_zh: advice.zh,
    advice_en: advice.en,
    reasons: JSON.stringify(colourReasons(content, ground)),
    rule_version: ground.rules.version,
    audience,
    districts,
    expires_at: endsAt === '' ? null : new Date(endsAt),
  }
}

/** Why it has its colour, as the table of reasons shows it: each input with what it alone would give, then why a person differs. */
function colourReasons({ basis, level, levelReason }: WarningContent, ground: ColourGround): WarningReason[] {
  const proposal = warningColour(basis, ground)
  const lines = proposal.reasons.map(({ part, zh, en }): WarningReason => ({ part, points: 0, zh, en }))
  if (proposal.level === level || levelReason === '') return lines
  return [...lines, { part: 'override', points: 0, zh: levelReason, en: levelReason }]
}

/** The advice that a reader of this circle is given: their own, with that of the circles outside theirs. */
export function adviceFor(reader: WarningContent['audience'], { advice, audience }: WarningContent) {
  const widest = audiences.indexOf(audience)
  return audiences
    .filter((_, circle) => circle >= audiences.indexOf(reader) && circle <= widest)
    .map((who) => ({ who, ...advice[who] }))
    .filter(({ zh }) => zh !== '')
}
