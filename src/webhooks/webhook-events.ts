import { type CaseState, caseStates } from '../cases/acts/case-states.ts'
import type { Bilingual, FilingKind, RiskLevel } from '../reference/city.ts'

export type WebhookKind =
  | 'case.opened'
  | 'case.moved'
  | 'case.answered'
  | 'case.closed'
  | 'warning.released'
  | 'warning.updated'
  | 'warning.lifted'
  | 'measure.changed'
  | 'warning.expired'

/** What a program can be told of. `of` is whose events they are: a bureau hears of its own cases, and of every warning and measure. */
export const webhookKinds: Record<WebhookKind, Bilingual & { of: 'case' | 'warning' | 'measure' }> = {
  'case.opened': { zh: '收到新案件', en: 'A case is opened', of: 'case' },
  'case.moved': { zh: '案件换了状态或单位', en: 'A case changes state or bureau', of: 'case' },
  'case.answered': { zh: '案件已答复', en: 'A case is answered', of: 'case' },
  'case.closed': { zh: '案件结束', en: 'A case is over', of: 'case' },
  'warning.released': { zh: '发布预警', en: 'A warning is released', of: 'warning' },
  'warning.updated': {
    zh: '预警更新、升级或降级',
    en: 'A warning is updated, upgraded or downgraded',
    of: 'warning',
  },
  'warning.lifted': { zh: '解除预警', en: 'A warning is lifted', of: 'warning' },
  'measure.changed': {
    zh: '国外措施改了日期或撤回',
    en: 'A foreign measure moved a date or was withdrawn',
    of: 'measure',
  },
  'warning.expired': { zh: '预警到期', en: 'A warning expires', of: 'warning' },
}

export const isWebhookKind = (kind: string): kind is WebhookKind => kind in webhookKinds

/** One message before it is addressed: the same id and body for every endpoint. */
export type WebhookMessage = { messageId: string; kind: string; body: string; at: Date; bureaus: string[] | 'every' }

/** A row of a case's history, with the case as it stands. */
export type CaseHappened = {
  id: number
  case_id: number
  at: Date
  act: string
  from_state: string | null
  to_state: string
  bureau: string
  to_bureau: string | null
  kind: FilingKind
  leaf: string
  lead: string
  support: string[]
  district: string | null
  danger: number
  risk: RiskLevel
  next_due_at: Date | null
}

/**
 * What a row of a case's history tells programs; null for what changes nothing outside, such as a note. The body names the case and
 * how it stands: no title, no text, nobody.
 */
export function caseMessage(row: CaseHappened, publicUrl: string): WebhookMessage | null {
  const kind = kindOf(row)
  if (kind === null) return null
  const body = {
    type: kind,
    timestamp: row.at.toISOString(),
    data: {
      case_id: row.case_id,
      url: `${publicUrl}/bureau/cases/${row.case_id}`,
      act: row.act,
      state: row.to_state,
      kind: row.kind,
      sector: row.leaf,
      lead: row.lead,
      support: row.support,
      district: row.district,
      danger: row.danger,
      risk: row.risk,
      next_due_at: row.next_due_at?.toISOString() ?? null,
    },
  }
  const bureaus = [row.lead, ...row.support, row.bureau, ...(row.to_bureau === null ? [] : [row.to_bureau])]
  return { messageId: `case-event-${row.id}`, kind, body: JSON.stringify(body), at: row.at, bureaus }
}

function kindOf({ act, from_state, to_state, to_bureau }: CaseHappened): WebhookKind | null {
  if (from_state === null) return 'case.opened'
  if (act === 'answer') return 'case.answered'
  if (from_state === to_state) return to_bureau === null ? null : 'case.moved'
  return caseStates[to_state as CaseState].final ? 'case.closed' : 'case.moved'
}

/** A row of a warning's history, with the warning and the version it published. */
export type WarningHappened = {
  id: number
  warning_id: number
  at: Date
  act: string
  kind: 'recall' | 'bulletin' | 'quality'
  leaves: string[]
  /** Of the version that the act published; null for an act that published none. */
  level: string | null
  content: unknown
  number: number | null
  audience: string | null
  drill: boolean
}

const warningActs: Record<string, WebhookKind> = {
  release: 'warning.released',
  publish: 'warning.released',
  update: 'warning.updated',
  upgrade: 'warning.updated',
  downgrade: 'warning.updated',
  lift: 'warning.lifted',
  expire: 'warning.expired',
}

/** What a row of a warning's history tells programs; null for what is not public, and for every drill. */
export function warningMessage(row: WarningHappened, publicUrl: string): WebhookMessage | null {
  const kind = warningActs[row.act]
  if (kind === undefined || row.drill || row.number === null || row.audience !== 'public') return null
  // Versions are written by src/alerts/warnings alone.
  const { title, districts, endsAt } = row.content as { title: Bilingual; districts: string[]; endsAt: string }
  const body = {
    type: kind,
    timestamp: row.at.toISOString(),
    data: {
      warning_id: row.warning_id,
      url: `${publicUrl}/warnings/${row.warning_id}`,
      cap: `${publicUrl}/warnings/${row.warning_id}/versions/${row.number}/cap.xml`,
      kind: row.kind,
      act: row.act,
      version: row.number,
      level: row.level,
      sectors: row.leaves,
      districts,
      expires_at: endsAt || null,
      title,
    },
  }
  return { messageId: `warning-event-${row.id}`, kind, body: JSON.stringify(body), at: row.at, bureaus: 'every' }
}

export type MeasureHappened = {
  id: number
  family: string
  at: Date
  what: string
  was: string
  became: string
  market: string | null
  leaves: string[]
  title: string
  title_zh: string | null
}

/** What a row of a measure's history tells programs; null for what is reckoned here and not public. */
export function measureMessage(row: MeasureHappened, publicUrl: string): WebhookMessage | null {
  if (row.what !== 'comment' && row.what !== 'in_force' && row.what !== 'withdrawn') return null
  const kind = 'measure.changed'
  const body = {
    type: kind,
    timestamp: row.at.toISOString(),
    data: {
      measure: row.family,
      url: `${publicUrl}/trade/measures/${row.family}`,
      what: row.what,
      was: row.was === '' ? null : row.was,
      became: row.became === '' ? null : row.became,
      market: row.market,
      sectors: row.leaves,
      title: { zh: row.title_zh, original: row.title },
    },
  }
  return { messageId: `measure-event-${row.id}`, kind, body: JSON.stringify(body), at: row.at, bureaus: 'every' }
}

/** Whom a message is for. */
export function concerns(
  endpoint: { bureau: string | null; events: string[]; created_at: Date },
  { kind, at, bureaus }: WebhookMessage,
): boolean {
  if (!endpoint.events.includes(kind) || at < endpoint.created_at) return false
  return endpoint.bureau === null || bureaus === 'every' || bureaus.includes(endpoint.bureau)
}
