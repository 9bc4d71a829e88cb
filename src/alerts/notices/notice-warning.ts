import type { BulletinNotice, Notice, RecallNotice } from '../../intake/notice.ts'
import type { City, LeafCode } from '../../reference/city.ts'
import type { NoticeRules, TbtLevelRule } from '../../reference/notice-rules.ts'
import type { Exposure } from '../measures/exposure.ts'
import { bulletinParts, daysUntil } from './bulletin-level.ts'
import { localMaker, recallParts } from './recall-level.ts'
import { concernedLeaves, type LeafConcerned } from './sector-evidence.ts'

export type WarningLevel = 'red' | 'orange' | 'yellow' | 'blue'
/** One line of the explanation. `part` is A–E, or `override` where a rule set the level aside from the sum. */
export type WarningReason = { part: string; points: number; zh: string; en: string }
export type NoticeWarning = {
  level: WarningLevel
  leaves: LeafConcerned[]
  reasons: WarningReason[]
  total: number
  ruleVersion: string
  /** It lightens what is asked of firms: news, not an alarm. */
  relief: boolean
}

/** What happened before on the measure, its member and sector, and its goods in that market. */
export type NoticeHistory = { concernOnMeasure: boolean; concernOnSector: boolean; localEvents: number }

/** What is known besides the notice. Absent is said in the reasons, never filled in. */
export type NoticeBackground = {
  /** Leaves of the notification that an addendum belongs to. */
  parentLeaves?: LeafCode[]
  /** How many firms of the city say that it hits them. */
  firms?: number
  /** The city's exports of the sector to the market: share of the sector's exports (0–1), US dollars, and the period. */
  exports?: Exposure | null
  /** The same, once it is known which leaf is meant. */
  exportsOf?: (leaf: LeafCode) => Exposure | null
  history?: NoticeHistory | null
  /** The same, once it is known which leaf is meant. */
  historyOf?: (leaf: LeafCode) => NoticeHistory
}

/**
 * Which sectors of the city a notice concerns and at which level to warn, with every reason. Null when it concerns none.
 * `today` is the ISO date in Beijing: the clocks of a bulletin move with it. A level is a proposal; a person releases it.
 */
export function noticeWarning(
  notice: Notice,
  city: City,
  rules: NoticeRules,
  today: string,
  background: NoticeBackground = {},
): NoticeWarning | null {
  const leaves = concernedLeaves(notice, city, rules.tbt, background.parentLeaves)
  const [first] = leaves
  if (!first) return null
  const drafted =
    notice.kind === 'recall'
      ? warnOfRecall(notice, leaves, city, rules)
      : warnOfBulletin(notice, first, background, rules.tbt, today)
  return { ...confirmFirst(drafted, first), leaves }
}

type Drafted = Omit<NoticeWarning, 'leaves'>

function warnOfRecall(notice: RecallNotice, leaves: LeafConcerned[], city: City, { recall }: NoticeRules): Drafted {
  const reasons = recallParts(notice, leaves, city, recall)
  const total = sum(reasons)
  const draft = { reasons, total, ruleVersion: recall.version, relief: false }
  if (notice.status === 'withdrawn')
    return { ...draft, level: 'blue', reasons: [...reasons, override('召回已撤回', 'The recall was withdrawn')] }
  const level = levelOf(total, recall.levels)
  const grave = (notice.deaths ?? 0) > 0 || notice.riskLevelStated === 'serious'
  if (grave && localMaker(notice, city) && level !== 'red' && level !== 'orange')
    return {
      ...draft,
      level: 'orange',
      reasons: [
        ...reasons,
        override(
          '本市企业的产品致死或被定为严重风险，至少橙色',
          'A product of this city killed or is called a serious risk: at least orange',
        ),
      ],
    }
  return { ...draft, level }
}

function warnOfBulletin(
  notice: BulletinNotice,
  leaf: LeafConcerned,
  background: NoticeBackground,
  rule: TbtLevelRule,
  today: string,
): Drafted {
  const { exportsOf = () => background.exports ?? null, historyOf = () => background.history ?? null } = background
  const known = { ...background, exports: exportsOf(leaf.code), history: historyOf(leaf.code) }
  const reasons = bulletinParts(notice, leaf, known, rule, today)
  const total = sum(reasons)
  const draft = { reasons, total, ruleVersion: rule.version, relief: notice.relief }
  if (notice.addendum.some((tick) => tick.kind === 'withdrawn'))
    return {
      ...draft,
      level: 'blue',
      reasons: [...reasons, override('措施已撤回，利好', 'The measure was withdrawn: relief')],
    }
  if (notice.relief)
    return {
      ...draft,
      level: 'blue',
      reasons: [...reasons, override('放宽要求，利好', 'Requirements are lightened: relief')],
    }
  const raised = raisedLevel(notice, reasons, rule, today)
  const level = levelOf(total, rule.levels)
  if (!raised || rank(raised.level) <= rank(level)) return { ...draft, level }
  return { ...draft, level: raised.level, reasons: [...reasons, raised.reason] }
}

/** A ban on what the city exports is orange at least; a heavy measure within weeks is red. */
function raisedLevel(
  notice: BulletinNotice,
  reasons: WarningReason[],
  rule: TbtLevelRule,
  today: string,
): { level: WarningLevel; reason: WarningReason } | null {
  const points = (part: string) => reasons.find((reason) => reason.part === part)?.points ?? 0
  const { overrides } = rule
  const exposure = points('A') + points('firms')
  const days = daysUntil(notice.entryIntoForce, today)
  if (
    days !== null &&
    days >= -rule.time.compliance_over_days &&
    days <= overrides.imminent_days &&
    exposure >= overrides.imminent_exposure_min &&
    points('B') >= overrides.imminent_measure_min
  )
    return {
      level: 'red',
      reason: override(
        `${overrides.imminent_days} 天内生效，出口和措施都重，升为红色`,
        `In force within ${overrides.imminent_days} days, heavy in exports and measure: red`,
      ),
    }
  if (notice.measureTypes.includes('ban') && exposure >= overrides.ban_exposure_min)
    return {
      level: 'orange',
      reason: override('禁止性措施且出口较大，至少橙色', 'A ban on sizeable exports: at least orange'),
    }
  return null
}

/** While the sector rests on broad evidence alone, a person has to confirm it before the level may pass yellow. */
function confirmFirst(draft: Drafted, leaf: LeafConcerned): Drafted {
  if (leaf.label === 'direct' || rank(draft.level) <= rank('yellow')) return draft
  return {
    ...draft,
    level: 'yellow',
    reasons: [
      ...draft.reasons,
      override(
        '行业判断依据较弱，确认前不高于黄色',
        'The sector rests on broad evidence: not above yellow until confirmed',
      ),
    ],
  }
}

function override(zh: string, en: string): WarningReason {
  return { part: 'override', points: 0, zh, en }
}

function levelOf(total: number, levels: { red: number; orange: number; yellow: number }): WarningLevel {
  return total >= levels.red ? 'red' : total >= levels.orange ? 'orange' : total >= levels.yellow ? 'yellow' : 'blue'
}

function rank(level: WarningLevel): number {
  return ['blue', 'yellow', 'orange', 'red'].indexOf(level)
}

function sum(reasons: WarningReason[]): number {
  return reasons.reduce((total, reason) => total + reason.points, 0)
}
