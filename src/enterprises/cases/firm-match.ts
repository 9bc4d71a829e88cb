import type { Mention } from '../../triage/assessment.ts'
import { likeness } from '../search/search-keys.ts'

/** Which firm a case is about, by tiers: its identifier, its exact name, a name alike. Never by the text alone. Pure. */

export type Naming = { code: string | null; names: string[] }
export type Tier = 'identifier' | 'name' | 'alike'
export type KnownName = {
  enterpriseId: number
  code: string
  name: string
  exact: string
  core: string
  district: string | null
}
export type Match = { enterpriseId: number; tier: Tier; score: number; said: string; because: string[] }

const alikeMin = 0.6
const proposedMax = 3

/** How a filing names its respondent: a credit code that stands in it, the name in the form's own field, the names read in the text. */
export function namingOf({ respondent, mentions }: { respondent: string | null; mentions: Mention[] }): Naming {
  const codes = mentions.filter(({ kind }) => kind === 'credit_code').map(({ text }) => text.toUpperCase())
  const named = mentions.filter(({ kind }) => kind === 'respondent').map(({ text }) => text)
  const names = [...(respondent === null ? [] : [respondent]), ...named]
  return {
    code: codes.length === 1 ? (codes[0] ?? null) : null,
    names: [...new Set(names)].filter((name) => name.length >= 3).slice(0, 4),
  }
}

/**
 * The firms that a case may be about, the likeliest first, at most three. An identifier links by itself and stands alone; an exact name is
 * one to click; a name alike is for review. The district counts for a little, never alone.
 */
export function matchesOf(
  naming: { code: string | null; names: { said: string; exact: string; core: string }[] },
  known: KnownName[],
  district: string | null,
): Match[] {
  const byCode = known.find(({ code }) => naming.code !== null && code === naming.code)
  if (byCode)
    return [
      {
        enterpriseId: byCode.enterpriseId,
        tier: 'identifier',
        score: 1,
        said: byCode.code,
        because: [`统一社会信用代码 ${byCode.code}`],
      },
    ]
  const best = new Map<number, Match>()
  for (const name of naming.names) {
    for (const firm of known) {
      const match = compared(name, firm, district)
      if (match && match.score > (best.get(firm.enterpriseId)?.score ?? 0)) best.set(firm.enterpriseId, match)
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.enterpriseId - b.enterpriseId).slice(0, proposedMax)
}

function compared(
  { said, exact, core }: { said: string; exact: string; core: string },
  firm: KnownName,
  district: string | null,
): Match | null {
  const here = district !== null && district === firm.district
  const where = here ? ['同一个区'] : []
  const named = { enterpriseId: firm.enterpriseId, said }
  if (exact === firm.exact)
    return { ...named, tier: 'name', score: 0.98, because: [`名称相同：${firm.name}`, ...where] }
  if (core === firm.core && core.length >= 4)
    return {
      ...named,
      tier: 'name',
      score: here ? 0.95 : 0.9,
      because: [`去掉地名和组织形式后相同：${core}`, ...where],
    }
  const alike = Math.round((likeness(core, firm.core) * 0.85 + (here ? 0.05 : 0)) * 100) / 100
  return alike >= alikeMin
    ? { ...named, tier: 'alike', score: alike, because: [`名称相近：${firm.name}`, ...where] }
    : null
}
