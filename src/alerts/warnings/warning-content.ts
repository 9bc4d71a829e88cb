import type { Bilingual, BureauId, DistrictId, LeafCode, RiskLevel } from '../../reference/city.ts'
import type { WarningLevel } from '../notices/notice-warning.ts'
import type { Toll } from '../risk-assessment/incident-grade.ts'

/** Who may read it, from the narrowest circle to the widest: each holds those before it. */
export const audiences = ['authorities', 'trade', 'public'] as const
export type Audience = (typeof audiences)[number]

export const audienceNames: Record<Audience, Bilingual> = {
  authorities: { zh: '仅政府部门', en: 'Authorities only' },
  trade: { zh: '部门和相关企业', en: 'Authorities and the trade' },
  public: { zh: '公众', en: 'The public' },
}

export const spreads = ['single', 'cluster', 'districts'] as const
export type Spread = (typeof spreads)[number]

export const spreadNames: Record<Spread, Bilingual> = {
  single: { zh: '单一产品或地点', en: 'One product or place' },
  cluster: { zh: '一地多起', en: 'A cluster in one place' },
  districts: { zh: '多个区', en: 'Several districts' },
}

export const signalStrengths = ['none', 'moderate', 'strong'] as const
export type SignalStrength = (typeof signalStrengths)[number]

export const strengthNames: Record<SignalStrength, Bilingual> = {
  none: { zh: '没有', en: 'None' },
  moderate: { zh: '明显高于往常', en: 'Clearly above the usual' },
  strong: { zh: '远高于往常，或多种方法同时报出', en: 'Far above, or found by several methods' },
}

/** How sure it is and how soon: the words of CAP 1.2. */
export const certainties = ['Observed', 'Likely', 'Possible'] as const
export type Certainty = (typeof certainties)[number]
export const certaintyNames: Record<Certainty, Bilingual> = {
  Observed: { zh: '已经发生或正在发生', en: 'Has happened or is happening' },
  Likely: { zh: '很可能（五成以上）', en: 'Likely (more than even)' },
  Possible: { zh: '可能（不到五成）', en: 'Possible (less than even)' },
}
export const urgencies = ['Immediate', 'Expected', 'Future'] as const
export type Urgency = (typeof urgencies)[number]
export const urgencyNames: Record<Urgency, Bilingual> = {
  Immediate: { zh: '立即行动', en: 'Act at once' },
  Expected: { zh: '尽快行动（一小时内起）', en: 'Act soon' },
  Future: { zh: '近期留意', en: 'Act in the near future' },
}

/** What the colour rests on, as people entered it. Null where it is not known: never taken for zero. */
export type ColourBasis = {
  /** What has happened or is credibly expected; null when nothing that counts. */
  toll: Toll | null
  risk: RiskLevel | null
  spread: Spread
  signal: SignalStrength
}

/**
 * What one version of a warning says: the particulars that art. 64 of the Emergency Response Law asks of a warning, and why it has its
 * colour. While it is written any text may still be empty (`missing-parts.ts` says what is). Stored as JSON and never read by an older
 * program, so its fields are only added to.
 */
export type WarningContent = {
  level: WarningLevel
  /** Why another colour than the rule proposes; empty where it is the proposal. */
  levelReason: string
  basis: ColourBasis
  title: Bilingual
  /** What has happened or threatens (警示事项). */
  matter: Bilingual
  /** What is to be done, by whom. */
  advice: Record<Audience, Bilingual>
  /** What this version changes, or why it ends the warning; empty in the first. */
  note: Bilingual
  leaves: LeafCode[]
  /** Where it holds: districts, and streets by code or, where they have none, by name. None at all means the whole city. */
  districts: DistrictId[]
  streets: string[]
  /** It may reach beyond the city. */
  beyondCity: boolean
  audience: Audience
  /** Bureaus that are told besides those in charge of the leaves. */
  bureaus: BureauId[]
  /** Firms that it names. */
  firms: string[]
  certainty: Certainty
  urgency: Urgency
  /** ISO instants. An empty start is the moment of publication; an empty end is none, which only recalls and bulletins may have. */
  startsAt: string
  endsAt: string
  publisher: BureauId
  /** Whom to ask: a phone number or an address for everybody. */
  contact: string
}

/** How a version came to be. */
export type VersionChange = 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift' | 'expire'

export const changeNames: Record<VersionChange, Bilingual> = {
  issue: { zh: '首次发布', en: 'Issued' },
  update: { zh: '更新', en: 'Updated' },
  upgrade: { zh: '升级', en: 'Upgraded' },
  downgrade: { zh: '降级', en: 'Downgraded' },
  lift: { zh: '解除', en: 'Lifted' },
  expire: { zh: '到期失效', en: 'Expired' },
}

/** The version ends the warning. */
export const endsWarning = (change: VersionChange): boolean => change === 'lift' || change === 'expire'

/** How one street is named in a content. */
export const streetId = ({ code, zh }: { code: string | null; zh: string }): string => code ?? zh

/** The places of a content in words; the whole city where it names none. */
export function areaWords(
  city: {
    name: Bilingual
    districts: (Bilingual & { id: string; streets: (Bilingual & { code: string | null })[] })[]
  },
  { districts, streets }: Pick<WarningContent, 'districts' | 'streets'>,
): Bilingual {
  const named = city.districts.flatMap((district) => {
    const own = district.streets.filter((street) => streets.includes(streetId(street)))
    const whole = districts.includes(district.id)
    if (own.length === 0) return whole ? [{ zh: district.zh, en: district.en }] : []
    return [
      {
        zh: `${district.zh}（${own.map(({ zh }) => zh).join('、')}）`,
        en: `${district.en} (${own.map(({ en }) => en).join(', ')})`,
      },
    ]
  })
  if (named.length === 0) return { zh: `${city.name.zh}全市`, en: `the whole of ${city.name.en}` }
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join('; ') }
}
